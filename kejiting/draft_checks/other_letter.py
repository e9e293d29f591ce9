"""R2: what was left over from the letter that a draft was made of: another's name, number, place or unit."""

from __future__ import annotations

from collections.abc import Iterator

from kejiting.draft_checks.base import Base
from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding
from kejiting.text.keys import name_key, number_key
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.text.spans import Span
from proposals.models import Delegate

_TITLED = lazy_re(rf"(?=(?P<name>[{HAN}·]{{2,4}}?)\s*(?:委员|代表)(?![会团大小性处人]))")
_NUMBER = lazy_re(r"第\s*(?P<number>[A-Za-z]{0,4}\d{1,6})\s*号\s*(?:[^，。；\n]{0,6}?)(?:提案|建议|议案)")
# What the letter answers: 您提出的第157号提案收悉; not 下一篇：关于第57号提案的答复
_OF_THIS = lazy_re(r"您|你们?|贵|收悉|办理")
_PAGE = lazy_re(r"\s*[上下]一(?:篇|条|页|个)")
# 与第166号提案一并答复: another proposal is meant
_TOGETHER = lazy_re(r"一并|合并|并案|同时|分别|以及|和|与|另|还有|类似|相关")
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


def check_other_letter(draft: ReplyDraft, base: Base) -> Iterator[DraftFinding]:
    yield from _names(draft)
    yield from _numbers(draft, base)
    yield from _places(draft)
    yield from _houses(draft)


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
    ours = next((name for name in _PROVINCES if name in (draft.parsed.agency or "")), None)
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


def _other(draft: ReplyDraft, span: Span, ours: str, agency: str) -> DraftFinding:
    message = f"发文机关是{agency}，应是“{ours}”，这里写作“{span.of(draft.read)}”"
    return draft.finding("R2", "ask", span, message, Against(agency, "发文机关"))
