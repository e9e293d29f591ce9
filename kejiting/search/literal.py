"""Find the rows of a segment where a term literally stands, as `kejiting.text.scan` defines it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from kejiting.search.arrays import Mask
from kejiting.search.atoms import is_number, look_up
from kejiting.search.segments import Segment
from kejiting.text.scan import holds


def rows_with_any(segment: Segment, terms: Iterable[str]) -> Mask:
    found = segment.no_rows()
    for term in terms:
        found |= rows_with_term(segment, term)
    return found


def rows_with_term(segment: Segment, term: str) -> Mask:
    lookup, pairs = look_up(term), segment.table.pairs
    found = pairs.rows_with(lookup.atoms) if lookup.inside is None else pairs.rows_with_number_around(lookup.inside)
    found = segment.live(found)
    if not lookup.exact:
        rows = np.flatnonzero(found)
        found[rows] = _looked_at(segment, rows.tolist(), term)
    return found


def _looked_at(segment: Segment, rows: list[int], term: str) -> list[bool]:
    """Read the texts; only where a number may be cut does it take more than finding the bytes."""
    table, piece = segment.table, term.encode()
    if is_number(term[0]) or is_number(term[-1]):
        return [table.stands_in(row, piece) and holds(table.match_text(row), term) for row in rows]
    return [table.stands_in(row, piece) for row in rows]
