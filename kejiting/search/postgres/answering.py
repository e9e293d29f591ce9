"""Answer a question from the tables: find, sort, count, and cut out one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from psycopg import Cursor, sql

from kejiting.search.hits import DocumentHits, FacetCount, Hit, Match, SearchResult
from kejiting.search.near import LEAST_WORDS, content_words
from kejiting.search.postgres.near import near_passages
from kejiting.search.postgres.scoring import asked_words
from kejiting.search.postgres.statements import DOCUMENTS, ORDERS, matching, select
from kejiting.search.postgres.terms import ENTRIES
from kejiting.search.query import SearchQuery, Sort
from kejiting.search.ranking import words_of

_FACETS = ("year", "part", "kind", "agency", "session")
# No compiling of queries that take milliseconds; room for the rows of a common word.
_SETTINGS = "SELECT set_config('jit', 'off', true), set_config('work_mem', '64MB', true)"
# All that a page needs in one answer: what it is, of what, how many or in which place, and passages.
_ANSWER = """
, page AS MATERIALIZED (
    SELECT document.id AS document, key, match, row_number() OVER (ORDER BY {order}) AS place
    FROM found JOIN {documents} AS document ON document.id = found.document ORDER BY place LIMIT {size} OFFSET {first}
), letters AS MATERIALIZED (
    SELECT document.id, year, kind, agency, session
    FROM found JOIN {documents} AS document ON document.id = found.document WHERE letter
)
SELECT 'count', '', count(*), NULL::bigint[] FROM found
UNION ALL SELECT 'passages', '', sum(passages)::bigint, NULL FROM found
UNION ALL SELECT match, key, place, array_agg(passage ORDER BY id)
FROM page JOIN hits USING (document, match) JOIN (SELECT id, passage FROM {entries}) AS entry USING (id)
GROUP BY match, key, place
UNION ALL SELECT 'part', part, count(*), NULL FROM (
    SELECT DISTINCT document, part FROM hits WHERE document IN (SELECT id FROM letters)
) AS parts GROUP BY part
UNION ALL SELECT
    CASE grouping(year, kind, agency, session)
        WHEN 7 THEN 'year' WHEN 11 THEN 'kind' WHEN 13 THEN 'agency' ELSE 'session' END,
    coalesce(year::text, kind, agency, session), count(*), NULL
FROM letters GROUP BY GROUPING SETS ((year), (kind), (agency), (session))
"""


def answer(cursor: Cursor[Any], query: SearchQuery) -> SearchResult:
    """Near passages follow on the last page, as far as it has room, uncounted."""
    words = query.words
    # Without words nothing is more relevant than anything else.
    sort: Sort = "date" if query.sort == "relevance" and not words.groups else query.sort
    cursor.execute(_SETTINGS)
    tables = matching(words, query.filters, sort)
    if "scores" in tables:
        tables = {"asked": asked_words(cursor, words_of(words.terms))} | tables
    first = (query.page - 1) * query.size
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    shown: list[tuple[int, DocumentHits]] = []
    for what, name, number, passages in cursor.execute(select(tables, _answer(sort, query.size, first))):
        if passages is None:
            counts[what][name] = number or 0
        else:
            shown.append((number, _hits(name, what, passages)))
    documents = [hits for _, hits in sorted(shown, key=lambda one: one[0])]
    count = counts["count"][""]
    if words.groups and query.page == max(1, -(-count // query.size)):
        documents += _near(cursor, query, room=query.size - len(documents))
    return SearchResult(
        count, counts["passages"][""], tuple(documents), {name: _facet(name, counts[name]) for name in _FACETS}
    )


def _answer(sort: Sort, size: int, first: int) -> sql.Composable:
    # No letter stands so far back.
    first = min(first, 1 << 62)
    return sql.SQL(_ANSWER).format(
        order=sql.SQL(ORDERS[sort]), documents=DOCUMENTS, entries=ENTRIES, size=size, first=first
    )


def _near(cursor: Cursor[Any], query: SearchQuery, room: int) -> list[DocumentHits]:
    asked = content_words(query.words)
    if len(asked) < LEAST_WORDS or not room:
        return []
    found = {"asked": asked_words(cursor, asked)} | matching(query.words, query.filters, "date")
    tables, shown = near_passages(found, asked, query.filters, room)
    return [_hits(key, match, passages) for key, match, passages in cursor.execute(select(tables, shown))]


def _hits(key: str, match: Match, passages: Sequence[int]) -> DocumentHits:
    return DocumentHits(key, tuple(Hit(passage, match) for passage in passages))


def _facet(name: str, counts: dict[str, int]) -> tuple[FacetCount, ...]:
    """Years are looked for by their order, everything else by its weight."""
    known = [(value, count) for value, count in counts.items() if value is not None]
    by_count = sorted(known, key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        FacetCount(value, count) for value, count in (sorted(known, reverse=True) if name == "year" else by_count)
    )
