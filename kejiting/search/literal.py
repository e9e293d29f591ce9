"""Find the rows of a segment where a term literally stands, as `kejiting.text.scan` defines it."""

from __future__ import annotations

from collections.abc import Iterable

from kejiting.search.atoms import LONGEST_KEY, Lookup, look_up
from kejiting.search.segments import Segment
from kejiting.text.scan import holds

# More pairs than that rarely leave fewer rows to read; the reading decides anyway.
_MOST_PAIRS = 6


def rows_with_any(segment: Segment, terms: Iterable[str]) -> set[int]:
    return set[int]().union(*(rows_with_term(segment, term) for term in terms))


def rows_with_term(segment: Segment, term: str) -> set[int]:
    lookup = look_up(term)
    rows = _candidates(segment, lookup)
    if lookup.exact:
        return rows
    return {row for row in rows if holds(segment.match_text(row), term)}


def _candidates(segment: Segment, lookup: Lookup) -> set[int]:
    if lookup.inside is not None:
        return _rows_with_atom_around(segment, lookup.inside)
    tokens = [("atoms", atom) for atom in lookup.atoms] + [("pairs", pair) for pair in lookup.pairs]
    by_frequency = sorted((segment.frequency(field, token), field, token) for field, token in tokens)
    if not by_frequency[0][0]:
        return set()
    rows = segment.rows_with(*by_frequency[0][1:])
    for _, field, token in by_frequency[1:_MOST_PAIRS]:
        rows &= segment.rows_with(field, token)
    return rows


def _rows_with_atom_around(segment: Segment, piece: str) -> set[int]:
    """Rows with the piece as an atom of its own, or inside a number: 27 in 27.27, the point in 27.27."""
    numbers = segment.tokens("atoms", "0", ":")
    around = [number for number in numbers if piece in number or len(number) == LONGEST_KEY]
    return segment.rows_with("atoms", piece).union(*(segment.rows_with("atoms", number) for number in around))
