"""The door that every search engine has; `kejiting.search.index` and `kejiting.search.postgres` stand behind it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from kejiting.search.entries import Document
from kejiting.search.hits import SearchResult
from kejiting.search.query import SearchQuery
from kejiting.search.status import IndexStatus


class SearchEngine(Protocol):
    """Any number of threads and processes may ask and write; the same questions get the same answers from each engine."""

    def exists(self) -> bool:
        """Is there anything at all? It may still be damaged or of another version."""

    def is_current(self) -> bool:
        """Can it be searched as it is?"""

    def search(self, query: SearchQuery) -> SearchResult:
        """One page of an answer. Raises IndexUnavailable."""

    def update(self, documents: Iterable[Document] = (), removed: Iterable[str] = ()) -> None:
        """Replace all entries of the documents and drop the removed keys, all or nothing.

        Raises IndexUnavailable or IndexLocked.
        """

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Build anew beside what is in force, then swap; meanwhile searches and updates go on. Raises IndexLocked."""

    def turn(self, wait: float) -> AbstractContextManager[None]:
        """Held by the one who reads the base and tells the index. Raises IndexLocked after `wait` seconds in vain."""

    def status(self) -> IndexStatus:
        """What it holds, without reading it through."""
