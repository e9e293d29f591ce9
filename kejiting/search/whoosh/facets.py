"""How many of the letters found there are of each year, part, kind, agency and session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import starmap
from operator import itemgetter

import numpy as np

from kejiting.search.hits import FacetCount
from kejiting.search.whoosh.arrays import Array
from kejiting.search.whoosh.document_columns import CODED, NONE
from kejiting.search.whoosh.matches import Matches

FACETS = ("year", "part", "kind", "agency", "session")


def count_facets(found: Sequence[Matches]) -> dict[str, tuple[FacetCount, ...]]:
    """No document is found twice."""
    if not found:
        return dict.fromkeys(FACETS, ())
    snapshot = found[0].snapshot
    columns = snapshot.columns
    documents = np.concatenate([one.documents for one in found])
    letters = documents[columns.is_letter.take(documents)]
    # Those without one come first.
    counts = {
        name: (columns.names[name], np.bincount(columns.codes[name].take(letters) - np.intp(NONE))[1:])
        for name in CODED
    }
    counts["part"] = snapshot.part_names, _letters_a_part(found)
    return {name: in_order(name, _named(*counts[name])) for name in FACETS}


def _letters_a_part(found: Sequence[Matches]) -> Array:
    snapshot = found[0].snapshot
    documents = len(snapshot.columns)
    # A place for each part and document.
    seen = np.zeros(len(snapshot.part_names) * documents, bool)
    for one in found:
        seen[snapshot.parts.take(one.rows) * np.intp(documents) + one.owners] = True
    return np.array([np.count_nonzero(part & snapshot.columns.is_letter) for part in seen.reshape(-1, documents)])


def _named(names: Sequence[str], counts: Array) -> dict[str, int]:
    """`names` are those of more codes than are counted here."""
    return {names[code]: count for code, count in enumerate(counts.tolist()) if count}


def in_order(name: str, counts: Mapping[str, int]) -> tuple[FacetCount, ...]:
    """Years are looked for by their order, everything else by its weight."""
    pairs = sorted(counts.items(), reverse=name == "year")
    if name != "year":
        pairs.sort(key=itemgetter(1), reverse=True)  # equals stay in the order of their names
    return tuple(starmap(FacetCount, pairs))
