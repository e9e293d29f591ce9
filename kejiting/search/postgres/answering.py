"""Answer a question from the tables: find, sort, count, and cut out one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from psycopg import Cursor, sql

from kejiting.search.facets import FACETS, in_order
from kejiting.search.hits import DocumentHits, Hit, Match, SearchResult
from kejiting.search.postgres.knowledge import ask, known
from kejiting.search.postgres.near import near_passages
from kejiting.search.postgres.scoring import AskedWord
from kejiting.search.postgres.statements import ORDERS, hits, select
from kejiting.search.postgres.tables import table
from kejiting.search.query import SearchQuery, Sort
from kejiting.search.ranking import words_of

# All that a page needs in one answer: what it is, of what, how many or in which place, and passages or documents.
_ANSWER = """
, by_part AS (
    SELECT document, part, bool_and(whole) AS whole, max(score) AS score, count(*) AS passages
    FROM hits GROUP BY document, part
), found AS (
    SELECT * FROM (
        SELECT document AS id, bool_and(whole) AS whole, max(score) AS score, sum(passages) AS passages
        FROM by_part GROUP BY document
    ) AS best JOIN {documents} USING (id)
), page AS (
    SELECT row_number() OVER () AS place, id AS document, key, whole
    FROM (SELECT id, key, whole FROM found ORDER BY {order} LIMIT {size} OFFSET {first}) AS ordered
)
SELECT 'count', '', count(*), CASE WHEN count(*) <= {last} THEN array_agg(id)::bigint[] END FROM found
UNION ALL SELECT 'passages', '', sum(passages)::bigint, NULL FROM found
UNION ALL SELECT CASE WHEN page.whole THEN 'literal' ELSE 'letter' END, key, place, array_agg(passage ORDER BY id)
FROM page JOIN hits USING (document)
GROUP BY page.whole, key, place
UNION ALL SELECT 'part', part, count(*), NULL FROM by_part
WHERE document IN (SELECT id FROM found WHERE letter) GROUP BY part
UNION ALL SELECT
    CASE grouping(year, kind, agency, session)
        WHEN 7 THEN 'year' WHEN 11 THEN 'kind' WHEN 13 THEN 'agency' ELSE 'session' END,
    coalesce(year::text, kind, agency, session), count(*), NULL
FROM found WHERE letter GROUP BY GROUPING SETS ((year), (kind), (agency), (session))
HAVING coalesce(year::text, kind, agency, session) IS NOT NULL
"""
_MATCHES: tuple[Match, ...] = ("literal", "letter")


def answer(cursor: Cursor[Any], query: SearchQuery) -> SearchResult:
    """Near passages follow on the last page, as far as it has room, uncounted. Raises IndexUnavailable."""
    words = query.words
    # Without words nothing is more relevant than anything else.
    sort: Sort = "date" if query.sort == "relevance" and not words.groups else query.sort
    asked = known(cursor, words_of(words.terms))
    ranked = asked if sort == "relevance" or len(words.groups) > 1 else []
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    shown: list[tuple[int, DocumentHits]] = []
    found: Sequence[int] | None = None
    for what, name, number, numbers in ask(cursor, select(hits(words, query.filters, ranked), _answer(query, sort))):
        if what in _MATCHES:
            shown.append((number, _hits(name, what, numbers)))
            continue
        counts[what][name] = number or 0
        if what == "count":
            found = numbers if number else []
    documents = [one for _, one in sorted(shown, key=lambda one: one[0])]
    count = counts["count"][""]
    if words.groups and found is not None and query.page == max(1, -(-count // query.size)):
        documents += _near(cursor, query, asked, found, room=query.size - len(documents))
    return SearchResult(
        count, counts["passages"][""], tuple(documents), {name: in_order(name, counts[name]) for name in FACETS}
    )


def _answer(query: SearchQuery, sort: Sort) -> sql.Composable:
    # No letter stands so far back.
    first = min((query.page - 1) * query.size, 1 << 62)
    return sql.SQL(_ANSWER).format(
        order=sql.SQL(ORDERS[sort]),
        documents=table("documents"),
        size=query.size,
        first=first,
        last=first + query.size,
    )


def _near(
    cursor: Cursor[Any], query: SearchQuery, asked: Sequence[AskedWord], but: Sequence[int], room: int
) -> list[DocumentHits]:
    statement = near_passages(query, asked, but, room)
    return [_hits(key, "near", passages) for key, passages in ask(cursor, statement)] if statement else []


def _hits(key: str, match: Match, passages: Sequence[int]) -> DocumentHits:
    return DocumentHits(key, tuple(Hit(passage, match) for passage in passages))
