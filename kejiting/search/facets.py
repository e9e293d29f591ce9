"""How many of the letters found there are of each year, part, kind, agency and session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from kejiting.search.arrays import Array
from kejiting.search.cards import CODED
from kejiting.search.found import Found
from kejiting.search.hits import FacetCount

_FACETS = ("year", "part", "kind", "agency", "session")


def count_facets(found: Sequence[Found]) -> dict[str, tuple[FacetCount, ...]]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in _FACETS}
    for one in found:
        cards = one.segment.table.cards
        letters = one.documents[cards.is_letter[one.documents]]
        for name in CODED:
            codes = cards.codes[name][letters]
            _add(counts[name], cards.names[name], np.bincount(codes[codes >= 0], minlength=len(cards.names[name])))
        _add(counts["part"], one.segment.table.part_names, _letters_a_part(one))
    return {name: in_order(name, counter) for name, counter in counts.items()}


def _letters_a_part(one: Found) -> Array:
    table = one.segment.table
    found = np.zeros((len(table.cards), len(table.part_names)), bool)
    found[table.owners[one.rows], table.parts[one.rows]] = True
    found[~table.cards.is_letter] = False
    letters: Array = found.sum(axis=0)
    return letters


def _add(counter: Counter[str], names: Sequence[str], counts: Array) -> None:
    for name, count in zip(names, counts.tolist(), strict=True):
        if count:
            counter[name] += count


def in_order(name: str, counter: Counter[str]) -> tuple[FacetCount, ...]:
    """Years are looked for by their order, everything else by its weight."""
    by_count = sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
    pairs = sorted(counter.items(), reverse=True) if name == "year" else by_count
    return tuple(FacetCount(value, count) for value, count in pairs)
