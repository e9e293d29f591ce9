"""R2: what was left over from the letter that a draft was made of: another's name, number, place or unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kejiting.draft_checks.base import Base
from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding
from kejiting.text.keys import name_key, number_key
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.text.spans import Span
from proposals.models import Delegate, Proposal, ReplyLetter

_TITLED = lazy_re(rf"(?=(?P<name>[{HAN}·]{{2,4}}?)\s*(?:委员|代表)(?![会团大小性处人]))")
_NUMBER = lazy_re(r"第\s*(?P<number>[A-Za-z]{0,4}\d{1,6})\s*号\s*(?:[^，。；\n]{0,6}?)(?:提案|建议|议案)")
# What the letter answers: 您提出的第157号提案收悉; not 下一篇：关于第57号提案的答复
_OF_THIS = lazy_re(r"您|你们?|贵|收悉|办理")
_PAGE = lazy_re(r"\s*[上下]一(?:篇|条|页|个)")
# 与第166号提案一并答复: another proposal is meant
_TOGETHER = lazy_re(
    r"一并|合并|并案|同时|分别|以及|(?<!支持)(?<!关心)(?<!关注)[和与](?!(?:支持|关心|关注|理解|帮助|监督))|另|还有|类似|相关|结合|此前|曾|去年|往年|多年|此次|以往"
)
_PROVINCES = [
    "北京",
    "天津",
    "上海",
    "重庆",
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "台湾",
    "内蒙古",
    "广西",
    "西藏",
    "宁夏",
    "新疆",
]
_PROVINCE = "|".join(_PROVINCES)
# Where a letter speaks of its own house: 在吉林省委、省政府的领导下, 吉林省科技厅高度重视
_OUR_HOUSE = lazy_re(
    rf"(?P<place>{_PROVINCE})(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)?(?:(?:省|市|区)?委、?(?:省|市|自治区)?(?:人民)?政府的?(?:坚强|正确)?领导|科(?:技|学技术)厅(?:高度重视|将|认真|会同|始终|对您|收悉))"
)
_HOUSE = lazy_re(r"我(?P<house>[厅局委办部])(?![们国家省市县事公])")
_LEVEL = lazy_re(r"我(?P<level>[省市县区州旗])(?![委长场])")
_MOST_PEOPLE = 4000
_MOST_LETTERS = 100


def check_other_letter(draft: ReplyDraft, base: Base) -> Iterator[DraftFinding]:
    yield from _names(draft)
    yield from _numbers(draft, base)
    yield from _places(draft)
    yield from _houses(draft)
    yield from _units_of_others(draft)
    yield from _thanks(draft)
    yield from _signature(draft)
    yield from _copies(draft)


def _names(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Delegates of other letters, addressed in the answer or the thanks, and whole names of three and more characters."""
    own = {name_key(name) for name in draft.parsed.delegates}
    if not own:
        return
    text, body = draft.read, Span(draft.head_end, len(draft.read))
    addressed = [name.span for name in draft.opening.salutation.delegates] if draft.opening else []
    titled = {
        Span(match.start("name"), match.start("name") + len(name)): name
        for match in _TITLED.finditer(text, body.start)
        for name in (match["name"],)
    }
    wanted = {name_key(name) for name in titled.values()} - own
    people = Delegate.objects.answered().exclude(kind="organisation").filter(name_key__in=wanted)
    known = {name_key(name) for name in people.order_by().values_list("name", flat=True)[:_MOST_PEOPLE]}
    for span, name in titled.items():
        if _TOGETHER.search(_sentence(text, span.start)):
            continue
        if name_key(name) in known and not any(map(span.overlaps, addressed)):
            message = f"“{name}”不是这件的提出人，像是从别的答复留下来的"
            yield draft.finding("R2", "must", span, message, Against("、".join(draft.parsed.delegates), "称谓"))


