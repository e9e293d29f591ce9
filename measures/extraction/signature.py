"""Recognise the two lines of a signature: the agency and, below it, the date."""

from __future__ import annotations

import re
from datetime import date

from kejiting.text.dates import find_dates

# 吉林省人民政府办公厅, 国务院办公厅, 省科技厅、省财政厅; not 各市（州）人民政府，, 省委省政府的部署
_AGENCY = re.compile(
    r"[\u4e00-\u9fff、]{0,40}(?:政府|国务院|[厅局部署办院]|[\u4e00-\u9fff](?:委|委员会|办公室|党组|领导小组|指挥部|中心|协会|学会|科协))"
)


def is_agency(line: str) -> bool:
    return len(line) >= 3 and _AGENCY.fullmatch("".join(line.split())) is not None


def read_date_line(line: str) -> date | None:
    """Return the date that is all there is to the line: 2016年10月31日, （2016年10月31日）, 2016年10月31日印发."""
    bare = re.sub(r"^[（(\s]+|(?:印发|发布)?[）)\s]*$", "", line)
    return next((day for span, day in find_dates(bare) if span.of(bare) == bare), None)
