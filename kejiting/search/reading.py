"""Keep the index open for searching, and open it anew when anything on disk has changed."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from whoosh.index import IndexError as WhooshIndexError

from kejiting.search.answer import answer
from kejiting.search.codec import read_contents
from kejiting.search.errors import IndexLocked, IndexUnavailable
from kejiting.search.files import CURRENT, WRITE_LOCK, Ledger, Stamp, State, current_stamp, lock, read_state, stamp
from kejiting.search.hits import SearchResult
from kejiting.search.query import SearchQuery
from kejiting.search.schema import VERSION
from kejiting.search.segments import Segment
from kejiting.search.table import Table

_PAUSE_SECONDS = 0.01
_MOST_ANSWERS = 200
_LARGEST_PAGE = 50


@dataclass(frozen=True, slots=True)
class View:
    """What was in force when these files were seen."""

    seen: dict[Path, Stamp]
    table: Table
    answers: dict[SearchQuery, SearchResult] = field(default_factory=dict)

    def answer(self, query: SearchQuery) -> SearchResult:
        """The same question comes again: from the next clerk, and from who goes back a page."""
        found = self.answers.get(query)
        if found is None:
            found = answer(self.table, query)
            if len(self.answers) >= _MOST_ANSWERS:
                self.answers.clear()
            if query.size <= _LARGEST_PAGE:
                self.answers[query] = found
        return found


def checked_state(root: Path, ledger: Ledger) -> State:
    """What is in force, of our version and with every file as it was written; else IndexUnavailable."""
    state = read_state(root)
    if state.version != VERSION:
        raise IndexUnavailable(f"the index was made by {state.version}, this is {VERSION}")
    ledger.check(root, state)
    return state


class Views:
    """Has one view for all threads."""

    def __init__(self, root: Path, ledger: Ledger, lock_timeout: float) -> None:
        self._root = root
        self._ledger = ledger
        self._lock_timeout = lock_timeout
        self._view: View | None = None
        self._opening = threading.Lock()
        self._segments: dict[str, Segment] = {}

    def fresh(self) -> View:
        view = self._view
        if view is not None and _unchanged(view):
            return view
        with self._opening:
            # Another thread may have opened it in the meantime.
            other = self._view
            if other is None or other is view or not _unchanged(other):
                self._view = None
                other = self._view = self._opened()
            return other

    def forget(self) -> None:
        self._view = None

    def _opened(self) -> View:
        """Open what is in force. A writer may be at work between its files and CURRENT: then ask again behind it."""
        if current_stamp(self._root) is None:
            raise IndexUnavailable(f"no index in {self._root}")
        deadline = time.monotonic() + self._lock_timeout
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

    def _open_behind_writer(self) -> View:
        try:
            with lock(self._root, WRITE_LOCK, timeout=0):
                return self._open()
        except (OSError, WhooshIndexError) as error:
            raise IndexUnavailable(f"the index in {self._root} cannot be opened") from error

    def _open(self) -> View:
        current = self._root / CURRENT
        seen = {current: stamp(current)}
        state = checked_state(self._root, self._ledger)
        folder = self._root / state.folder
        seen |= {path: stamp(path) for path in map(folder.joinpath, state.files)}
        segments = read_contents(folder, state.generation)
        # Those that are gone go with the last view that uses them.
        names = [segment.segment_id() for segment in segments]
        self._segments = {
            name: self._segments.get(name) or Segment(folder, segment)
            for name, segment in zip(names, segments, strict=True)
        }
        deleted = [list(segment.deleted_docs()) for segment in segments]
        return View(seen, Table(list(self._segments.values()), deleted))


def _unchanged(view: View) -> bool:
    try:
        return all(stamp(path) == seen for path, seen in view.seen.items())
    except OSError:
        return False
