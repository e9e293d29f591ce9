"""Tell the lines of a list that a lead opens, 我局将做好以下工作：, from headings that are numbered the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kejiting.text.lazy_re import lazy_re
from proposals.parsing.headed_lines import HeadedLine

# 下步我们将重点推进以下工作：, 今后的工作打算是：; not 现将有关情况答复如下：
_LEAD = lazy_re(
    r"(?:下一步|下步|今后|接下来|下一阶段|下阶段|将|拟|打算|考虑|准备)"
    r"(?![^。；;！!？?]{0,40}(?:答复|回复|说明|汇报|反馈|报告))[^。；;！!？?]{0,40}[：:]$"
)
_LONGEST_ITEM = 20  # lines


def list_lines(lines: Sequence[HeadedLine]) -> frozenset[int]:
    """Return which lines are items, numbered 一、 or 第一，, of a list that the line before its first item leads in."""
    return frozenset(
        place
        for at, line in enumerate(lines)
        if not _is_heading(line) and _LEAD.search(line.text)
        for place in _items(lines, at + 1)
    )


def _is_heading(line: HeadedLine) -> bool:
    return line.section is not None and line.section.marker is not None


def _items(lines: Sequence[HeadedLine], first: int) -> Iterator[int]:
    """Yield the numbered lines from there on that count from one; a heading of the letter's own ends them."""
    expected, last = 1, first
    for place in range(first, len(lines)):
        marker, ask = lines[place].marker, lines[place].ask
        if marker is None or marker.level != "chapter":
            if place == first or place - last > _LONGEST_ITEM:
                return
            continue
        if marker.number != expected or (ask and ask.framed) or lines[place].section:
            return
        yield place
        expected, last = expected + 1, place
