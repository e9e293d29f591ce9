"""Number items as letters do: 1. 2. for those that have no number of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

# 1.推动…, 2、…, （1）…, 一是…, ①…; not 2024年, 1.11亿元
_NUMBERED = re.compile(
    r"\s*(?:\d{1,2}\s*(?:[．、]|\.(?!\d))|[（(]\s*\d{1,2}\s*[）)]|[一二三四五六七八九十]{1,3}\s*是(?!非)|第[一二三四五六七八九十]{1,3}[，,、]|[①-⑳])"
)


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
