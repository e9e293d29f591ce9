"""The deed in the folded words of a commitment: what is left without who must act, by when, and 将."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejiting.text.spans import Span
from measures.extraction.commitments.commitment import Due

# What may stand before the deed besides who acts and the date: 我厅将, 拟于|今年10月; not 将…纳入, 计划书
_BEFORE_DEED = re.compile(
    r'(?:[,:"]|[在于](?=到|今年|明年|年|\d|[一二三四五六七八九十两]+[年个])|我们|我[省市厅局委]|(?:吉林)?省?科技厅'
    r"|等[\u4e00-\u9fff]{0,4}?(?=将|要)|\([^()]{1,12}\)(?=将)|也|还|将(?![^,;。]{0,40}(?:列入|纳入|列为))|拟|力争|计划(?=在|于|用|今年|\d))*"
)


def find_deed(text: str, span: Span, actor: Span | None, dues: Sequence[Due]) -> Span:
    """Return what stands behind dates, actor and 将, in whatever order they open the words; else the whole."""
    skipped = {found.start: found.end for found in (*(due.span for due in dues), *((actor,) if actor else ()))}
    place, further = span.start, -1
    while place != further:
        further = place
        match = _BEFORE_DEED.match(text, place, span.end)
        place = match.end() if match else place
        place = skipped.get(place, place)
    return Span(place, span.end) if place < span.end else span
