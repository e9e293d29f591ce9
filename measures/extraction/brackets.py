"""Blank out what stands in brackets, so that marks inside them do not cut a sentence."""

from __future__ import annotations

import re

# （工程实验室）, (市、区), 《规划（2016－2020年）》; not （一 without an end, not 1）
_INNERMOST = re.compile(
    r"[（(][^（()）\n]*[）)]|《[^《》\n]*》|〈[^〈〉\n]*〉|“[^“”\n]*”|「[^「」\n]*」|〔[^〔〕\n]*〕|【[^【】\n]*】"
)
BLANK = "□"


def blank_brackets(text: str) -> str:
    """Return the text, equally long, with brackets and what they hold as □: 在30个县（市、区） → 在30个县□□□□□."""
    blanked = _INNERMOST.sub(_blank, text)
    while blanked != text:
        text, blanked = blanked, _INNERMOST.sub(_blank, blanked)
    return blanked


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match[0])
