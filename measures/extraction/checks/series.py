"""Lines of statements that can be drawn as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from measures.extraction.checks.statement import Statement


@dataclass(frozen=True, slots=True)
class Series:
    """Statements of one unit, scope and kind of period, in the order of time; those without a date stand last."""

    label: str
    statements: tuple[Statement, ...]


def as_of(statement: Statement) -> date | None:
    """Return the day for which the statement holds, never later than its letter; None if neither says."""
    return statement.written_on


def series(statements: Sequence[Statement]) -> tuple[Series, ...]:
    """Return the statements of one indicator as lines."""
    return ()
