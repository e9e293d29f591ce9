"""A question that is a value, answered from the ledger: the figures that are as large, however they are written."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from kejiting.text.fold import fold
from measures.figures.filters import FigureFilters, newest_first, published_figures
from measures.figures.rows import LedgerRow, ledger_rows, with_notes
from measures.figures.values import read_value

MOST = 5
# Counted so far; a broad range (≥100个) fits most figures there are
MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class FigureMatches:
    """How many figures fit, up to `MOST_COUNTED`, the newest of those that have the value, and where all are listed.

    Of each it is said whether it is written otherwise than asked: 0.5亿元 for 5000万元. A range (>1亿元) shows none.
    """

    count: int
    rows: tuple[tuple[LedgerRow, bool], ...]
    address: str

    @property
    def count_said(self) -> str:
        return f"{self.count} 个" if self.count < MOST_COUNTED else ""


def figure_matches(asked: str) -> FigureMatches | None:
    """None if the question is no value with a unit, or no published letter states it."""
    value = read_value(asked)
    if value is None or value.unit is None:
        return None
    figures = published_figures(FigureFilters(value=value))
    count = figures.order_by()[:MOST_COUNTED].count()
    if not count:
        return None
    shown = with_notes(ledger_rows(newest_first(figures)[:MOST])) if value.is_one_value else []
    rows = tuple((row, fold(row.figure.printed) != value.written) for row in shown)
    return FigureMatches(count, rows, f"{reverse('figures')}?{urlencode({'value': asked.strip()})}")
