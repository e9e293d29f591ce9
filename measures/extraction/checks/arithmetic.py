"""Reckon what sentences state: parts and their sum, a part and its share."""

from __future__ import annotations

from collections.abc import Sequence

from measures.extraction.checks.check import Check
from measures.extraction.checks.statement import Statement


def check_sentences(statements: Sequence[Statement]) -> tuple[Check, ...]:
    """Return which sums and shares hold and which do not, in sentences of any letters and figures of any indicators."""
    return ()
