"""Answer a question from an index: find, sort, count, and cut out one page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kejiting.search.hits import SearchResult
from kejiting.search.query import SearchQuery, Sort
from kejiting.search.whoosh.facets import NO_FACETS, count_facets
from kejiting.search.whoosh.matching import find, find_among
from kejiting.search.whoosh.near import MOST_DOCUMENTS, find_near
from kejiting.search.whoosh.order import best
from kejiting.search.whoosh.property_columns import NONE
from kejiting.search.whoosh.ranking import Ranking, words_of
from kejiting.search.whoosh.snapshot import Snapshot


def answer(snapshot: Snapshot, query: SearchQuery) -> SearchResult:
    """Near passages follow on the last page, as far as it has room, uncounted."""
    if query.like or query.sharing:
        words = query.sharing or words_of([query.like])
        near = find_near(snapshot, words, query.filters, most=query.size, whole=bool(query.sharing))
        return SearchResult(count=0, passages=0, documents=tuple(near), facets=NO_FACETS)
    asked = bool(query.words.groups)
    cut = words_of(query.words.terms)
    ranking = Ranking(snapshot, cut)
    found = list(find(snapshot, query.words, query.filters, ranking))
    count = sum(map(len, found))
    # Without words nothing is more relevant than anything else.
    sort: Sort = "date" if query.sort == "relevance" and not asked else query.sort
    shown = [one.hits(place) for one, place in best(found, sort, ranking, (query.page - 1) * query.size, query.size)]
    last_page = max(1, -(-count // query.size))
    if asked and query.page == last_page and len(shown) < query.size:
        most = min(query.size - len(shown), MOST_DOCUMENTS)
        shown += find_near(snapshot, cut, query.filters, most, but=found, excluded=query.words.excluded)
    return SearchResult(
        count=count,
        passages=sum(int(one.own.sum()) for one in found),
        documents=tuple(shown),
        facets=count_facets(snapshot, query.words, query.filters, found, ranking),
    )


def answers_among(
    snapshot: Snapshot, queries: Sequence[SearchQuery], keys: Sequence[str], most: int
) -> list[list[str]]:
    """For each question the first `most` of `keys` whose documents answer it; no others are looked at."""
    places = snapshot.columns.places_among(keys)
    among = places != NONE
    found = (places[find_among(snapshot, query.words, query.filters, among)] for query in queries)
    return [[keys[place] for place in np.unique(some)[:most].tolist()] for some in found]