def _numbers(draft: ReplyDraft, base: Base) -> Iterator[DraftFinding]:
    if not base.number:
        return
    for match in _NUMBER.finditer(draft.read, draft.head_end):
        sentence = _sentence(draft.read, match.start())
        if _PAGE.match(sentence) or _TOGETHER.search(sentence) or not _OF_THIS.search(sentence):
            continue
        if number_key(match["number"]) != number_key(base.number):
            span = Span(*match.span("number"))
            message = f"这件是第{base.number}号，这里写作第{match['number']}号，像是从别的答复留下来的"
            yield draft.finding("R2", "must", span, message, Against(base.number, "本件编号"))


def _sentence(text: str, at: int) -> str:
    start = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
    end = min((place for mark in "。；\n" if (place := text.find(mark, at)) >= 0), default=len(text))
    return text[start:end]


def _places(draft: ReplyDraft) -> Iterator[DraftFinding]:
    ours = _own_province(draft)
    if ours is None:
        return
    for match in _OUR_HOUSE.finditer(draft.read, draft.head_end):
        if match["place"] != ours:
            span = Span(*match.span("place"))
            message = f"发文机关在{ours}，这里写作“{match['place']}”，像是从别的答复留下来的"
            yield draft.finding("R2", "ask", span, message, Against(draft.parsed.agency or ours, "发文机关"))


