"""Find the cells of tables that stand in a column of contacts: below 联系人, 联系电话, 姓名."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from proposals.parsing.contact_labels import HEAD_CELL

# A tab, and what pasted tables have in its place
_CELL_END = lazy_re("[\t|｜]")


def contact_cells(text: str) -> Iterator[Span]:
    """Yield the cells below a label of contact, up to the end of the table; 姓名 is one beside a label of numbers."""
    if not _CELL_END.search(text):
        return
    for is_table, rows in groupby(_rows(text), key=lambda row: len(row) > 1):
        columns = set[int]()
        for row in rows if is_table else ():
            yield from (row[column] for column in sorted(columns) if column < len(row))
            columns |= _columns([cell.of(text) for cell in row])


def _rows(text: str) -> Iterator[list[Span]]:
    start = 0
    for line in text.split("\n"):
        cells, place = list[Span](), start
        for words in _CELL_END.split(line):
            cells.append(Span(place, place + len(words)))
            place += len(words) + 1
        yield cells
        start += len(line) + 1


def _columns(cells: list[str]) -> set[int]:
    labels = {column for column, words in enumerate(cells) if HEAD_CELL.fullmatch(words)}
    names_alone = all(cells[column] in ("姓名", "负责人", "责任人") for column in labels)
    return set() if names_alone else labels
