"""Engines that are fed the same words as ours and answer the same questions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import tantivy

from kejiting.search import Document, SearchQuery
from kejiting.text.fold import fold
from kejiting.text.words import cut


@dataclass(frozen=True, slots=True)
class Row:
    """A passage; texts are words joined by spaces."""

    passage: int
    words: str
    heading: str
    title: str
    letter: str
    year: int
    part: str
    kind: str
    agency: str
    session: str


class Peer(Protocol):
    def add(self, rows: Iterable[Row]) -> None: ...

    def answer(self, query: SearchQuery) -> int:
        """How many passages; the ten best and the facets are fetched, too."""
        ...


def rows_of(document: Document) -> Iterator[Row]:
    year = document.written_on.year if document.written_on else 0
    facts = [document.properties[name][0] for name in ("kind", "agency", "session")]
    title = _spaced(document.title)
    headings = {entry.heading: _spaced(entry.heading or "") for entry in document.entries}
    for entry in document.entries:
        yield Row(
            entry.passage, _spaced(entry.text), headings[entry.heading], title, document.key, year, entry.part, *facts
        )


def _spaced(text: str) -> str:
    return " ".join(cut(fold(text)))


_MATCHING = """
SELECT passages.rowid FROM passages JOIN facts ON id = passages.rowid
WHERE passages MATCH :asked AND (:year IS NULL OR year = :year)
"""
_BEST = {
    "relevance": _MATCHING + " ORDER BY bm25(passages, 1.0, 0.5, 0.3) LIMIT 10 OFFSET :first",
    "date": _MATCHING + " ORDER BY year DESC LIMIT 10 OFFSET :first",
}
_FACETS = (
    "SELECT year, count(DISTINCT letter) FROM found JOIN facts USING (id) GROUP BY year",
    "SELECT part, count(DISTINCT letter) FROM found JOIN facts USING (id) GROUP BY part",
    "SELECT kind, count(DISTINCT letter) FROM found JOIN facts USING (id) GROUP BY kind",
    "SELECT agency, count(DISTINCT letter) FROM found JOIN facts USING (id) GROUP BY agency",
    "SELECT session, count(DISTINCT letter) FROM found JOIN facts USING (id) GROUP BY session",
)


class Fts5:
    """SQLite's own index; what is found is kept in a table for the moment, and counted there."""

    def __init__(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "fts5.sqlite3")
        self._base.executescript(
            "CREATE VIRTUAL TABLE passages USING fts5(words, heading, title, content='');"
            "CREATE TABLE facts (id INTEGER PRIMARY KEY, letter INT, year INT, part TEXT, kind TEXT, agency TEXT,"
            " session TEXT);"
            "CREATE TEMP TABLE found (id INTEGER PRIMARY KEY);"
        )

    def add(self, rows: Iterable[Row]) -> None:
        with self._base:
            for row in rows:
                self._base.execute(
                    "INSERT INTO passages (rowid, words, heading, title) VALUES (?, ?, ?, ?)",
                    (row.passage, row.words, row.heading, row.title),
                )
                letter = int(row.letter.partition(":")[2])
                facts = (row.passage, letter, row.year, row.part, row.kind, row.agency, row.session)
                self._base.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)", facts)

    def answer(self, query: SearchQuery) -> int:
        asked = {
            "asked": _asked(query),
            "year": next(iter(query.filters.values("year")), None),
            "first": (query.page - 1) * query.size,
        }
        self._base.execute("DELETE FROM found")
        count = self._base.execute("INSERT INTO found " + _MATCHING, asked).rowcount
        self._base.execute(_BEST[query.sort], asked).fetchall()
        for facet in _FACETS:
            self._base.execute(facet).fetchall()
        return count


class Tantivy:
    """A library in Rust, without facets: what it does not count speaks for it."""

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        for field in ("words", "heading", "title"):
            builder.add_text_field(field, tokenizer_name="whitespace")
        builder.add_integer_field("year", indexed=True, fast=True)
        (folder / "tantivy").mkdir()
        self._index = tantivy.Index(builder.build(), str(folder / "tantivy"))

    def add(self, rows: Iterable[Row]) -> None:
        writer = self._index.writer()
        for row in rows:
            writer.add_document(tantivy.Document(words=row.words, heading=row.heading, title=row.title, year=row.year))
        writer.commit()
        writer.wait_merging_threads()
        # or segments that were joined would count as if they were still read
        self._index.writer().garbage_collect_files()
        self._index.reload()

    def answer(self, query: SearchQuery) -> int:
        asked = _asked(query) + (
            f" AND year:{year}" if (year := next(iter(query.filters.values("year")), None)) else ""
        )
        parsed = self._index.parse_query(asked, ["words", "heading", "title"])
        order = {"order_by_field": "year"} if query.sort == "date" else {}
        found = self._index.searcher().search(parsed, 10, count=True, offset=(query.page - 1) * query.size, **order)
        return int(found.count)


def _asked(query: SearchQuery) -> str:
    """`("技术" OR "成果") AND ("转化")`: a term is a phrase of its words."""
    groups = (" OR ".join(f'"{_spaced(term)}"' for term in group) for group in query.words.groups)
    return " AND ".join(f"({group})" for group in groups)


# What to ask beside us.
PEERS: Mapping[str, Callable[[Path], Peer]] = {"SQLite FTS5": Fts5, "tantivy": Tantivy}
