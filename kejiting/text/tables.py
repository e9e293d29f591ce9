"""Print the tables of a page: those of fields, those of data, and those that only arrange the page, as on old sites."""

from __future__ import annotations

from collections.abc import Sequence

from kejiting.text.fields import field_name, is_label
from kejiting.text.rows import CELL_END

# The lines of each cell
Row = list[list[str]]
# None where the cell at the left or above was merged over a place
MergedRow = Sequence[list[str] | None]

# A cell that holds more is a part of the page, no value.
_LONGEST_CELL = 200
_MOST_LINES = 4


def table_lines(rows: Sequence[MergedRow]) -> list[str]:
    """Return a line for each field (`标签：值`), for each row of data (parted by tabs), or the lines of each cell."""
    merged: list[MergedRow] = [row for row in rows if any(row)]
    filled = [[cell for cell in row if cell is not None] for row in merged]
    if len(filled) == 2 and len(filled[0]) == len(filled[1]) > 2 and all(map(_is_label, filled[0])):
        # The names in one row, the values below
        filled = [[*pair] for pair in zip(*filled, strict=True)]
        merged = [*filled]
    named = [row for row in filled if _names_fields(row)]
    fields = len(named) * 2 >= len(filled)
    return [
        line
        for row, whole in zip(filled, merged, strict=True)
        for line in _row_lines(row, [cell or [] for cell in whole], fields=fields)
    ]


def _names_fields(row: Row) -> bool:
    """Tell a row of names each of which its value follows; a value may be empty, but not all."""
    cells = [" ".join(cell) for cell in row]
    names = [field_name(cell) is not None for cell in cells]
    alternate = all(name == (place % 2 == 0) for place, name in enumerate(names))
    return len(cells) > 1 and alternate and not _arranges(row)


def _is_label(cell: list[str]) -> bool:
    return is_label(field_name(" ".join(cell)))


def _arranges(row: Row) -> bool:
    return any(len(cell) > _MOST_LINES or sum(map(len, cell)) > _LONGEST_CELL for cell in row)


def _row_lines(row: Row, whole: Row, *, fields: bool) -> list[str]:
    """`whole`: the row with an empty cell where one was merged over, so that columns stay below each other."""
    cells = [" ".join(map(str.strip, cell)) for cell in row]
    if fields and _names_fields(row):
        values = [*cells[1::2], ""]
        return [f"{field_name(name)}：{value}" for name, value in zip(cells[::2], values, strict=False)]
    if sum(map(bool, row)) == 1 or _arranges(row):
        return [line for cell in row for line in cell]
    return [CELL_END.join(" ".join(map(str.strip, cell)) for cell in whole).rstrip(CELL_END)]
