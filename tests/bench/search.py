"""Search beside its peers: how fast each kind of question is answered, how much is found, how well it is ordered."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

import jieba

from kejiting.search import Document, SearchIndex, SearchQuery, mark, parse_terms, snippet_html
from kejiting.text.fold import fold
from kejiting.text.scan import holds
from kejiting.text.words import cut
from tests.bench import new_process
from tests.bench.asking import questions
from tests.bench.corpus import documents
from tests.bench.peers import PEERS, Peer, rows_of
from tests.bench.rows import Row
from tests.bench.speed import WARM_ROUNDS, cold_and_warm, milliseconds, percentile
from tests.quality.judged import mean, scores, seed_documents

LETTERS = 1000
_SAMPLE = 300
_SAVES = 20
_BATCH = 500


def rows(letters: int = LETTERS) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="kejiting-bench-") as name:
        folder = Path(name)
        index = SearchIndex(folder / "index")
        made = Timed(documents(letters))
        building = _cpu_seconds(lambda: index.rebuild(made)) - made.seconds
        peers = {peer: make(folder) for peer, make in PEERS.items()}
        feeding = _feed(peers, letters)
        known = list(islice(documents(letters), _SAMPLE))
        for peer, seconds in feeding.items():
            yield Row(
                f"index {letters:,} letters, words and all",
                "letters/CPU s",
                letters / building,
                f"{peer}, ready words",
                letters / seconds,
            )
        yield from _on_disk(folder, letters)
        yield from _cutting(known)
        asked = list(questions(known))
        yield from _speed(index, peers, asked)
        yield from _found(index, letters, [query for _, queries in asked for query in queries])
        yield from _saves(index, known)
        yield from _whole_calls(index, peers["SQLite FTS5"], asked, known)
        yield from _snippets(known)
        yield _first_answer(
            folder / "index", [word for _, queries in asked for one in queries for word in one.words.terms]
        )
    yield from _quality()


def _on_disk(folder: Path, letters: int) -> Iterator[Row]:
    """What each keeps to find letters again; none keeps their text."""
    ours, *theirs = (
        sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file()) / letters / 2**10
        for pattern in ("index/**/*", "fts5.sqlite3*", "tantivy/**/*")
    )
    for peer, kilobytes in zip(PEERS, theirs, strict=True):
        yield Row("on disk", "KB a letter", ours, peer, kilobytes)


def _feed(peers: dict[str, Peer], letters: int) -> dict[str, float]:
    """CPU seconds of each; breaking the text into words is not among them."""
    seconds = dict.fromkeys(peers, 0.0)
    fed = documents(letters)
    while batch := [row for document in islice(fed, _BATCH) for row in rows_of(document)]:
        for name, peer in peers.items():
            seconds[name] += _cpu_seconds(partial(peer.add, batch))
    return seconds


def _speed(index: SearchIndex, peers: dict[str, Peer], asked: Sequence[tuple[str, list[SearchQuery]]]) -> Iterator[Row]:
    for kind, queries in asked:
        engines: dict[str, Callable[[SearchQuery], object]] = {"ours": index.search}
        engines |= {name: peer.answer for name, peer in peers.items()}
        cold, warm = cold_and_warm(engines, queries)
        for name in peers:
            for state, taken in (("cold", cold), ("warm", warm)):
                for label, share in (("p50", 0.5), ("p95", 0.95)):
                    ours, theirs = percentile(taken["ours"], share), percentile(taken[name], share)
                    yield Row(f"{kind}, {state} {label}", "ms", ours, name, theirs)


def _found(index: SearchIndex, letters: int, queries: Sequence[SearchQuery]) -> Iterator[Row]:
    """Every literal question of one term without filters, against looking through all passages."""
    terms = [q.words.terms[0] for q in queries if len(q.words.terms) == 1 and not q.filters.wanted][::4]
    right = wanted = given = 0
    scanning = asking = 0.0
    there: dict[str, set[int]] = {term: set() for term in terms}
    for document in documents(letters):
        texts = [(entry.passage, fold(entry.text), fold(entry.heading or "")) for entry in document.entries]
        began = time.perf_counter()
        for term in terms:
            there[term].update(passage for passage, *both in texts if any(holds(text, term) for text in both))
        scanning += time.perf_counter() - began
    for term in terms:
        query = SearchQuery(parse_terms(term), size=10 * letters)
        began = time.perf_counter()
        result = index.search(query)
        asking += time.perf_counter() - began
        here = {hit.passage for one in result.documents for hit in one.hits if hit.match == "literal"}
        right, wanted, given = right + len(here & there[term]), wanted + len(there[term]), given + len(here)
    each = 1000 / len(terms)
    yield Row(f"all passages of a term ({len(terms)} terms)", "ms", asking * each, "plain scanning", scanning * each)
    yield Row("recall", "of 1", right / max(wanted, 1), "plain scanning", 1.0)
    yield Row("precision", "of 1", right / max(given, 1), "plain scanning", 1.0)


def _saves(index: SearchIndex, known: Sequence[Document]) -> Iterator[Row]:
    """One letter saved and found again; the peer is the search alone."""
    query = SearchQuery(parse_terms("技术"))
    taken = []
    for document in known[:_SAVES]:
        began = time.perf_counter()
        index.update([document])
        index.search(query)
        taken.append((time.perf_counter() - began) * 1000)
    alone = milliseconds(index.search, query)
    for label, share in (("p50", 0.5), ("p95", 0.95), ("worst", 1.0)):
        yield Row(f"a save until it is found, {label}", "ms", percentile(taken, share), "the search alone", alone)


def _whole_calls(
    index: SearchIndex, peer: Peer, asked: Sequence[tuple[str, list[SearchQuery]]], known: Sequence[Document]
) -> Iterator[Row]:
    """Search, total, five facets and ten snippets; the peer marks nothing. Pages that nobody has asked for yet."""
    texts = [document.entries[0].text for document in known[:10]]
    queries = [replace(query, size=query.size + WARM_ROUNDS + 1) for _, queries in asked for query in queries]

    def whole(query: SearchQuery) -> None:
        index.search(query)
        for text in texts:
            snippet_html(text, mark(text, query.words.terms))

    ours, theirs = ([milliseconds(ask, query) for query in queries] for ask in (whole, peer.answer))
    for label, share in (("p50", 0.5), ("p95", 0.95)):
        yield Row(
            f"whole call with snippets, warm {label}",
            "ms",
            percentile(ours, share),
            "SQLite FTS5, no snippets",
            percentile(theirs, share),
        )


class Timed(Iterator[Document]):
    """Letters, and how many CPU seconds it took to make them, which are not the index's."""

    def __init__(self, made: Iterator[Document]) -> None:
        self._made = made
        self.seconds = 0.0

    def __next__(self) -> Document:
        began = time.process_time()
        try:
            return next(self._made)
        finally:
            self.seconds += time.process_time() - began


