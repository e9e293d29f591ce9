"""R2: what was left over from another house's letter: its province, its level, its units, its signature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.text.spans import Span
from proposals.models import ReplyLetter
from proposals.parsing.stops import sentences_at

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
_MOST_LETTERS = 100


def check_other_house(draft: ReplyDraft) -> Iterator[DraftFinding]:
    yield from _places(draft)
    yield from _houses(draft)
    yield from _units_of_others(draft)
    yield from _signature(draft)


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
        if match["place"] == ours or _WITH_OTHERS.search(sentences_at(text, Span(*match.span())).of(text)):
            continue
        span = Span(match.start(), match.end("level"))
        own = f"{match['level']}{match['unit']}"
        elsewhere = (other.start() for other in re.finditer(re.escape(own), text))
        if any(at != match.start("level") and not text[:at].endswith(tuple(_PROVINCES)) for at in elsewhere):
            message = f"文中另有“{own}”，这里写作“{match[0]}”，像是从别的答复留下来的"
            yield draft.finding("R2", "ask", span, message, Against(ours, "发文机关"))


def _own_province(draft: ReplyDraft) -> str | None:
    return next((name for name in _PROVINCES if name in (draft.parsed.agency or "")), None)


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


def _other(draft: ReplyDraft, span: Span, ours: str, agency: str) -> DraftFinding:
    message = f"发文机关是{agency}，应是“{ours}”，这里写作“{span.of(draft.read)}”"
    return draft.finding("R2", "ask", span, message, Against(agency, "发文机关"))
