"""Recognise the two lines of a signature: the agencies and, below them, the date."""

from __future__ import annotations

import re
from datetime import date

from kejiting.text.dates import find_dates
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import ReadingView
from kejiting.text.spans import PlacedText

# 吉林省人民政府办公厅, 国务院办公厅, 省科技厅、省财政厅, 海陵新区管委会; not 各市（州）人民政府，, 省委省政府的部署
_AGENCY = lazy_re(
    r"[\u4e00-\u9fff、]{0,60}(?:政府|国务院|[厅局部署办院]|人民银行"
    r"|[\u4e00-\u9fff](?:委|委员会|管委会|办公室|党组|领导小组|指挥部|中心|协会|学会|科协|联合会|总工会|工商联|妇联))"
)
# 青岚省 of 青岚省财政厅, 省 of 省财政厅
_PLACE = lazy_re(r"(?:中共)?(?P<place>[\u4e00-\u9fff]{0,8}?(?:省|自治区|市|县|区|州|盟|旗))")
# 科技部|国家能源局
_STATE = ("国家", "中国", "全国")
# 科学技术部|教育部; not 国务院|办公厅, 国家发展改革委|员会
_MINISTRY = lazy_re(r"(?!办|员|机关|直属)[\u4e00-\u9fff]{2,12}(?:部|委|委员会|总局)(?:$|[、部委局署])")
# 国家税务总局甲省税务局 is one name.
_WITH_A_PLACE = ("国家税务总局",)
_MONTH = lazy_re(r"(?:[0-9]{4}|[〇零一二三四五六七八九]{4})年(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月")
_ENDS = "厅局部委会府室署院办行联组心"


def is_agency(line: str) -> bool:
    return len(line) >= 3 and _AGENCY.fullmatch("".join(line.split())) is not None


def agencies_of(line: ReadingView) -> tuple[PlacedText, ...]:
    """Return the agencies that a line without white space is made of, also where nothing parts them: 青岚省科技厅|青岚省财政厅."""
    if not is_agency(line.text):
        return ()
    return tuple(
        line.part(match.start() + start, match.start() + end).words
        for match in re.finditer("[^、]+", line.text)
        for start, end in _glued(match[0])
    )


def _glued(names: str) -> list[tuple[int, int]]:
    start, found = 0, list[tuple[int, int]]()
    for place in range(3, len(names) - 2):
        if names[place - 1] in _ENDS and _begins_agency(names, start, place):
            found.append((start, place))
            start = place
    return [*found, (start, len(names))]


def _begins_agency(names: str, start: int, place: int) -> bool:
    """Whether another agency begins there: of a place that was named before, or of the state."""
    before, behind = names[start:place], names[place:]
    if not (is_agency(before) and is_agency(behind)) or before in _WITH_A_PLACE:
        return False
    if behind.startswith(_STATE):
        return True
    region = _PLACE.match(behind)
    if region:
        return region["place"] in names[:place]
    return not _PLACE.match(names) and _MINISTRY.match(behind) is not None


def read_date_line(line: str) -> date | None:
    """Return the date that is all there is to the line: 2016年10月31日, （2016年10月31日）, 2016年10月31日印发."""
    bare = re.sub(r"^[（(\s]+|(?:印发|发布)?[）)\s]*$", "", line)
    return next((day for span, day in find_dates(bare) if span.of(bare) == bare), None)


def is_month_line(line: str) -> bool:
    """Whether a month is all there is to the line: 2021年9月, 二〇二一年九月."""
    return _MONTH.fullmatch(line) is not None
