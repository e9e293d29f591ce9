"""Find the tables of a text: the lines above, the rows of names at the head, the rows of data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re
from kejiting.text.rows import CELL_END
from kejiting.text.spans import Span

Row = tuple[Span, ...]

_MOST_HEADS = 3
_MOST_ABOVE = 2
# 3,400, 560.5, １２, 1.2万; not 0431, 12-15, -3.5
NUMBER = lazy_re(
    r"(?![0０][0-9０-９])(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]+)(?:[.．][0-9０-９]+)?[万亿]?"
)
# —, /, 无; not 无锡
NOTHING = lazy_re(r"[-－—–/…]+|无")
YEAR = lazy_re("(?:19|20)[0-9]{2}年?(?:度|底|末)?")
_DIGIT = lazy_re("[0-9０-９]")


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Cells are spans of `text`, empty where one was merged over; all rows are as wide. `above`: the nearest line first."""

    text: str
    above: tuple[Span, ...]
    heads: tuple[Row, ...]
    rows: tuple[Row, ...]


def tables_in(text: str, within: Span) -> Iterator[FigureTable]:
    """Yield the tables of which a row stands there, whole, unless they have no row of names at their head."""
    place = within.start
    while (tab := text.find(CELL_END, place, within.end)) >= 0:
        start, end = _run_around(text, tab)
        rows = _padded([tuple(_cells(text, line)) for line in _lines(text, start, end)])
        heads = _count_heads(text, rows)
        if 0 < heads < len(rows):
            yield FigureTable(text, tuple(_above(text, start)), tuple(rows[:heads]), tuple(rows[heads:]))
        place = end + 1


def _run_around(text: str, place: int) -> tuple[int, int]:
    """Return where the lines with tabs around a place begin and end."""
    start, end = _line_around(text, place)
    while start and CELL_END in text[slice(*(above := _line_around(text, start - 1)))]:
        start = above[0]
    while end < len(text) and CELL_END in text[slice(*(below := _line_around(text, end + 1)))]:
        end = below[1]
    return start, end


def _line_around(text: str, place: int) -> tuple[int, int]:
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, end if end >= 0 else len(text)


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    for line in text[start:end].split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def _cells(text: str, line: Span) -> Iterator[Span]:
    start = line.start
    for words in line.of(text).split(CELL_END):
        left = len(words) - len(words.lstrip())
        yield Span(start + left, start + max(left, len(words.rstrip())))
        start += len(words) + 1


def _padded(rows: Sequence[Row]) -> list[Row]:
    width = max(map(len, rows))
    return [(*row, *[Span(row[-1].end, row[-1].end)] * (width - len(row))) for row in rows]


def _above(text: str, start: int) -> Iterator[Span]:
    for _ in range(_MOST_ABOVE):
        if not start:
            return
        line = Span(*_line_around(text, start - 1))
        if CELL_END in line.of(text):
            return
        yield line
        start = line.start


def _count_heads(text: str, rows: Sequence[Row]) -> int:
    """Return how many rows name the columns: the first, and those that cells of the one above are merged over."""
    count = 0
    for row in rows[:_MOST_HEADS]:
        words = [cell.of(text) for cell in row]
        merged = count == 0 or not all(words) or not all(cell.of(text) for cell in rows[count - 1])
        if not merged or any(map(_is_value, words)):
            break
        count += 1
    return count


def _is_value(words: str) -> bool:
    if YEAR.fullmatch(words):
        return False
    return (NUMBER.match(words) is not None and len(_DIGIT.findall(words)) * 2 >= len(words)) or bool(
        NOTHING.fullmatch(words)
    )
