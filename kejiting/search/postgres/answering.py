"""Answer a question from the tables: find, sort, count, and cut out one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from psycopg import Cursor

from kejiting.search.facets import FACETS, in_order
from kejiting.search.hits import DocumentHits, Hit, Match, SearchResult
from kejiting.search.postgres.functions import call
from kejiting.search.postgres.near import asked_near
from kejiting.search.postgres.scoring import asked_words
from kejiting.search.postgres.tables import check
from kejiting.search.postgres.terms import Lot, asked_filters, asked_lots, lots_of
from kejiting.search.query import SearchQuery, Sort
from kejiting.search.ranking import words_of

_MATCHES: tuple[Match, ...] = ("literal", "letter")


def answer(cursor: Cursor[Any], query: SearchQuery) -> SearchResult:
    """Near passages follow on the last page, as far as it has room, uncounted. Raises IndexUnavailable."""
    lots = lots_of(query.words)
    asked = {**asked_lots(lots), **asked_filters(query.filters)}
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    shown: list[tuple[int, DocumentHits]] = []
    state: tuple[str, bool] | None = None
    found: Sequence[int] = ()
    for what, which, amount, ids in call(cursor, _function(query, lots), {**asked, **_page(query)}):
        if what in _MATCHES:
            shown.append((amount, _hits(which, what, ids)))
        elif what == "state":
            state = which, amount == 1
        else:
            counts[what][which] = amount or 0
            found = ids if what == "count" and ids else found
    check(state)
    documents = [one for _, one in sorted(shown, key=lambda one: one[0])]
    count = counts["count"][""]
    if query.words.groups and query.page == max(1, -(-count // query.size)):
        near = asked_near(query, found, room=query.size - len(documents))
        documents += [_hits(key, "near", ids) for _, key, _, ids in call(cursor, "near", asked | near)] if near else []
    return SearchResult(
        count, counts["passages"][""], tuple(documents), {name: in_order(name, counts[name]) for name in FACETS}
    )


def _function(query: SearchQuery, lots: Sequence[Lot]) -> str:
    """The one of `statements.ANSWERS` that does no more than is asked."""
    match [lot for lot in lots if lot.group]:
        case []:
            return "everything"
        case [_]:
            return "one_lot_ranked" if query.sort == "relevance" else "one_lot"
        case _:
            return "several_lots"


def _page(query: SearchQuery) -> dict[str, object]:
    words = query.words
    # Without words nothing is more relevant than anything else.
    sort: Sort = "date" if query.sort == "relevance" and not words.groups else query.sort
    # No letter stands so far back.
    before = min((query.page - 1) * query.size, 1 << 62)
    # Of a letter whose terms stand in different passages the best ones are shown, whatever the letters' order.
    ranked = asked_words(words_of(words.terms)) if sort == "relevance" or len(words.groups) > 1 else {}
    return {"sort": sort, "size": query.size, "before": before, "every": len(words.groups), **ranked}


def _hits(key: str, match: Match, passages: Sequence[int]) -> DocumentHits:
    return DocumentHits(key, tuple(Hit(passage, match) for passage in passages))
