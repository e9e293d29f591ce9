"""How many of the letters found there have each value of a property."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import reduce
from operator import and_

import numpy as np

from kejiting.search.hits import MOST_VALUES, FacetCount, in_order
from kejiting.search.properties import FACETS, PART, Property
from kejiting.search.query import Filters, SearchTerms
from kejiting.search.whoosh.arrays import Array
from kejiting.search.whoosh.matches import Matches
from kejiting.search.whoosh.matching import find, find_among
from kejiting.search.whoosh.property_columns import named
from kejiting.search.whoosh.ranking import Ranking
from kejiting.search.whoosh.snapshot import Snapshot

Facets = dict[str, tuple[FacetCount, ...]]
NO_FACETS: Facets = {facet.name: () for facet in FACETS}


def count_facets(
    snapshot: Snapshot, words: SearchTerms, filters: Filters, found: Sequence[Matches], ranking: Ranking
) -> Facets:
    """Of what was `found`; but a facet that is filtered is counted as if it were not, so that more of its values can be
    chosen. No document is found twice."""
    columns = snapshot.columns
    letters = _letters(snapshot, found)
    relaxed = _relaxed(snapshot, words, filters)
    facets = {}
    for facet in FACETS:
        chosen = filters.values(facet.name)
        if facet is PART:
            parted = list(find(snapshot, words, filters.without(PART.name), ranking)) if chosen else found
            counts: Mapping[str, int] = _letters_a_part(snapshot, parted)
        else:
            column = columns.properties[facet.name]
            counts = _most(facet, column.names, column.count(relaxed.get(facet.name, letters)), chosen)
        facets[facet.name] = in_order(facet, counts, chosen)
    return facets


def _letters(snapshot: Snapshot, found: Sequence[Matches]) -> Array:
    documents = np.concatenate([np.empty(0, np.intp), *(one.documents for one in found)]).astype(np.intp)
    return documents[snapshot.columns.is_letter.take(documents)]


def _relaxed(snapshot: Snapshot, words: SearchTerms, filters: Filters) -> dict[str, Array]:
    """By the facets that are filtered, the letters that all filters but their own leave: one more look for all of them."""
    columns = snapshot.columns
    asked = {facet.name: filters.values(facet.name) for facet in FACETS if facet is not PART}
    masks = {name: columns.holding(name, some) for name, some in asked.items() if some}
    if not masks:
        return {}
    wide = find_among(snapshot, words, filters.without(*masks), columns.is_letter)
    others = {own: [mask for name, mask in masks.items() if name != own] for own in masks}
    return {own: wide[reduce(and_, some).take(wide)] if some else wide for own, some in others.items()}


def _most(facet: Property, names: Sequence[str], counts: Array, chosen: Collection[str]) -> Mapping[str, int]:
    """Those that `in_order` shows: of thousands of people not all have to be sorted."""
    if len(counts) <= MOST_VALUES or facet.newest_first:
        return named(names, counts)
    least = np.partition(counts, -MOST_VALUES)[-MOST_VALUES]
    above, equal = np.flatnonzero(counts > least), np.flatnonzero(counts == least)
    most = [*above.tolist(), *equal[: MOST_VALUES - len(above)].tolist()]
    codes = {*most, *(names.index(value) for value in chosen if value in names)}
    return {names[code]: int(counts[code]) for code in codes if counts[code]}


def _letters_a_part(snapshot: Snapshot, found: Sequence[Matches]) -> Mapping[str, int]:
    if not found:
        return {}
    documents = len(snapshot.columns)
    # A place for each part and document.
    seen = np.zeros(len(snapshot.part_names) * documents, bool)
    for one in found:
        seen[snapshot.parts.take(one.rows) * np.intp(documents) + one.owners] = True
    counts = [np.count_nonzero(part & snapshot.columns.is_letter) for part in seen.reshape(-1, documents)]
    return named(snapshot.part_names, np.array(counts))
