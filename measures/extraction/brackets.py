"""Blank out what stands in brackets, so that marks inside them do not cut a sentence."""

from __future__ import annotations

import re

from kejiting.text.lazy_re import lazy_re

# （工程实验室）, (市、区), 《规划（2016－2020年）》; not （一 without an end, not 1）
_INNERMOST = lazy_re(
    r"[（(][^（()）\n]*[）)]|《[^《》\n]*》|〈[^〈〉\n]*〉|“[^“”\n]*”|「[^「」\n]*」|〔[^〔〕\n]*〕|【[^【】\n]*】"
)
BLANK = "□"
# Brackets that stand deeper in each other are no prose.
_DEEPEST = 10


def blank_brackets(text: str) -> str:
    """Return the text, equally long, with brackets and what they hold as □: 在30个县（市、区） → 在30个县□□□□□."""
    for _ in range(_DEEPEST):
        blanked = _INNERMOST.sub(_blank, text)
        if blanked == text:
            break
        text = blanked
    return text


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match[0])
