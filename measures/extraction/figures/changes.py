"""Find the words by which an amount says how something named before has changed: 同比增长|18%, 增加到|50家."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kejiting.text.spans import Span

_LEADING = r"(?:[同环]比|[0-9０-９]{1,2}年|[较比][^，。；]{0,10}?(?=增|减|提|下|上|降|翻|高)|年均|分别|[\s，])*"
_WORD = r"净?增(?:加|长)?|提高|提升|下降|降低|减少|上升|扩大|压缩|缩短|(?P<fold>翻)|(?:高|低|好|快)于[^，。；]*|[较比][^，。；]{1,14}[高低多少]出?"
# 增加到2022年的: the amount is what there is now
_LEVEL = r"(?P<level>[到至](?:[0-9０-９]{4}年[底末]?的)?)"
# 同比增长, 较上年净增, 提高了, 增长到2022年的; not 增速, 增加值
_CHANGE = re.compile(rf"\s*{_LEADING}(?P<change>{_WORD})(?:了|{_LEVEL})?\s*")


@dataclass(frozen=True, slots=True)
class Change:
    """`is_level`: the amount is no difference, but how many there are now (增加到50家) or times more (翻一番)."""

    span: Span
    is_level: bool


def find_change(text: str, ahead: Span) -> Change | None:
    """Return the change, if the words before an amount say nothing else."""
    match = _CHANGE.fullmatch(text, ahead.start, ahead.end)
    if match is None:
        return None
    return Change(Span(*match.span("change")), is_level=bool(match["level"] or match["fold"]))
