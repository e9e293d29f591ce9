"""How many of the letters found there are of each year, part, kind, agency and session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from kejiting.search.arrays import Array
from kejiting.search.cards import CODED, NONE
from kejiting.search.found import Found
from kejiting.search.hits import FacetCount

FACETS = ("year", "part", "kind", "agency", "session")


def count_facets(found: Sequence[Found]) -> dict[str, tuple[FacetCount, ...]]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for one in found:
        cards = one.segment.table.cards
        letters = one.documents[cards.is_letter[one.documents]]
        for name in CODED:
            # Those without one come first.
            _add(counts[name], cards.names[name], np.bincount(cards.codes[name][letters] - NONE)[1:])
        _add(counts["part"], one.segment.table.part_names, _letters_a_part(one))
    return {name: in_order(name, counter) for name, counter in counts.items()}


def _letters_a_part(one: Found) -> Array:
    table = one.segment.table
    found = np.zeros((len(table.part_names), len(table.cards)), bool)
    found[table.parts[one.rows], table.owners[one.rows]] = True
    found &= table.cards.is_letter
    return np.array([np.count_nonzero(letters) for letters in found])


def _add(counter: Counter[str], names: Sequence[str], counts: Array) -> None:
    """`names` are those of more codes than are counted here."""
    (codes,) = counts.nonzero()
    for code, count in zip(codes.tolist(), counts[codes].tolist(), strict=True):
        counter[names[code]] += count


def in_order(name: str, counts: Mapping[str, int]) -> tuple[FacetCount, ...]:
    """Years are looked for by their order, everything else by its weight."""
    by_count = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    pairs = sorted(counts.items(), reverse=True) if name == "year" else by_count
    return tuple(FacetCount(value, count) for value, count in pairs)
