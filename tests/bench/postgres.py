"""Search in PostgreSQL beside a plain GIN index with ts_rank in the same server, fed the same words."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from psycopg import Connection

from kejiting.search import Document, SearchEngine, SearchIndex, SearchQuery, parse_words
from kejiting.search.postgres import PostgresIndex
from kejiting.text.fold import fold
from kejiting.text.scan import holds
from kejiting.text.words import cut
from tests.bench.asking import questions
from tests.bench.corpus import documents
from tests.bench.peers import Row as Passage
from tests.bench.peers import rows_of
from tests.bench.rows import Row
from tests.bench.search import percentile
from tests.quality.judged import judged_questions, ndcg, seed_documents
from tests.search.servers import postgres_server

_SAMPLE = 300
_WARM_ROUNDS = 3
_SAVES = 20
_PEER = "plain GIN, ts_rank"
_SHARES = (("p50", 0.5), ("p95", 0.95), ("worst", 1.0))


def rows(letters: int) -> Iterator[Row]:
    with postgres_server() as connect:
        connection = connect()
        index, plain = PostgresIndex(lambda: connection), PlainGin(connection)
        building = _seconds(lambda: index.rebuild(documents(letters)))
        feeding = _seconds(lambda: plain.fill(passage for one in documents(letters) for passage in rows_of(one)))
        yield Row(f"index {letters:,} letters", "letters/s", letters / building, _PEER, letters / feeding)
        known = list(islice(documents(letters), _SAMPLE))
        asked = list(questions(known))
        for kind, queries in asked:
            yield from _speed(kind, queries, {"ours": index.search, "peer": plain.answer})
        yield from _found(index, letters, [query for _, queries in asked for query in queries])
        yield from _saves(index, plain, known)
        yield _quality(index)


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
    _FACETS = ("year", "part", "kind", "agency", "session")

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def fill(self, passages: Iterable[Passage]) -> None:
        self._connection.execute(self._TABLE)
        self._write(passages)
        self._connection.execute("CREATE INDEX ON plain USING gin (words)")
        self._connection.execute("ANALYZE plain")

    def save(self, passages: Sequence[Passage]) -> None:
        with self._connection.transaction():
            self._connection.execute("DELETE FROM plain WHERE id = ANY(%s)", [[one.passage for one in passages]])
            self._write(passages)

    def answer(self, query: SearchQuery) -> None:
        values = {
            "asked": _tsquery(query),
            "year": query.filters.year,
            "first": (query.page - 1) * query.size,
        }
        ask = self._connection.execute
        letters = f"SELECT letter, array_agg(id) {self._FOUND} GROUP BY letter ORDER BY {self._RANK[query.sort]} DESC"
        ask(f"{letters} LIMIT 10 OFFSET %(first)s", values).fetchall()
        ask(f"SELECT count(DISTINCT letter), count(*) {self._FOUND}", values).fetchall()
        for facet in self._FACETS:
            ask(f"SELECT {facet}, count(DISTINCT letter) {self._FOUND} GROUP BY {facet}", values).fetchall()

    def _write(self, passages: Iterable[Passage]) -> None:
        with self._connection.cursor() as cursor, cursor.copy("COPY plain FROM STDIN") as copy:
            for one in passages:
                facts = (one.passage, one.letter, one.year, one.part, one.kind, one.agency, one.session)
                copy.write_row((*facts, _tsvector(one.words.split(" "))))


def _tsvector(words: Iterable[str]) -> str:
    return " ".join(f"{_quoted(word)}:{place}" for place, word in enumerate(words, start=1) if word)


def _tsquery(query: SearchQuery) -> str:
    """A term is a phrase of its words, a sentence any of them."""
    groups = query.words.groups
    if len(groups) == 1 and len(groups[0]) == 1 and len(words := cut(groups[0][0])) > 5:
        return " | ".join(map(_quoted, words))
    alternatives = ([f"({' <-> '.join(map(_quoted, cut(term)))})" for term in group] for group in groups)
    return " & ".join(f"({' | '.join(its_terms)})" for its_terms in alternatives)


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _speed(
    kind: str, queries: Sequence[SearchQuery], engines: Mapping[str, Callable[[SearchQuery], object]]
) -> Iterator[Row]:
    """Cold: words this server has not met since it was filled. Warm: once more, the best of some rounds."""
    cold = _in_turn(queries, engines)
    rounds = [_in_turn(queries, engines) for _ in range(_WARM_ROUNDS)]
    warm = {name: list(map(min, *(one[name] for one in rounds))) for name in engines}
    for state, taken in (("cold", cold), ("warm", warm)):
        for label, share in _SHARES[:2]:
            ours, theirs = (percentile(taken[name], share) for name in ("ours", "peer"))
            yield Row(f"PostgreSQL: {kind}, {state} {label}", "ms", ours, _PEER, theirs)


def _in_turn(
    queries: Sequence[SearchQuery], engines: Mapping[str, Callable[[SearchQuery], object]]
) -> dict[str, list[float]]:
    """Milliseconds for each question, each put to all, so that a busy machine slows all."""
    taken = [{name: _milliseconds(ask, query) for name, ask in engines.items()} for query in queries]
    return {name: [one[name] for one in taken] for name in engines}


def _found(index: SearchEngine, letters: int, queries: Sequence[SearchQuery]) -> Iterator[Row]:
    """Every fourth literal question of one term without filters, against looking through all passages."""
    terms = [one.words.terms[0] for one in queries if len(one.words.terms) == 1 and one.filters.year is None][::4]
    there: dict[str, set[int]] = {term: set() for term in terms}
    for document in documents(letters):
        texts = [(entry.passage, fold(entry.text), fold(entry.heading or "")) for entry in document.entries]
        for term in terms:
            there[term].update(passage for passage, *both in texts if any(holds(text, term) for text in both))
    right = wanted = given = 0
    for term in terms:
        result = index.search(SearchQuery(parse_words(f'"{term}"'), size=10 * letters))
        here = {hit.passage for one in result.documents for hit in one.hits if hit.match == "literal"}
        right, wanted, given = right + len(here & there[term]), wanted + len(there[term]), given + len(here)
    yield Row(f"PostgreSQL: recall ({len(terms)} terms)", "of 1", right / max(wanted, 1), "plain scanning", 1.0)
    yield Row("PostgreSQL: precision", "of 1", right / max(given, 1), "plain scanning", 1.0)


def _saves(index: SearchEngine, plain: PlainGin, known: Sequence[Document]) -> Iterator[Row]:
    """One letter saved and found again."""
    query = SearchQuery(parse_words("技术"))

    def ours(document: Document) -> None:
        index.update([document])
        index.search(query)

    def theirs(document: Document) -> None:
        plain.save(list(rows_of(document)))
        plain.answer(query)

    taken = [(_milliseconds(ours, one), _milliseconds(theirs, one)) for one in known[:_SAVES]]
    for label, share in _SHARES:
        ours_taken, theirs_taken = (percentile(column, share) for column in zip(*taken, strict=True))
        yield Row(f"PostgreSQL: a save until it is found, {label}", "ms", ours_taken, _PEER, theirs_taken)


def _quality(index: SearchEngine) -> Row:
    with tempfile.TemporaryDirectory(prefix="kejiting-bench-") as name:
        whoosh = SearchIndex(Path(name))
        reached = []
        for engine in (index, whoosh):
            engine.rebuild(seed_documents().values())
            reached.append(_mean_ndcg(engine))
    return Row("PostgreSQL: nDCG@10, judged questions", "of 1", reached[0], "Whoosh", reached[1])


def _mean_ndcg(engine: SearchEngine) -> float:
    judged = judged_questions()
    shown = ((one, engine.search(SearchQuery(parse_words(one.q)))) for one in judged)
    gains = [
        ndcg([hit.passage for document in result.documents for hit in document.hits], one.grades)
        for one, result in shown
    ]
    return sum(gains) / len(gains)


def _milliseconds(work: Callable[..., object], *values: object) -> float:
    return _seconds(lambda: work(*values)) * 1000


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
