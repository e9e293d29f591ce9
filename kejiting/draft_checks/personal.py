"""X2: what names a person more closely than a letter to be published may."""

from __future__ import annotations

from collections.abc import Iterator

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import DraftFinding
from kejiting.draft_checks.memory import DraftMemory
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.text.spans import Span

# 138 0000 0000, +86-13800000000; not a part of a longer number
_MOBILE = lazy_re(r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.]\d|\d|[万亿元个])")
_IDENTITY = lazy_re(r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)")
_ACCOUNT = lazy_re(
    r"(?:银行卡|卡|账|帐|工资卡)(?:户|号|号码)?\s*+[:：]?\s*+(?P<value>\d{4}(?:\s?\d{4}){2,3}\s?\d{0,3})(?!\d)"
)
_MAIL = lazy_re(r"[A-Za-z0-9._%+-]{1,64}[@＠](?P<host>[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})")
_PRIVATE_HOST = lazy_re(
    r"(?:qq|foxmail|163|126|yeah|sina|sohu|139|189|wo|aliyun|gmail|hotmail|outlook|live|icloud|yahoo|21cn|tom|vip\.\w+)\.(?:com|cn|net)(?:\.cn)?",
    2,
)
# 家住朝阳区湖西路12号3栋2单元501室, 家庭住址：…
_HOME = lazy_re(
    rf"(?:家庭(?:住址|地址)|家住|居住(?:地址|在|于|地)|住址|现住(?:址)?|户籍(?:地址|所在地)?)\s*+(?:为|是|在|[:：])?\s*+(?P<value>[{HAN}A-Za-z\d\-－#]{{4,40}}?(?:号楼?|室|单元|栋|幢|户|弄|组)(?:[{HAN}\d]{{1,8}}(?:室|单元|号|户))?)"
    rf"|(?P<place>[{HAN}]{{2,12}}(?:路|街|大街|小区|苑|花园|家园|巷)[{HAN}\d]{{0,10}}?\d{{1,4}}(?:号楼|栋|幢|号院?)[{HAN}\d]{{0,8}}?\d{{1,2}}单元\d{{2,4}}[室号]?)"
)
_CONTACT_LINE = lazy_re(r"联\s*系|电\s*话|承\s*办|经\s*办|手\s*机|方式")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IN_CONTACTS = "是联系人的手机号码：公开时会自动遮盖，建议改为办公电话"


def check_personal(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    text = draft.view.text
    taken: list[Span] = []
    for match in _IDENTITY.finditer(text):
        taken.append(Span(*match.span()))
        sure = _is_identity(match[0])
        yield draft.finding("X2", "must" if sure else "ask", taken[-1], "这像是身份证号码，公开的答复里不能写")
    for match in _ACCOUNT.finditer(text):
        taken.append(Span(*match.span("value")))
        yield draft.finding("X2", "must", taken[-1], "这像是银行账号，公开的答复里不能写")
    for match in _MOBILE.finditer(text):
        span = Span(*match.span())
        if any(span.overlaps(other) for other in taken):
            continue
        if _is_contact(draft, span):
            yield draft.finding("X2", "hint", span, _IN_CONTACTS)
        else:
            yield draft.finding("X2", "must", span, "这是个人手机号码，公开的答复里不宜写")
    for match in _MAIL.finditer(text):
        if _PRIVATE_HOST.fullmatch(match["host"]):
            yield draft.finding("X2", "ask", Span(*match.span()), "这像是个人电子邮箱，公开的答复里不宜写")
    for match in _HOME.finditer(text):
        yield draft.finding("X2", "ask", Span(*match.span(match.lastgroup or 0)), "这像是个人住址，公开的答复里不宜写")


def _is_contact(draft: ReplyDraft, span: Span) -> bool:
    """Tell a number in the line of contacts, at the end or at the top of a letter, from one in its answer."""
    text = draft.view.text
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)]
    return not draft.head_end <= span.start < draft.foot_start and _CONTACT_LINE.search(line) is not None


def _is_identity(number: str) -> bool:
    """Tell whether the last character is the check digit of the others (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()
