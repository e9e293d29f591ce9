"""Lines of statements that can be drawn as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from measures.extraction.checks.lines import in_lines
from measures.extraction.checks.statement import Statement
from measures.extraction.checks.when import when


@dataclass(frozen=True, slots=True)
class Series:
    """Statements of one unit, scope and kind of period, in the order of time; those without a date stand last.

    `label`, in Chinese, names what they share: 时点数·18家·个.
    """

    label: str
    statements: tuple[Statement, ...]


def as_of(statement: Statement) -> date | None:
    """Return the day for which the statement holds, never later than its letter; None if neither says."""
    return when(statement).day


def series(statements: Sequence[Statement]) -> tuple[Series, ...]:
    """Return the statements of one indicator as lines."""
    return tuple(
        Series(line.label, tuple(placed.statement for placed in points))
        for line, points in in_lines(statements).items()
    )
