"""Answer a question from the segments of an index: find, sort, count, and cut out one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from kejiting.search.found import Found, in_order
from kejiting.search.hits import FacetCount, SearchResult
from kejiting.search.matching import find_in
from kejiting.search.near import find_near
from kejiting.search.query import SearchQuery, Sort
from kejiting.search.segments import Segment

_FACETS: dict[str, Callable[[Found], Iterable[str | int | None]]] = {
    "year": lambda found: [found.card.year],
    "part": lambda found: found.parts,
    "kind": lambda found: [found.card.kind],
    "agency": lambda found: [found.card.agency],
    "session": lambda found: [found.card.session],
}


def answer(segments: Sequence[Segment], query: SearchQuery) -> SearchResult:
    """Near passages follow on the last page, as far as it has room, uncounted."""
    asked = bool(query.words.groups)
    found = [one for segment in segments for one in find_in(segment, query.words, query.filters)]
    # Without words nothing is more relevant than anything else.
    sort: Sort = "date" if query.sort == "relevance" and not asked else query.sort
    first = (query.page - 1) * query.size
    shown = in_order(found, sort)[first : first + query.size]
    last_page = max(1, -(-len(found) // query.size))
    if asked and query.page == last_page:
        near = find_near(segments, query.words, query.filters, but={one.card.key for one in found})
        shown += near[: query.size - len(shown)]
    return SearchResult(
        count=len(found),
        passages=sum(len(one.rows) for one in found),
        documents=tuple(one.hits() for one in shown),
        facets=_facets(found),
    )


def _facets(found: Iterable[Found]) -> dict[str, tuple[FacetCount, ...]]:
    letters = [one for one in found if one.card.is_letter]
    facets: dict[str, tuple[FacetCount, ...]] = {}
    for name, values_of in _FACETS.items():
        counts = Counter(str(value) for one in letters for value in values_of(one) if value is not None)
        by_count = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        # Years are looked for by their order, everything else by its weight.
        pairs = sorted(counts.items(), reverse=True) if name == "year" else by_count
        facets[name] = tuple(FacetCount(value, count) for value, count in pairs)
    return facets
