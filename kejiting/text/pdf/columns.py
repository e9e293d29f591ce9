"""Part a page set in two columns: what stands over them, the left one, the right one, what stands under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import ge
from typing import NamedTuple

from kejiting.text.pdf.lines import Box, Char, PrintedLine, printed_lines, rows

# In parts of the page's width: how far the gap may be from the middle, and where it is looked for
_OFF_CENTRE = 0.08
_PLACES = 17
# In parts of the size of type
_GAP = 1.0
# Columns of fewer lines, left and right, or of shorter ones, are a table's.
_FEWEST_LINES = (5, 3)
_SHORTEST = 8


class _Row(NamedTuple):
    """The characters of a baseline, and the pieces in which they stand, from edge to edge."""

    chars: list[Char]
    pieces: list[tuple[float, float]]


def lines_in_columns(chars: Sequence[Char], sheet: Box) -> list[PrintedLine]:
    """Return the lines of a page as they are read: the columns one after the other."""
    levels = [_row(sorted(row, key=lambda char: char["x0"])) for row in rows(chars)]
    width = sheet[2] - sheet[0]
    best: list[list[_Row]] = []
    middle = 0.0
    for place in range(_PLACES):
        x = sheet[0] + width * (0.5 + _OFF_CENTRE * (2 * place / (_PLACES - 1) - 1))
        columns = [part for part in _uncrossed(levels, x) if _are_columns(part, x)]
        if sum(map(len, columns)) > sum(map(len, best)):
            best, middle = columns, x
    if not best:
        return printed_lines(chars, sheet)
    return list(_in_order(levels, best, middle, sheet))


def is_read_across(lines: Sequence[PrintedLine]) -> bool:
    """Tell a page of which most lines hold pieces of running text side by side: columns that could not be parted."""
    cells = [line.text.split("\t") for line in lines if not line.row]
    across = sum(sum(len(cell) >= _SHORTEST for cell in row) > 1 for row in cells)
    return across >= _FEWEST_LINES[0] and across * 2 > len(lines)


def _uncrossed(levels: Sequence[_Row], x: float) -> list[list[_Row]]:
    return [list(part) for crossed, part in groupby(levels, lambda row: _crosses(row, x)) if not crossed]


def _row(chars: list[Char]) -> _Row:
    pieces = [(chars[0]["x0"], chars[0]["x1"])]
    for last, char in pairwise(chars):
        if char["x0"] - last["x1"] < char["size"] * _GAP:
            pieces[-1] = (pieces[-1][0], char["x1"])
        else:
            pieces.append((char["x0"], char["x1"]))
    return _Row(chars, pieces)


def _crosses(row: _Row, x: float) -> bool:
    return any(left < x < right for left, right in row.pieces)


def _are_columns(part: Sequence[_Row], x: float) -> bool:
    sides = [[sum(_is_right(char, x) == right for char in row.chars) for row in part] for right in (False, True)]
    filled = [[count for count in side if count] for side in sides]
    long = all(sum(side) >= len(side) * _SHORTEST for side in filled)
    return long and all(map(ge, map(len, filled), _FEWEST_LINES)) and _overlap(sides)


def _overlap(sides: Sequence[Sequence[int]]) -> bool:
    """Tell columns beside one another from paragraphs indented by half a page."""
    spans = [[place for place, count in enumerate(side) if count] for side in sides]
    shared = min(span[-1] for span in spans) - max(span[0] for span in spans)
    return shared * 2 > min(span[-1] - span[0] for span in spans)


def _is_right(char: Char, x: float) -> bool:
    return bool(char["x0"] >= x)


def _in_order(levels: Sequence[_Row], columns: Sequence[Sequence[_Row]], x: float, sheet: Box) -> Iterator[PrintedLine]:
    which = {id(row.chars): number for number, part in enumerate(columns) for row in part}
    for number, part in groupby(levels, lambda row: which.get(id(row.chars))):
        chars = [char for row in part for char in row.chars]
        if number is None:
            yield from printed_lines(chars, sheet)
            continue
        left, right = ([char for char in chars if _is_right(char, x) == side] for side in (False, True))
        shift = _edge(right) - _edge(left)
        yield from printed_lines(left, sheet, 1)
        yield from printed_lines(right, (sheet[0] + shift, *sheet[1:]), 2)


def _edge(chars: Sequence[Char]) -> float:
    """Where the lines of a column begin: the outermost place that two of them share, in points from the left."""
    starts = sorted(float(min(char["x0"] for char in row)) for row in rows(chars))
    return next((start for start, other in pairwise(starts) if other - start < 1), starts[0])
