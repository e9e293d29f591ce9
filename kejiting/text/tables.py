"""Print the tables of a page: those of fields, those of data, and those that only arrange the page, as on old sites."""

from __future__ import annotations

from collections.abc import Sequence

from kejiting.text.fields import field_name, is_label

# The lines of each cell
Row = list[list[str]]

# A cell that holds more is a part of the page, no value.
_LONGEST_CELL = 200
_MOST_LINES = 4


def table_lines(rows: Sequence[Row]) -> list[str]:
    """Return a line for each field (`标签：值`), for each row of data (parted by tabs), or the lines of each cell."""
    filled = [row for row in rows if any(row)]
    if len(filled) == 2 and len(filled[0]) == len(filled[1]) > 2 and all(map(_is_label, filled[0])):
        # The names in one row, the values below
        filled = [[*pair] for pair in zip(*filled, strict=True)]
    named = [row for row in filled if _names_fields(row)]
    fields = len(named) * 2 >= len(filled)
    return [line for row in filled for line in _row_lines(row, fields=fields)]


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


def _row_lines(row: Row, *, fields: bool) -> list[str]:
    cells = [" ".join(map(str.strip, cell)) for cell in row]
    if fields and _names_fields(row):
        values = [*cells[1::2], ""]
        return [f"{field_name(name)}：{value}" for name, value in zip(cells[::2], values, strict=False)]
    if sum(map(bool, row)) == 1 or _arranges(row):
        return [line for cell in row for line in cell]
    return ["\t".join(cells).rstrip("\t")]
