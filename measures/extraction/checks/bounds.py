"""How far a printed amount reaches: 900余人 from 900 to 1000, 约5亿元 from 4 to 6, 4.64亿元 half a place to each side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from measures.extraction.checks.printed import read_printed
from measures.extraction.checks.statement import Statement
from measures.extraction.figures.figure import BETWEEN
from measures.extraction.figures.meant import HEDGES, last_place

# By how many units of its last digit but zeros an amount may lie lower and higher
_UP, _DOWN = ("some more", "more", "at least"), ("nearly", "less", "at most")
_LEANS = {"about": (1, 1), **dict.fromkeys(_UP, (0, 1)), **dict.fromkeys(_DOWN, (1, 0))}
# The end of a range is printed as exactly as any amount
_ENDS = ("最低", "最高")
# Of the last place that is printed: less than a half, lest 1.2亿 and 1.9亿 sum to 3亿
_ROUNDED_BY = Decimal("0.49")


@dataclass(frozen=True, slots=True)
class Bounds:
    low: Decimal
    high: Decimal

    def meets(self, other: Bounds) -> bool:
        """Both may mean the same value."""
        return self.low <= other.high and other.low <= self.high


def bounds(statement: Statement) -> Bounds:
    """Return the values that the words allow, in the unit of the statement."""
    leans = _leans(statement)
    if leans:
        lower, higher = max(low for low, _ in leans), max(high for _, high in leans)
        low, high = statement.low, statement.high
        return Bounds(max(Decimal(0), low - lower * _last_digit(low)), high + higher * _last_digit(high))
    printed = read_printed(statement)
    rounded = printed.last_place * _ROUNDED_BY if printed and printed.decimals else Decimal(0)
    return Bounds(statement.low - rounded, statement.high + rounded)


def is_exact(statement: Statement) -> bool:
    """Neither a range nor hedged."""
    return statement.low == statement.high and not _leans(statement)


def _leans(statement: Statement) -> list[tuple[int, int]]:
    words = (statement.hedge or "").split(BETWEEN)
    return [_LEANS[HEDGES[word]] for word in words if word in HEDGES and word not in _ENDS]


def _last_digit(value: Decimal) -> Decimal:
    """What a one at the last digit that is not zero is worth: 5200 → 100; 0 → 0."""
    return last_place(value) if value else value
