"""Find the plain tables of a text: the cells of a row, the head above it, and the lines above that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kejiting.text.spans import Span

Row = tuple[Span, ...]

# Rows further down have no head near enough to be sure of it.
_MOST_ROWS = 200
# 3,400, 560.5, １２; not 0431, 12-15, -3.5, 12%
NUMBER = re.compile(r"(?![0０][0-9０-９])(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]+)(?:[.．][0-9０-９]+)?")
# —, /, 无; not 无锡
NOTHING = re.compile(r"[-－—–/…]+|无")


@dataclass(frozen=True, slots=True)
class Table:
    """The head of a row, and the lines above it, the nearest first: 单位：万元, 各地情况如下表："""

    head: Row
    above: tuple[Span, ...]


def rows_in(text: str, within: Span) -> Iterator[Row]:
    """The rows of which a part stands there, whole; a row is a line with tabs."""
    start = text.rfind("\n", 0, within.start) + 1
    while (tab := text.find("\t", start, within.end)) >= 0:
        line = _line(text, tab)
        yield _cells(text, line)
        start = line.end


def table_of(text: str, row: Row) -> Table | None:
    """None where no one row above it, without numbers, is the head of this row."""
    head: Row | None = None
    lines = _lines_above(text, row[0].start)
    for line in islice(lines, _MOST_ROWS):
        cells = _cells(text, line)
        if len(cells) < 2:
            return Table(head, (line, *islice(lines, 1))) if head else None
        if _is_head(text, cells):
            if head:  # of two rows
                return None
            head = cells
        elif head:  # of another table above
            return Table(head, ())
    return Table(head, ()) if head else None


def _is_head(text: str, row: Row) -> bool:
    return not any(NUMBER.fullmatch(words) or NOTHING.fullmatch(words) for words in _words(text, row))


def _words(text: str, row: Row) -> Iterator[str]:
    return (cell.of(text) for cell in row)


def _line(text: str, place: int) -> Span:
    end = text.find("\n", place)
    return Span(text.rfind("\n", 0, place) + 1, end if end >= 0 else len(text))


def _lines_above(text: str, place: int) -> Iterator[Span]:
    start = _line(text, place).start
    while start:
        line = _line(text, start - 1)
        yield line
        start = line.start


def _cells(text: str, line: Span) -> Row:
    cells, start = list[Span](), line.start
    for words in line.of(text).split("\t"):
        left = len(words) - len(words.lstrip())
        cells.append(Span(start + left, start + max(left, len(words.rstrip()))))
        start += len(words) + 1
    return tuple(cells)
