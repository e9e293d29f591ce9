"""Number things as letters do: 一、二、 for chapters, 1. 2. for items that have no number of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DIGITS = "零一二三四五六七八九"
# 1.推动…, 2、…, （1）…, 一是…, ①…; not 2024年, 1.11亿元
_NUMBERED = re.compile(
    r"\s*(?:\d{1,2}\s*(?:[．、]|\.(?!\d))|[（(]\s*\d{1,2}\s*[）)]|[一二三四五六七八九十]{1,3}\s*是(?!非)|第[一二三四五六七八九十]{1,3}[，,、]|[①-⑳])"
)


def chinese(number: int) -> str:
    """14 → 十四, 20 → 二十, 105 → 一百零五; up to 999."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    spelled = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and not tens and ones:
        spelled += "零"
    if tens:
        spelled += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    return spelled + (_DIGITS[ones] if ones or not number else "")


def numbered(items: Sequence[str]) -> list[str]:
    """Return the items as paragraphs that can be told apart: as they are if all carry numbers, else 1. 2. before."""
    lines = written(items)
    if len(lines) < 2 or all(_NUMBERED.match(item) for item in lines):
        return lines
    # 2.1.5亿元 would be another figure.
    mark = "、" if any(item[0].isdigit() for item in lines) else "."
    return [f"{place}{mark}{item}" for place, item in enumerate(lines, start=1)]


def written(items: Sequence[str]) -> list[str]:
    """Return the items that hold words, each as one line."""
    return ["".join(line.strip() for line in item.splitlines()) for item in items if item.strip()]
