"""How many of the letters found there are of each year, part, kind, agency and session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import starmap
from operator import itemgetter

import numpy as np

from kejiting.search.arrays import Array
from kejiting.search.cards import CODED, NONE
from kejiting.search.found import Found
from kejiting.search.hits import FacetCount

FACETS = ("year", "part", "kind", "agency", "session")


def count_facets(found: Sequence[Found]) -> dict[str, tuple[FacetCount, ...]]:
    """No document is found twice."""
    if not found:
        return dict.fromkeys(FACETS, ())
    table = found[0].table
    cards = table.cards
    documents = np.concatenate([one.documents for one in found])
    letters = documents[cards.is_letter.take(documents)]
    # Those without one come first.
    counts = {
        name: (cards.names[name], np.bincount(cards.codes[name].take(letters) - np.intp(NONE))[1:]) for name in CODED
    }
    counts["part"] = table.part_names, _letters_a_part(found)
    return {name: in_order(name, _named(*counts[name])) for name in FACETS}


def _letters_a_part(found: Sequence[Found]) -> Array:
    table = found[0].table
    documents = len(table.cards)
    # A place for each part and document.
    seen = np.zeros(len(table.part_names) * documents, bool)
    for one in found:
        seen[table.parts.take(one.rows) * np.intp(documents) + one.owners] = True
    return np.array([np.count_nonzero(part & table.cards.is_letter) for part in seen.reshape(-1, documents)])


def _named(names: Sequence[str], counts: Array) -> dict[str, int]:
    """`names` are those of more codes than are counted here."""
    return {names[code]: count for code, count in enumerate(counts.tolist()) if count}


def in_order(name: str, counts: Mapping[str, int]) -> tuple[FacetCount, ...]:
    """Years are looked for by their order, everything else by its weight."""
    pairs = sorted(counts.items(), reverse=name == "year")
    if name != "year":
        pairs.sort(key=itemgetter(1), reverse=True)  # equals stay in the order of their names
    return tuple(starmap(FacetCount, pairs))
