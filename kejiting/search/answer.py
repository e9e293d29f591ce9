"""Answer a question from the segments of an index: find, sort, count, and cut out one page."""

from __future__ import annotations

from collections.abc import Sequence

from kejiting.search.facets import count_facets
from kejiting.search.hits import SearchResult
from kejiting.search.matching import find_in
from kejiting.search.near import find_near
from kejiting.search.order import best
from kejiting.search.query import SearchQuery, Sort
from kejiting.search.ranking import Ranking, words_of
from kejiting.search.segments import Segment


def answer(segments: Sequence[Segment], query: SearchQuery) -> SearchResult:
    """Near passages follow on the last page, as far as it has room, uncounted."""
    asked = bool(query.words.groups)
    ranking = Ranking(segments, words_of(query.words.terms))
    found = [one for segment in segments for one in find_in(segment, query.words, query.filters, ranking)]
    count = sum(map(len, found))
    # Without words nothing is more relevant than anything else.
    sort: Sort = "date" if query.sort == "relevance" and not asked else query.sort
    shown = [one.hits(place) for one, place in best(found, sort, (query.page - 1) * query.size, query.size)]
    last_page = max(1, -(-count // query.size))
    if asked and query.page == last_page and len(shown) < query.size:
        shown += find_near(segments, query.words, query.filters, but=found, most=query.size - len(shown))
    return SearchResult(
        count=count,
        passages=sum(len(one.rows) for one in found),
        documents=tuple(shown),
        facets=count_facets(found),
    )
