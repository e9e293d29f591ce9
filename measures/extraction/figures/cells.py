"""Read the numbers of a plain table's row, whose unit stands in the head, above the table or in the row's first words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kejiting.text.spans import Span
from measures.extraction.figures.figure import Figure
from measures.extraction.figures.heads import Label, Unit, read_label, unit_above
from measures.extraction.figures.periods import Periods
from measures.extraction.figures.tables import NOTHING, NUMBER, Row, Table, rows_in, table_of

# 各地情况如下表：, 2024年平台情况（单位：个）; not 以下是各地的数量。
_LEADS_IN = re.compile(r"[^。！？]*(?:表|情况|如下)[^。！？]{0,16}$|[^。！？]*[:：]$")
_YEAR = re.compile("(?:19|20)[0-9]{2}")


def table_figures(text: str, within: Span) -> Iterator[Figure]:
    """The figures of the rows that stand there, in the order of the text."""
    for row in rows_in(text, within):
        table = table_of(text, row)
        if table:
            figures = _Reading.of(text, row, table).figures()
            yield from (one for one in figures if within.start <= one.start and one.end <= within.end)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A row, the labels of its columns, and those that its own words are, as far as they stand there."""

    text: str
    row: Row
    table: Table
    heads: tuple[Label, ...]
    own: tuple[tuple[int, Label], ...]

    @classmethod
    def of(cls, text: str, row: Row, table: Table) -> _Reading:
        heads = tuple(read_label(text, cell) for cell in table.head)
        own = tuple(
            (column, read_label(text, cell))
            for column, (cell, head) in enumerate(zip(row, heads, strict=False))
            if not (head.counts_nothing or (head.unit and not head.for_all)) and _is_words(cell.of(text))
        )
        return cls(text, row, table, heads, own)

    def figures(self) -> Iterator[Figure]:
        if not self._is_aligned():
            return
        for column, (cell, head) in enumerate(zip(self.row, self.heads, strict=False)):
            printed = cell.of(self.text)
            unit = self._unit(column, head) if NUMBER.fullmatch(printed) and not head.counts_nothing else None
            amount = unit.value(printed) if unit else None
            if amount:
                value, base = amount
                counted = (*self._names(column), *head.pieces)
                period = head.period or self._period()
                yield Figure(cell.start, cell.end, printed, value, value, base, indicator=counted, period=period)

    def _is_aligned(self) -> bool:
        """A row that is shorter than its head misses remarks at its end, and nothing that stands before them."""
        if len(self.row) == len(self.heads):
            return True
        cells = [cell.of(self.text) for cell in self.row]
        return (
            len(self.row) < len(self.heads)
            and all(head.counts_nothing for head in self.heads[len(cells) :])
            and all(
                bool(head.unit) != _is_words(words) if words and not head.counts_nothing else True
                for words, head in zip(cells, self.heads, strict=False)
                if not NOTHING.fullmatch(words)
            )
        )

    def _unit(self, column: int, head: Label) -> Unit | None:
        """That of the column, of the row, of the table."""
        if head.is_marked:
            return head.unit
        own = self._own_unit(column)
        if own:
            return own if head.is_open else None
        whole = self._unit_of_all()
        named = [head.name, *(label.name for _, label in self.own)]
        if whole is None or any(label.is_marked for _, label in self.own):
            return None
        return whole if all(map(whole.fits, named)) else None

    def _own_unit(self, column: int) -> Unit | None:
        """高新技术企业|家, 技术合同（项）; one that stands right behind the number is read with it."""
        for place, label in self.own:
            unit = Unit.read(label.cell.of(self.text)) if self.heads[place].is_of_units else label.unit
            if unit and place != column + 1:
                return unit
        return None

    def _unit_of_all(self) -> Unit | None:
        """项目（单位：万元） at the head of the row's names, 单位：万元 above the table."""
        first = next((head for head in self.heads if not head.counts_nothing), None)
        if first and first.for_all:
            return first.unit
        return next((unit for line in self.table.above if (unit := unit_above(line.of(self.text)))), None)

    def _names(self, column: int) -> Iterator[Span]:
        """The row's own words before a column, without units and periods."""
        for place, label in self.own:
            is_unit = self.heads[place].is_of_units and Unit.read(label.cell.of(self.text))
            if place < column and not is_unit:
                yield from label.pieces

    def _period(self) -> Span | None:
        """That of the row, or that of the line above the table."""
        for cell, head in zip(self.row, self.heads, strict=False):
            if head.is_year:
                whole = max(Periods.of(self.text, cell).lasting, default=None)
                return whole or (cell if _YEAR.fullmatch(cell.of(self.text)) else None)
        own = [label.period for _, label in self.own if label.period]
        above = [line for line in self.table.above if not line.of(self.text).startswith("单位")]
        if own or not above:
            return own[0] if own else None
        lead = _LEADS_IN.search(above[0].of(self.text))
        place = Span(*lead.span()).shifted(above[0].start) if lead else Span(0, 0)
        return max(Periods.of(self.text, place).lasting, default=None)


def _is_words(words: str) -> bool:
    return bool(words) and not NUMBER.fullmatch(words) and not NOTHING.fullmatch(words)
