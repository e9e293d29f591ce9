"""Cut a section into its items: 1. 2. 3., （1）, 一是 二是 — lists within lists stay inside their item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import number_of_item
from kejiting.text.spans import Span
from proposals.parsing.lines import LetterLine, trimmed

_NUMERAL = "[一二三四五六七八九十]{1,3}"
# At the beginning, or behind one of these
_AFTER_STOP = r"(?<![^。；;：:！？\n])"
_AFTER_PAUSE = r"(?<![^。；;：:！？，,、\n])"
_LIST_MARKERS = tuple(
    (name, lazy_re(pattern, re.MULTILINE))
    for name, pattern in (
        # 一是推动…; …落地。二是落实…; 下一步，一是; not 统一是, 一是非
        ("一是", rf"{_AFTER_PAUSE}(?P<number>{_NUMERAL})\s?(?:是|要)(?!非|以来)"),
        # 第一，加强…; not 第一批, 位居全国第一，
        ("第一", rf"{_AFTER_STOP}第(?P<number>{_NUMERAL})[，,、：:]"),
        # 1.推动…, 2．, 3、; not 1.11亿元, 2020年
        ("1.", rf"{_AFTER_STOP}(?P<number>\d{{1,2}})(?:[．、]|\.(?!\d))"),
        # （1）, (2); not (2024-2026年)
        ("(1)", rf"{_AFTER_STOP}[（(](?P<number>\d{{1,2}})[）)]"),
        # （一）加强领导; not （一体化）
        ("(一)", rf"{_AFTER_STOP}[（(](?P<number>{_NUMERAL})[）)]"),
        # 一、加强领导 as an item under a heading of the whole letter; not 一、二年
        ("一、", rf"^(?P<number>{_NUMERAL})、"),
        # ①, ②
        ("①", rf"{_AFTER_STOP}(?P<number>[①-⑳])"),
    )
)
# Lists stand inside lists, but not so deep; a bound keeps a run of first items linear
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class _Mark:
    kind: str
    number: int
    start: int
    at_line: bool


def find_items(text: str, lines: Sequence[LetterLine]) -> tuple[Span, ...]:
    """Return the items of a section whose lines are given.

    The list that the first marker opens is the section's. A paragraph without marker belongs to the item before it,
    or is an item of its own where no list has begun; words before a list's first marker are an item too.
    """
    if not lines:
        return ()
    start, end = lines[0].start, lines[-1].end
    marks = _top_marks(text, start, end)
    first = marks[0] if marks else end
    before = [cut for line in lines if line.start < first for cut in [trimmed(text, line.start, min(line.end, first))]]
    items = [trimmed(text, mark, following) for mark, following in pairwise([*marks, end])]
    return tuple(span for span in (*before, *items) if span.start < span.end)


def _top_marks(text: str, start: int, end: int) -> list[int]:
    """Return where the items of the outermost list begin.

    Of the lists that are open the innermost that expects the number takes it: in 一是甲；二是乙。一是丙。二是丁；三是戊
    the second 一是 opens a list inside 二是, its 二是 is taken there, and so would be a 三是 that follows it.
    """
    stack: list[tuple[str, int]] = []
    tops: list[int] = []
    for mark in _marks(text, start, end):
        depth = next((d for d in range(len(stack) - 1, -1, -1) if _expects(stack[d], mark)), None)
        if depth is not None:
            del stack[depth:]
        elif mark.number == 1 and len(stack) < _DEEPEST and not (mark.at_line and stack and stack[0][0] == mark.kind):
            depth = len(stack)
        elif mark.at_line and stack and stack[0][0] == mark.kind:
            # A list that begins again, or whose numbers were mistyped, is the section's list still.
            del stack[:]
        else:
            continue
        stack.append((mark.kind, mark.number))
        if len(stack) == 1:
            tops.append(mark.start)
    return tops


def _expects(level: tuple[str, int], mark: _Mark) -> bool:
    return level == (mark.kind, mark.number - 1)


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    # Matched on the section's own text, so that its beginning counts as the beginning of a line.
    section = text[start:end]
    found = [
        _Mark(kind, number, start + match.start(), match.start() == 0 or section[match.start() - 1] == "\n")
        for kind, pattern in _LIST_MARKERS
        for match in pattern.finditer(section)
        if (number := number_of_item(match["number"])) is not None
    ]
    yield from sorted(found, key=lambda mark: mark.start)
