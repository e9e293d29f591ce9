"""Hold the statements of one indicator against each other."""

from __future__ import annotations

from collections.abc import Sequence

from measures.extraction.checks.check import Check
from measures.extraction.checks.statement import Statement


def find_checks(statements: Sequence[Statement]) -> tuple[Check, ...]:
    """Return what differs and what never changes among the statements of one indicator, in whatever order they come."""
    return ()