def _cutting(known: Sequence[Document]) -> Iterator[Row]:
    """jieba's words, cut by us and by jieba itself, which takes turns."""
    letters = [[fold(text) for text in _texts(document)] for document in known]
    jieba.initialize()
    ours = theirs = 0.0
    for texts in letters:
        ours += _cpu_seconds(partial(_all, cut, texts))
        theirs += _cpu_seconds(partial(_all, jieba.lcut, texts))
    each = 1000 / len(letters)
    yield Row("words of a letter", "CPU ms", ours * each, "jieba's own cut", theirs * each)


def _all(work: Callable[[str], object], texts: Sequence[str]) -> None:
    for text in texts:
        work(text)


def _texts(document: Document) -> Iterator[str]:
    """What the index cuts: each heading once, however many passages stand below it."""
    yield document.title
    yield from dict.fromkeys(entry.heading or "" for entry in document.entries)
    yield from (entry.text for entry in document.entries)


def _snippets(known: Sequence[Document]) -> Iterator[Row]:
    texts = [document.entries[0].text for document in known[:10]]
    terms = ("技术", "的")
    ours = milliseconds(lambda: [snippet_html(text, mark(text, terms)) for text in texts])
    plain = milliseconds(lambda: [text.replace("技术", "<mark>技术</mark>") for text in texts])
    yield Row("ten snippets", "ms", ours, "str.replace", plain)


def _first_answer(folder: Path, words: Sequence[str]) -> Row:
    taken, megabytes = new_process.first_answer(folder, words)
    return Row(f"new process to first answer ({megabytes:.0f} MB after 100 more)", "ms", taken, "the aim", 1500)


def _quality() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="kejiting-bench-") as name:
        index = SearchIndex(Path(name))
        index.rebuild(seed_documents().values())
        reached = scores(index)
    yield Row(f"nDCG@10, {len(reached)} judged questions", "of 1", mean(reached), "the best order", 1.0)
    yield Row("the median question", "of 1", statistics.median(reached.values()), "the best order", 1.0)


def _cpu_seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
