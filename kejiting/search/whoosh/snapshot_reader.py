"""Keep the index open for searching, and open it anew when anything on disk has changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from whoosh.index import IndexError as WhooshIndexError

from kejiting.search.errors import IndexLocked, IndexUnavailable
from kejiting.search.hits import SearchResult
from kejiting.search.query import SearchQuery
from kejiting.search.whoosh.answer import answer, answers_among
from kejiting.search.whoosh.contents import read_contents
from kejiting.search.whoosh.files import (
    CURRENT,
    WRITE_LOCK,
    ChecksumCache,
    FileStat,
    IndexState,
    current_stat,
    file_stat,
    lock,
    read_state,
)
from kejiting.search.whoosh.respelling import respelled
from kejiting.search.whoosh.schema import VERSION
from kejiting.search.whoosh.segments import Segment
from kejiting.search.whoosh.snapshot import Snapshot

_PAUSE_SECONDS = 0.01
# How long a reader looks for a moment in which no writer is at work between its files and CURRENT
_PATIENCE_SECONDS = 2.0
_MOST_ANSWERS = 200
_LARGEST_PAGE = 50


@dataclass(frozen=True, slots=True)
class OpenSnapshot:
    """What was in force when these files were seen."""

    seen: dict[Path, FileStat]
    snapshot: Snapshot
    position: str
    answers: dict[SearchQuery, SearchResult] = field(default_factory=dict)

    def respelled(self, term: str) -> list[str]:
        return respelled(self.snapshot, term)

    def answers_among(self, queries: Sequence[SearchQuery], keys: Sequence[str], most: int) -> list[list[str]]:
        return answers_among(self.snapshot, queries, keys, most)

    def answer(self, query: SearchQuery) -> SearchResult:
        """The same question comes again: from the next clerk, and from who goes back a page."""
        found = self.answers.get(query)
        if found is None:
            found = answer(self.snapshot, query)
            if len(self.answers) >= _MOST_ANSWERS:
                self.answers.clear()
            if query.size <= _LARGEST_PAGE:
                self.answers[query] = found
        return found


def checked_state(root: Path, checksums: ChecksumCache) -> IndexState:
    """What is in force, of our version and with every file as it was written; else IndexUnavailable."""
    state = read_state(root)
    if state.version != VERSION:
        raise IndexUnavailable(f"the index was made by {state.version}, this is {VERSION}")
    checksums.check(root, state)
    return state


class SnapshotReader:
    """Has one open snapshot for all threads."""

    def __init__(self, root: Path, checksums: ChecksumCache) -> None:
        self._root = root
        self._checksums = checksums
        self._snapshot: OpenSnapshot | None = None
        self._opening = threading.Lock()
        self._segments: dict[str, Segment] = {}

    def fresh(self) -> OpenSnapshot:
        opened = self._snapshot
        if opened is not None and _unchanged(opened):
            return opened
        with self._opening:
            # Another thread may have opened it in the meantime.
            other = self._snapshot
            if other is None or other is opened or not _unchanged(other):
                self._snapshot = None
                other = self._snapshot = self._opened()
            return other

    def forget(self) -> None:
        self._snapshot = None

    def _opened(self) -> OpenSnapshot:
        """Open what is in force. A writer may be at work between its files and CURRENT: then ask again behind it."""
        if current_stat(self._root) is None:
            raise IndexUnavailable(f"no index in {self._root}")
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                return self._open()
            except (IndexUnavailable, OSError, WhooshIndexError):
                # A writer that writes on and on leaves its lock for moments only: what is in force may be whole
                # before it can be caught.
                with suppress(IndexLocked):
                    return self._open_behind_writer()
            if time.monotonic() > deadline:
                raise IndexLocked("another process kept writing")
            time.sleep(_PAUSE_SECONDS)

    def _open_behind_writer(self) -> OpenSnapshot:
        try:
            with lock(self._root, WRITE_LOCK, timeout=0):
                return self._open()
        except (OSError, WhooshIndexError) as error:
            raise IndexUnavailable(f"the index in {self._root} cannot be opened") from error

    def _open(self) -> OpenSnapshot:
        current = self._root / CURRENT
        seen = {current: file_stat(current)}
        state = checked_state(self._root, self._checksums)
        folder = self._root / state.folder
        seen |= {path: file_stat(path) for path in map(folder.joinpath, state.files)}
        segments = read_contents(folder, state.generation)
        # Those that are gone go with the last snapshot that uses them.
        names = [segment.segment_id() for segment in segments]
        self._segments = {
            name: self._segments.get(name) or Segment(folder, segment)
            for name, segment in zip(names, segments, strict=True)
        }
        deleted = [list(segment.deleted_docs()) for segment in segments]
        return OpenSnapshot(seen, Snapshot(list(self._segments.values()), deleted), state.position)


def _unchanged(opened: OpenSnapshot) -> bool:
    try:
        return all(file_stat(path) == seen for path, seen in opened.seen.items())
    except OSError:
        return False
