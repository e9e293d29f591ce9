"""Keep the index open for searching: a view a thread, renewed when anything on disk has changed."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh.index import IndexError as WhooshIndexError
from whoosh.index import open_dir

from kejiting.search.errors import IndexLocked, IndexUnavailable
from kejiting.search.files import WRITE_LOCK, Ledger, Stamp, State, current_stamp, lock, read_state, stamp
from kejiting.search.schema import VERSION
from kejiting.search.segments import Segment, SegmentTable

_PAUSE_SECONDS = 0.01


@dataclass(frozen=True, slots=True)
class View:
    """An index opened by one thread of one process: Whoosh's files know one place to read from, not two."""

    process: int
    seen: dict[Path, Stamp]
    reader: Any
    segments: tuple[Segment, ...]


def checked_state(root: Path, ledger: Ledger) -> State:
    """What is in force, of our version and with every file as it was written; else IndexUnavailable."""
    state = read_state(root)
    if state.version != VERSION:
        raise IndexUnavailable(f"the index was made by {state.version}, this is {VERSION}")
    ledger.check(root, state)
    return state


class Views:
    """Hands each thread its view."""

    def __init__(self, root: Path, ledger: Ledger, lock_timeout: float) -> None:
        self._root = root
        self._ledger = ledger
        self._lock_timeout = lock_timeout
        self._own = threading.local()
        self._opening = threading.Lock()
        self._tables: dict[str, SegmentTable] = {}

    def fresh(self) -> View:
        view: View | None = getattr(self._own, "view", None)
        if view is None or view.process != os.getpid() or not self._unchanged(view):
            self._own.view = None
            if view is not None and view.process == os.getpid():
                view.reader.close()
            view = self._own.view = self._opened()
        return view

    def forget(self) -> None:
        self._own.view = None

    def _unchanged(self, view: View) -> bool:
        try:
            return all(stamp(path) == seen for path, seen in view.seen.items())
        except OSError:
            return False

    def _opened(self) -> View:
        """Open what is in force. A writer may be at work between its files and CURRENT: then ask again behind it."""
        if current_stamp(self._root) is None:
            raise IndexUnavailable(f"no index in {self._root}")
        deadline = time.monotonic() + self._lock_timeout
        with self._opening:
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
        seen = {self._root / "CURRENT": stamp(self._root / "CURRENT")}
        state = checked_state(self._root, self._ledger)
        folder = self._root / state.folder
        seen |= {folder / name: stamp(folder / name) for name in state.files}
        index = open_dir(str(folder))
        reader = index.reader()
        # Whoosh opens its newest generation; asked afterwards, for generations only grow.
        if index.latest_generation() != state.generation:
            reader.close()
            raise IndexUnavailable(f"{folder} is not what is in force")
        leaves = {leaf.segment().segment_id(): leaf for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()}
        # Tables of segments that are gone go with the last view that uses them.
        self._tables = {name: self._tables.get(name) or SegmentTable(folder, leaf) for name, leaf in leaves.items()}
        segments = tuple(Segment(leaf, self._tables[name]) for name, leaf in leaves.items())
        return View(os.getpid(), seen, reader, segments)
