"""How many of the letters found there have each value of a property."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from kejiting.search.hits import FacetCount, in_order
from kejiting.search.properties import FACETS, PART
from kejiting.search.whoosh.matches import Matches
from kejiting.search.whoosh.property_columns import named


def count_facets(found: Sequence[Matches]) -> dict[str, tuple[FacetCount, ...]]:
    """No document is found twice."""
    if not found:
        return {facet.name: () for facet in FACETS}
    columns = found[0].snapshot.columns
    documents = np.concatenate([one.documents for one in found])
    letters = documents[columns.is_letter.take(documents)]
    return {
        facet.name: in_order(
            facet, _letters_a_part(found) if facet is PART else columns.properties[facet.name].count(letters)
        )
        for facet in FACETS
    }


def _letters_a_part(found: Sequence[Matches]) -> Mapping[str, int]:
    snapshot = found[0].snapshot
    documents = len(snapshot.columns)
    # A place for each part and document.
    seen = np.zeros(len(snapshot.part_names) * documents, bool)
    for one in found:
        seen[snapshot.parts.take(one.rows) * np.intp(documents) + one.owners] = True
    counts = [np.count_nonzero(part & snapshot.columns.is_letter) for part in seen.reshape(-1, documents)]
    return named(snapshot.part_names, np.array(counts))
