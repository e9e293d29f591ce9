"""What one gets in PostgreSQL from a GIN index of tsvectors and ts_rank, without an engine of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from psycopg import Connection, sql

from kejiting.search import Document, SearchQuery
from kejiting.search.near import LEAST_WORDS, content_words
from kejiting.search.postgres.terms import lots_of
from kejiting.search.postgres.vectors import pieces_of, quoted
from kejiting.search.query import Sort
from kejiting.search.ranking import words_of
from kejiting.text.fold import fold
from kejiting.text.words import cut
from tests.bench.peers import Row, rows_of

_FACETS = ("year", "part", "kind", "agency", "session")


class PlainGin:
    """What one gets by following the manual: a table of passages, an index of their words, a statement a question.

    It answers with what a page shows: the ten best letters with their passages, how many letters and passages there are,
    and five facets that count letters; texts and snippets come from the base, for both. Less is asked of it than of us:
    words, not what literally stands there; no heading or title; no letter whose words stand in different passages; no
    near passages where there is little else; letters of one rank in any order; and nobody looks whether it is whole.
    """

    _TABLE = """
    CREATE TABLE plain (
        id bigint PRIMARY KEY, letter text, year integer, part text, kind text, agency text, session text,
        words tsvector
    )
    """
    _FOUND = "FROM plain WHERE words @@ %(asked)s::tsquery AND (%(year)s::integer IS NULL OR year = %(year)s)"
    _RANK: Mapping[str, str] = {"relevance": "max(ts_rank(words, %(asked)s::tsquery))", "date": "max(year)"}

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def fill(self, documents: Iterable[Document]) -> None:
        self._connection.execute(self._TABLE)
        self._write(documents)
        self._connection.execute("CREATE INDEX ON plain USING gin (words)")
        self._connection.execute("ANALYZE plain")

    def save(self, document: Document) -> None:
        with self._connection.transaction():
            self._connection.execute(
                "DELETE FROM plain WHERE id = ANY(%s)", [[entry.passage for entry in document.entries]]
            )
            self._write([document])

    def answer(self, query: SearchQuery) -> int:
        """How many letters it found."""
        values = {
            "asked": _tsquery(query),
            "year": query.filters.year,
            "first": (query.page - 1) * query.size,
        }
        ask = self._connection.execute
        letters = f"SELECT letter, array_agg(id) {self._FOUND} GROUP BY letter ORDER BY {self._RANK[query.sort]} DESC"
        ask(f"{letters} LIMIT 10 OFFSET %(first)s", values).fetchall()
        ((count, _),) = ask(f"SELECT count(DISTINCT letter), count(*) {self._FOUND}", values).fetchall()
        for facet in _FACETS:
            ask(f"SELECT {facet}, count(DISTINCT letter) {self._FOUND} GROUP BY {facet}", values).fetchall()
        return int(count)

    def _write(self, documents: Iterable[Document]) -> None:
        with self._connection.cursor() as cursor, cursor.copy("COPY plain FROM STDIN") as copy:
            for document in documents:
                for row in rows_of(document):
                    copy.write_row((*_facts(row), _tsvector(row.words.split(" "))))


class SameHits:
    """The letters that we find, and near passages where the page has room, by GIN indexes and ts_rank.

    Pairs of characters tell where a term may stand, and the text is read there. Words of the passage, of its heading and
    of the title rank by their weights. It is one statement, so that what was found is found once. Still less is asked
    than of us: of a letter whose words stand in different passages all of these are shown, not the best ones; letters of
    one rank stand in any order; nothing is excluded; and nobody looks whether it is whole.
    """

    _TABLE = """
    CREATE TABLE same (
        id bigint PRIMARY KEY, letter text, year integer, part text, kind text, agency text, session text,
        folded text, pieces tsvector, words tsvector
    )
    """

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def fill(self, documents: Iterable[Document]) -> None:
        self._connection.execute(self._TABLE)
        with self._connection.cursor() as cursor, cursor.copy("COPY same FROM STDIN") as copy:
            for document in documents:
                for entry, row in zip(document.entries, rows_of(document), strict=True):
                    texts = fold(entry.text), fold(entry.heading or "")
                    copy.write_row((*_facts(row), "\n".join(texts), pieces_of(texts), _weighted(row)))
        for column in ("pieces", "words"):
            self._connection.execute(f"CREATE INDEX ON same USING gin ({column})")
        self._connection.execute("ANALYZE same")

    def answer(self, query: SearchQuery) -> int:
        """How many letters it found."""
        lots = lots_of(query.words)
        values: dict[str, object] = {
            "words": " | ".join(map(quoted, words_of(query.words.terms))),
            "year": query.filters.year,
            "first": (query.page - 1) * query.size,
        }
        for place, lot in enumerate(lots):
            values |= {f"query{place}": lot.query, f"term{place}": lot.term, f"pattern{place}": lot.pattern}
        statement = _same_hits(query.sort, tuple((lot.group or 0, lot.certain, bool(lot.pattern)) for lot in lots))
        # Of several groups it has to guess well how many there are of each: anew for each question.
        prepare = False if len(query.words.groups) > 1 else None
        found = self._connection.execute(statement, values, prepare=prepare).fetchall()
        (count,) = (amount for what, _, amount, _ in found if what == "count")
        if query.page == 1 and count < query.size and len(content_words(query.words)) >= LEAST_WORDS:
            self._connection.execute(_NEAR.as_bytes(), values).fetchall()
        return int(count)


_YEAR = sql.SQL("(%(year)s::integer IS NULL OR year = %(year)s)")
_RANKS: Mapping[Sort, sql.SQL] = {
    "relevance": sql.SQL("ts_rank('{0,0.3,0.5,1}', words, %(words)s::tsquery)"),
    "date": sql.SQL("year"),
}
_NEAR = sql.SQL("""
SELECT letter, array_agg(id) FROM same WHERE words @@ %(words)s::tsquery AND {}
GROUP BY letter ORDER BY max({}) DESC LIMIT 10
""").format(_YEAR, _RANKS["relevance"])
_SAME = """
WITH {groups}, found AS MATERIALIZED (
    SELECT id, letter, year, part, kind, agency, session, {rank} AS rank FROM same
    WHERE id IN ({rows}) AND {year} {letters}
)
(SELECT 'letter', letter, count(*), array_agg(id) FROM found GROUP BY letter
 ORDER BY max(rank) DESC LIMIT 10 OFFSET %(first)s)