def _houses(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """我局 in the letter of a 厅, 我市 in that of a province."""
    agency = draft.parsed.agency or ""
    house = next((char for char in reversed(agency) if char in "厅局委办部"), None)
    if house and agency.rstrip("）)").endswith(house):
        for match in _HOUSE.finditer(draft.read, draft.head_end):
            if match["house"] != house:
                yield _other(draft, Span(*match.span()), f"我{house}", agency)
    region = next((mark for mark in ("省", "自治区", "州", "市", "县", "区", "旗") if mark in agency[:12]), None)
    if region in ("省", "市", "县"):
        for match in _LEVEL.finditer(draft.read, draft.head_end):
            if _is_lower(match["level"], region):
                yield _other(draft, Span(*match.span()), f"我{region}", agency)


def _is_lower(level: str, region: str) -> bool:
    """A county speaks of 我省 and 我市 rightly; a province never of 我市."""
    order = "省市县"
    return level in order and order.index(level) > order.index(region)


# 浙江省|税务局 beside 省税务局: of one house; what is done with another province is meant
_UNIT = lazy_re(
    rf"(?P<place>{_PROVINCE})(?P<level>省|市|自治区)(?P<unit>[{HAN}]{{1,8}}?(?:厅|局|委员会|发展改革委|(?<![常全])委))(?!员)"
)
_WITH_OTHERS = lazy_re(
    r"合作|共建|交流|签[订署]|对接|考察|学习|借鉴|联盟|两省|跨省|跨区域|协同|互认|经验|省际|联动|等省"
)


def _units_of_others(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """浙江省税务局 in a letter of Jilin that speaks of 省税务局 elsewhere."""
    ours, text = _own_province(draft), draft.read
    if ours is None:
        return
    for match in _UNIT.finditer(text, draft.head_end, draft.foot_start):
        if match["place"] == ours or _WITH_OTHERS.search(_sentence(text, match.start())):
            continue
        span = Span(match.start(), match.end("level"))
        own = f"{match['level']}{match['unit']}"
        elsewhere = (other.start() for other in re.finditer(re.escape(own), text))
        if any(at != match.start("level") and not text[:at].endswith(tuple(_PROVINCES)) for at in elsewhere):
            message = f"文中另有“{own}”，这里写作“{match[0]}”，像是从别的答复留下来的"
            yield draft.finding("R2", "ask", span, message, Against(ours, "发文机关"))


def _own_province(draft: ReplyDraft) -> str | None:
    return next((name for name in _PROVINCES if name in (draft.parsed.agency or "")), None)


# 感谢您对|教育|工作的关心
_THANKED = lazy_re(
    rf"感谢[您你贵][{HAN}]{{0,6}}?(?:一直以来|长期以来)?对(?:我[省市县]|全[省市县])?(?P<matter>[{HAN}、，]{{2,40}}?)(?P<end>工作|事业|给予|的关[心注]|的支持)"
)
_FIELDS = "教育|交通|水利|住房|城乡建设|卫生|医疗|健康|民政|财政|农业|林业|文化|旅游|环保|生态环境|司法|公安|体育|民族|宗教|粮食|能源|应急|消防|残疾人|养老|就业|社保|医保"


def _thanks(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield what is thanked for where it is another house's work, or another proposal of the base."""
    agency, text = draft.parsed.agency or "", draft.read
    title = draft.parsed.proposal_title.value if draft.parsed.proposal_title else ""
    for match in _THANKED.finditer(text, draft.head_end):
        span = Span(*match.span("matter"))
        matter = match["matter"]
        if matter in title or matter in text[: draft.foot_start].replace(match[0], ""):
            continue
        if match["end"] in ("工作", "事业") and re.fullmatch(_FIELDS, matter) and matter[:2] not in agency + title:
            yield _left(
                draft, Span(span.start, match.end("end")), f"致谢说的是“{matter}”，这件的题目是“{title}”", title
            )
        elif len(matter) >= _LONG_MATTER:
            titles = [f"关于{matter}的{kind}" for kind in ("建议", "提案", "议案")]
            if Proposal.objects.filter(title__in=titles).exists():
                yield _left(draft, span, f"致谢说的是另一件的题目“{matter}”", title)


_LONG_MATTER = 6


def _left(draft: ReplyDraft, span: Span, said: str, against: str) -> DraftFinding:
    return draft.finding(
        "R2", "ask", span, f"{said}，像是从别的答复留下来的", Against(against, "本件题目") if against else None
    )


def _signature(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield a signature of which no letter of the base with this code, 吉科发, is."""
    agency, number = draft.parsed.agency, draft.parsed.doc_number
    stem = (number.code or "").partition("发")[0] if number else ""
    if not agency or len(stem) < 2:
        return
    letters = ReplyLetter.objects.published().filter(doc_code__gte=f"{stem}发", doc_code__lt=f"{stem}叒").order_by()
    agencies = {agency for agency in letters.values_list("agency", flat=True)[:_MOST_LETTERS] if agency}
    if not agencies or any(agency in known or known in agency for known in agencies):
        return
    for line in draft.foot:
        at = line.text.find(agency)
        if at >= 0:
            span = Span(line.start + at, line.start + at + len(agency))
            known = "、".join(sorted(agencies))
            message = f"代字“{stem}发”是{known}的，这里署名“{agency}”，像是从别的答复留下来的"
            yield draft.finding("R2", "ask", span, message, Against(known, "库中的发文机关"))
            return


_COPIED = lazy_re(r"抄\s*送\s*[:：](?P<units>[^\n]{1,200})")
_UNIT_OF_BODY = {
    "政协": lazy_re(rf"[{HAN}]{{0,8}}人大(?:常委会)?[{HAN}]{{0,16}}"),
    "人大": lazy_re(rf"[{HAN}]{{0,8}}政协[{HAN}]{{0,16}}"),
}


def _copies(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield a copy to the other body, where none goes to the one that the proposal is of."""
    session = draft.parsed.session
    if session is None:
        return
    for match in _COPIED.finditer(draft.read, draft.foot_start):
        other = _UNIT_OF_BODY[session.body].search(match["units"])
        if other and session.body not in match["units"]:
            span = Span(*other.span()).shifted(match.start("units"))
            message = f"这件是{session.body}的，抄送的是“{other[0]}”，像是从别的答复留下来的"
            yield draft.finding("R2", "ask", span, message, Against(session.body, "届次"))


def _other(draft: ReplyDraft, span: Span, ours: str, agency: str) -> DraftFinding:
    message = f"发文机关是{agency}，应是“{ours}”，这里写作“{span.of(draft.read)}”"
    return draft.finding("R2", "ask", span, message, Against(agency, "发文机关"))
