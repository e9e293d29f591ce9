"""What was promised to somebody who made proposals, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from measures.commitments.filters import CommitmentFilters, board_keys
from measures.commitments.rows import BoardRow, rows_of

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Promised:
    """`rows`: those of the newest letters; `count`: how many there are."""

    rows: list[BoardRow]
    count: int


def promised_to(delegate: int) -> Promised:
    """By the published letters that answer the delegate; a number of queries that does not grow."""
    filters = CommitmentFilters(delegate=delegate)
    keys = board_keys(filters)
    return Promised(rows_of(keys[:SHOWN], filters.day), keys.count())