UNION ALL SELECT 'count', '', count(DISTINCT letter), NULL FROM found
UNION ALL SELECT 'passages', '', count(*), NULL FROM found {facets}
"""
_FACET = "UNION ALL SELECT {name}, {column}::text, count(DISTINCT letter), NULL FROM found GROUP BY {column}"


@cache
def _same_hits(sort: Sort, lots: Sequence[tuple[int, bool, bool]]) -> bytes:
    """For lots of terms by their group, whether they are certain, and whether they have a pattern.

    Letters of several groups may meet each of them in another passage.
    """
    by_group: dict[int, list[str]] = {}
    for place, (group, certain, has_pattern) in enumerate(lots):
        read = [f"strpos(folded, %(term{place})s) > 0", *([f"folded ~ %(pattern{place})s"] if has_pattern else [])]
        conditions = [f"pieces @@ %(query{place})s::tsquery", *([] if certain else read)]
        by_group.setdefault(group, []).append(f"({' AND '.join(conditions)})")
    names = {group: sql.Identifier(f"group {group}") for group in by_group}
    groups = [
        sql.SQL("{} AS MATERIALIZED (SELECT id, letter FROM same WHERE {})").format(
            names[group], sql.SQL(" OR ".join(one))
        )
        for group, one in by_group.items()
    ]
    rows = [sql.SQL("SELECT id FROM {}").format(name) for name in names.values()]
    parted = [sql.SQL("AND letter IN (SELECT letter FROM {})").format(name) for name in names.values()]
    facets = [sql.SQL(_FACET).format(name=sql.Literal(one), column=sql.Identifier(one)) for one in _FACETS]
    return (
        sql.SQL(_SAME)
        .format(
            rank=_RANKS[sort],
            groups=sql.SQL(", ").join(groups),
            rows=sql.SQL(" UNION ").join(rows),
            year=_YEAR,
            letters=sql.SQL(" ").join(parted if len(parted) > 1 else []),
            facets=sql.SQL(" ").join(facets),
        )
        .as_bytes()
    )


def _facts(row: Row) -> tuple[object, ...]:
    return row.passage, row.letter, row.year, row.part, row.kind, row.agency, row.session


def _tsvector(words: Iterable[str], weight: str = "") -> str:
    return " ".join(f"{quoted(word)}:{place}{weight}" for place, word in enumerate(words, start=1) if word)


def _weighted(row: Row) -> str:
    return " ".join(
        _tsvector(text.split(" "), weight)
        for text, weight in zip((row.words, row.heading, row.title), "ABC", strict=True)
    )


def _tsquery(query: SearchQuery) -> str:
    """A term is a phrase of its words, a sentence any of them."""
    groups = query.words.groups
    if len(groups) == 1 and len(groups[0]) == 1 and len(words := cut(groups[0][0])) > 5:
        return " | ".join(map(quoted, words))
    alternatives = ([f"({' <-> '.join(map(quoted, cut(term)))})" for term in group] for group in groups)
    return " & ".join(f"({' | '.join(its_terms)})" for its_terms in alternatives)
