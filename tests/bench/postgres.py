"""Search in PostgreSQL beside GIN indexes with ts_rank in the same server: a plain one, and one that finds what we find."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from kejiting.search import Document, SearchEngine, SearchIndex, SearchQuery, parse_words
from kejiting.search.postgres import PostgresIndex
from kejiting.text.fold import fold
from kejiting.text.scan import holds
from tests.bench.asking import questions
from tests.bench.corpus import documents
from tests.bench.plain_gin import PlainGin, SameHits
from tests.bench.rows import Row
from tests.bench.search import percentile
from tests.quality.judged import judged_questions, ndcg, seed_documents
from tests.search.servers import postgres_server

_SAMPLE = 300
_WARM_ROUNDS = 3
_SAVES = 20
_OURS, _PEER, _SAME = "ours", "plain GIN, ts_rank", "GIN, ts_rank, the same letters"
_SHARES = (("p50", 0.5), ("p95", 0.95), ("worst", 1.0))


def rows(letters: int) -> Iterator[Row]:
    with postgres_server() as connect:
        connection = connect()
        index, plain, same = PostgresIndex(lambda: connection), PlainGin(connection), SameHits(connection)
        building = _seconds(lambda: index.rebuild(documents(letters)))
        for name, peer in ((_PEER, plain), (_SAME, same)):
            feeding = _seconds(partial(peer.fill, documents(letters)))
            yield Row(f"index {letters:,} letters", "letters/s", letters / building, name, letters / feeding)
        known = list(islice(documents(letters), _SAMPLE))
        asked = list(questions(known))
        for kind, queries in asked:
            yield from _speed(
                kind,
                queries,
                {_OURS: lambda query: index.search(query).count, _PEER: plain.answer, _SAME: same.answer},
            )
        yield from _found(index, letters, [query for _, queries in asked for query in queries])
        yield from _saves(index, plain, known)
        yield _quality(index)


def _speed(
    kind: str, queries: Sequence[SearchQuery], engines: Mapping[str, Callable[[SearchQuery], int]]
) -> Iterator[Row]:
    """Cold: words this server has not met since it was filled. Warm: once more, the best of some rounds.

    Beside it, how many letters each finds.
    """
    cold = _in_turn(queries, engines)
    rounds = [_in_turn(queries, engines) for _ in range(_WARM_ROUNDS)]
    warm = {name: list(map(min, *(one[name] for one in rounds))) for name in engines}
    found = {name: sum(map(answer, queries)) for name, answer in engines.items()}
    for name in (_PEER, _SAME):
        for state, taken in (("cold", cold), ("warm", warm)):
            for label, share in _SHARES[:2]:
                ours, theirs = (percentile(taken[one], share) for one in (_OURS, name))
                yield Row(f"PostgreSQL: {kind}, {state} {label}", "ms", ours, name, theirs)
        yield Row(f"PostgreSQL: {kind}", "letters found", found[_OURS], name, found[name])


def _in_turn(
    queries: Sequence[SearchQuery], engines: Mapping[str, Callable[[SearchQuery], int]]
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
        plain.save(document)
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
