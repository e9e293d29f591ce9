"""How much a figure has grown between two statements that can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from measures.extraction.checks.series import Point


@dataclass(frozen=True, slots=True)
class Growth:
    """`difference` in the unit of the statements; `percent` of the earlier value, None if that is 0."""

    difference: Decimal
    percent: Decimal | None
    days: int


def growth(earlier: Point, later: Point) -> Growth | None:
    """Return None unless both are on one line, each with one value and its own day, the later one later."""
    if earlier.series != later.series or earlier.low != earlier.high or later.low != later.high:
        return None
    if earlier.held_on is None or later.held_on is None or later.held_on <= earlier.held_on:
        return None
    difference = later.low - earlier.low
    percent = difference / earlier.low * 100 if earlier.low else None
    return Growth(difference, percent, (later.held_on - earlier.held_on).days)
