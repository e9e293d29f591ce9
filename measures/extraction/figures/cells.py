"""Read the numbers of a table, whose unit, period and name stand at its head, above it and in the first cells of a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.figures.figure import ParsedFigure
from measures.extraction.figures.heads import NO_LABEL, CellLabel, Unit, read_label, units_above
from measures.extraction.figures.hedges import find_hedges, words_after, words_before
from measures.extraction.figures.periods import Periods
from measures.extraction.figures.tables import NOTHING, NUMBER, YEAR, FigureTable, Row
from measures.extraction.quantities import find_quantities

# 各地情况如下表：, 2024年平台情况（单位：个）; not 以下是各地的数量。
_LEADS_IN = lazy_re(r"(?:表|情况|如下|数量|统计)[^。！？]{0,16}$|[:：]$")
_SENTENCE = lazy_re(r"[。！？]")
# More words name nothing: they tell of it.
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class TableReader:
    """A table with the labels of its columns, which of them hold names, and when its figures hold."""

    table: FigureTable
    columns: tuple[CellLabel, ...]
    names: frozenset[int]
    period_above: Span | None

    @classmethod
    def of(cls, table: FigureTable) -> TableReader:
        columns = tuple(_column_labels(table))
        names = {
            column
            for column, label in enumerate(columns)
            if not label.counts_nothing and not label.is_of_units and _holds_names(table, column)
        }
        return cls(table, columns, frozenset(names), _period_above(table))

    def figures(self) -> Iterator[ParsedFigure]:
        """Yield the figures of the rows in the order of the text."""
        above: Sequence[Span] = ()
        for row in self.table.rows:
            named = self._with_names_above(row, above)
            yield from self._of_row(row, named)
            above = named

    def numbers(self) -> Iterator[Span]:
        """Yield the cells that are numbers: they are read here or not at all."""
        for row in self.table.rows:
            for cell in row:
                words = cell.of(self.table.text)
                if NUMBER.fullmatch(words) or _own_amount(self.table.text, cell):
                    yield cell

    def _with_names_above(self, row: Row, above: Sequence[Span]) -> list[Span]:
        """The row with the names of the rows above it where cells were merged, at the left of its first own name."""
        first = min((column for column in self.names if self._words(row[column])), default=0)
        return [
            above[column] if above and column in self.names and column < first and not self._words(cell) else cell
            for column, cell in enumerate(row)
        ]

    def _words(self, cell: Span) -> str:
        return cell.of(self.table.text)

    def _of_row(self, row: Row, named: Sequence[Span]) -> Iterator[ParsedFigure]:
        text = self.table.text
        own = [(column, read_label(text, named[column])) for column in sorted(self.names) if self._names(named[column])]
        for column, (cell, label) in enumerate(zip(row, self.columns, strict=True)):
            if column in self.names or label.counts_nothing or label.is_of_units or label.is_time:
                continue
            before = [name for place, name in own if place < column]
            amount = _own_amount(text, cell) or self._amount(row, cell, label, before)
            if amount:
                span, low, high, unit = amount
                yield ParsedFigure(
                    *(span.start, span.end, span.of(text), low, high, unit),
                    indicator=tuple(piece for name in (*before, label) for piece in name.pieces),
                    hedge=find_hedges(text, cell.start, span),
                    period=label.period or self._period(row, before),
                )

    def _names(self, cell: Span) -> bool:
        words = self._words(cell)
        return bool(words) and not NUMBER.fullmatch(words) and not NOTHING.fullmatch(words)

    def _amount(
        self, row: Row, cell: Span, label: CellLabel, before: Sequence[CellLabel]
    ) -> tuple[Span, Decimal, Decimal, str] | None:
        printed = self._words(cell)
        unit = self._unit(row, label, before) if NUMBER.fullmatch(printed) else None
        amount = unit.value(printed) if unit else None
        return (cell, amount[0], amount[0], amount[1]) if amount else None

    def _unit(self, row: Row, label: CellLabel, before: Sequence[CellLabel]) -> Unit | None:
        """That of the column, of the row, of the whole table."""
        if label.is_marked:
            return label.unit
        for column, head in enumerate(self.columns):
            if head.is_of_units:
                return Unit.read(self._words(row[column]))
        if marked := [name for name in before if name.is_marked]:
            return marked[-1].unit
        fitting = [unit for unit in self._units_of_all() if all(unit.fits(name.name) for name in (*before, label))]
        return fitting[0] if len(fitting) == 1 else None

    def _units_of_all(self) -> tuple[Unit, ...]:
        """单位：万元 above the table."""
        return next(filter(None, (units_above(line.of(self.table.text)) for line in self.table.above)), ())

    def _period(self, row: Row, before: Sequence[CellLabel]) -> Span | None:
        """That of the row, or that of the line above the table."""
        for cell, head in zip(row, self.columns, strict=True):
            if head.is_time and self._words(cell):
                return max(
                    Periods.of(self.table.text, cell).lasting,
                    default=cell if YEAR.fullmatch(self._words(cell)) else None,
                )
        if own := [name.period for name in before if name.period]:
            return own[-1]
        return self.period_above


def _column_labels(table: FigureTable) -> Iterator[CellLabel]:
    for column in range(len(table.heads[0])):
        label = NO_LABEL
        for number, head in enumerate(table.heads):
            cell = _head_cell(table, number, column) if number + 1 < len(table.heads) else head[column]
            if cell.start < cell.end:
                label = label.above(read_label(table.text, cell))
        yield label


def _head_cell(table: FigureTable, number: int, column: int) -> Span:
    """Return the cell of a row of heads that stands over a column: at its left, if that was merged over it."""
    head = table.heads[number]
    for left in range(column, -1, -1):
        if head[left].start < head[left].end:
            return head[left]
        if any(upper[left].start < upper[left].end for upper in table.heads[:number]):
            break
    return head[column]


def _period_above(table: FigureTable) -> Span | None:
    """Return the period that the sentence right above the table names: 2024年各地情况如下："""
    for line in table.above:
        words = line.of(table.text)
        start = max((stop.end() for stop in _SENTENCE.finditer(words, 0, max(len(words) - 1, 0))), default=0)
        if _LEADS_IN.search(words, max(start, len(words) - _LONGEST_NAME)):
            return max(Periods.of(table.text, Span(line.start + start, line.end)).lasting, default=None)
    return None


def _holds_names(table: FigureTable, column: int) -> bool:
    words = [row[column].of(table.text) for row in table.rows if row[column].start < row[column].end]
    named = [one for one in words if not NUMBER.match(one) and not NOTHING.fullmatch(one) and len(one) <= _LONGEST_NAME]
    numbers = [one for one in words if NUMBER.match(one)]
    return len(named) > len(numbers)


def _own_amount(text: str, cell: Span) -> tuple[Span, Decimal, Decimal, str] | None:
    """Return the amount that is all a cell says: 约1.2亿元, 36.5%."""
    quantities = find_quantities(cell.of(text))
    if len(quantities) != 1:
        return None
    span = quantities[0].span.shifted(cell.start)
    if (
        text[cell.start : words_before(text, cell.start, span)].strip()
        or text[words_after(text, span) : cell.end].strip()
    ):
        return None
    return span, quantities[0].low, quantities[0].high, quantities[0].unit
