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

_MATCHES: tuple[Match, ...] = ("literal", "letter", "near")


def answer(cursor: Cursor[Any], query: SearchQuery) -> SearchResult:
    """Near passages follow on the last page, as far as it has room, uncounted. Raises IndexUnavailable."""
    lots = lots_of(query.words)
    asked = {**asked_lots(lots), **asked_filters(query.filters), **_page(query), **asked_near(query.words)}
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    shown: list[tuple[int, DocumentHits]] = []
    state: tuple[str, bool] | None = None
    for what, which, amount, passages in call(cursor, _function(query, lots), asked):
        if what in _MATCHES:
            hits = DocumentHits(which, tuple(Hit(passage, what) for passage in passages))
            # Near ones have no place: they come last, in their order.
            shown.append((amount or query.size + 1, hits))
        elif what == "state":
            state = which, amount == 1
        else:
            counts[what][which] = amount or 0
    check(state)
    documents = tuple(hits for _, hits in sorted(shown, key=lambda one: one[0]))
    facets = {name: in_order(name, counts[name]) for name in FACETS}
    return SearchResult(counts["count"][""], counts["passages"][""], documents, facets)


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
