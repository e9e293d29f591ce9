"""Find the rows of a segment where a term literally stands, as `kejiting.text.scan` defines it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kejiting.search.arrays import Array
from kejiting.search.atoms import look_up
from kejiting.search.segments import Segment, SegmentTable
from kejiting.text.scan import holds


def rows_with_any(segment: Segment, terms: Sequence[str]) -> Array:
    """Rows, ascending."""
    found = [segment.live(segment.table.kept("rows", term, _rows_with_term)) for term in terms]
    if len(found) == 1:
        return found[0]
    return np.flatnonzero(segment.mask(*found))


def _rows_with_term(table: SegmentTable, term: str) -> Array:
    lookup = look_up(term)
    if lookup.inside is not None:
        rows = table.pairs.rows_with_number_around(lookup.inside)
    else:
        rows = table.pairs.rows_with(lookup.atoms)
    if lookup.whole:
        return rows
    return rows[[holds(table.match_text(row), term) for row in rows.tolist()]] if len(rows) else rows
