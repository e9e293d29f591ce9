"""Reckon what sentences state: parts and their sum, a part and its share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from measures.extraction.checks.check import Finding
from measures.extraction.checks.shares import check_shares
from measures.extraction.checks.statement import Statement
from measures.extraction.checks.sums import check_sums
from measures.extraction.checks.told import tell


def check_sentences(statements: Sequence[Statement]) -> tuple[Finding, ...]:
    """Return which sums and shares hold and which do not, in sentences of any letters and figures of any indicators."""
    return tuple(dict.fromkeys(_found(statements)))


def _found(statements: Sequence[Statement]) -> Iterator[Finding]:
    for told in tell(statements):
        yield from check_sums(told)
        yield from check_shares(told)
