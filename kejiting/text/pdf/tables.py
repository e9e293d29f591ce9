"""Read the ruled tables of a page of a PDF: a row a line, its cells parted by tabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from pdfplumber.table import Table, TableFinder

from kejiting.text.pdf.columns import lines_in_columns
from kejiting.text.pdf.lines import Box, Char, PrintedLine, doubts_of, has_place, joint, printed_lines

# A page with more rules is a drawing.
_MOST_RULES = 1500
# A cell as high as this part of the page is a frame around running text.
_FRAME = 0.25


class Ruled(Protocol):
    """What may hold ruled tables, as a page of pdfplumber does: its height in points, and its rules."""

    @property
    def height(self) -> Any: ...
    @property
    def edges(self) -> list[dict[str, Any]]: ...
    def find_tables(self) -> list[Table]: ...


@dataclass(frozen=True, slots=True)
class RuledPicture:
    """A picture of a page, and the rules that were found in it."""

    height: float
    edges: list[dict[str, Any]]

    def find_tables(self) -> list[Table]:
        return TableFinder(cast(Any, self)).tables


def lines_and_rows(page: Ruled, chars: Sequence[Char], sheet: Box) -> list[PrintedLine]:
    """Return the page's lines from top to bottom, each row of its ruled tables as one line, a tab between cells.

    They are made of these characters and stand on this part of the page.

    What a large cell frames, such as a whole letter, stays lines.
    """
    rows = []
    for boxes in _rows(page):
        cells = [printed_lines([char for char in chars if has_place(char, box)], sheet) if box else [] for box in boxes]
        if any(cells):
            chars = [char for char in chars if not any(has_place(char, box) for box in boxes if box)]
            rows.append(_row(cells))
    if not rows:
        return lines_in_columns(chars, sheet)
    return sorted([*printed_lines(chars, sheet), *rows], key=lambda line: line.baseline)


def _rows(page: Ruled) -> list[list[Box | None]]:
    """The boxes of each row's cells; None where a cell was merged over a place, or frames running text."""
    if not _has_grid(page):
        return []
    highest = page.height * _FRAME
    return [
        [box if box and box[3] - box[1] < highest else None for box in row.cells]
        for table in page.find_tables()
        if _is_table(table)
        for row in table.rows
    ]


def _has_grid(page: Ruled) -> bool:
    """Tell a page that may hold a table, before the costly search: rules down as well as across, not too many."""
    edges = page.edges
    return len(edges) < _MOST_RULES and {edge["orientation"] for edge in edges} >= {"h", "v"}


def _is_table(table: Table) -> bool:
    return max(sum(box is not None for box in row.cells) for row in table.rows) > 1


def _row(cells: Sequence[Sequence[PrintedLine]]) -> PrintedLine:
    lines = [line for cell in cells for line in cell]
    return PrintedLine(
        text="\t".join(_cell_text(cell) for cell in cells).rstrip(),
        left=min(line.left for line in lines),
        right=max(line.right for line in lines),
        baseline=min(line.baseline for line in lines),
        size=max(line.size for line in lines),
        lead=0,
        cell=0,
        row=True,
        doubtful=tuple(doubts_of(lines)),
    )


def _cell_text(lines: Sequence[PrintedLine]) -> str:
    """The lines of a cell as one; `标 题` set apart in a narrow cell is one word, not two cells."""
    text = ""
    for line in lines:
        text += joint(text, line.text) + line.text.replace("\t", " ")
    return text
