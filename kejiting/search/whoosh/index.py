"""The door of the index: everything else in this package that touches Whoosh is private to it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from whoosh.index import IndexError as WhooshIndexError

from kejiting.search.entries import Document
from kejiting.search.errors import IndexUnavailable
from kejiting.search.hits import SearchResult
from kejiting.search.query import SearchQuery
from kejiting.search.whoosh.files import (
    CURRENT,
    REBUILD_LOCK,
    SYNC_LOCK,
    WRITE_LOCK,
    ChecksumCache,
    IndexState,
    current_stat,
    is_whole,
    lock,
    read_state,
    sweep,
    write_state,
)
from kejiting.search.whoosh.snapshot_reader import OpenSnapshot, SnapshotReader, checked_state
from kejiting.search.whoosh.writing import apply_changes, build, needs_compaction

_FOLDERS = "index-*"


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """`entries` passages under `documents` letters and plans.

    `needs_compaction`: many saves have scattered it, so that it answers more slowly than if it were built anew.
    """

    entries: int = 0
    documents: int = 0
    needs_compaction: bool = False


class Draft:
    """An index that is being built, for its builder to bring up to date before it is in force."""

    def __init__(self, root: Path, state: IndexState) -> None:
        self._root = root
        self.state = state

    def position(self) -> str | None:
        """See `SearchIndex.position`."""
        return self.state.position

    def update(
        self, documents: Iterable[Document] = (), removed: Iterable[str] = (), *, position: str | None = None
    ) -> None:
        """See `SearchIndex.update`."""
        self.state = apply_changes(self._root, self.state, list(documents), removed, position)


class SearchIndex:
    """An index in a folder of its own, which may be deleted at any moment: the caller rebuilds it from the base.

    One object serves all threads of a process; several processes may read and write the same folder.
    """

    def __init__(self, folder: Path, *, lock_timeout: float = 30.0) -> None:
        """`lock_timeout` is how many seconds an update waits for another process that writes."""
        self._root = folder
        self._lock_timeout = lock_timeout
        self._checksums = ChecksumCache()
        self._reader = SnapshotReader(folder, self._checksums)

    def exists(self) -> bool:
        """Is there anything at all? It may still be damaged or of another version."""
        return current_stat(self._root) is not None

    def position(self) -> str | None:
        """What was given with the last change, "" if nothing was; None if the index cannot be searched as it is."""
        try:
            return self._reader.fresh().position
        except IndexUnavailable:
            return None

    def update(
        self, documents: Iterable[Document] = (), removed: Iterable[str] = (), *, position: str | None = None
    ) -> None:
        """Replace all entries of the documents, drop the removed keys, and keep the position if there is one: in one step.

        When it returns, every process finds the new entries; if it raises, nothing has changed.
        Raises IndexUnavailable (rebuild instead) or IndexLocked (another process kept writing).
        """
        changed = list(documents)
        if not self.exists():
            raise IndexUnavailable(f"no index in {self._root}")
        try:
            with lock(self._root, WRITE_LOCK, self._lock_timeout):
                state = checked_state(self._root, self._checksums)
                state = apply_changes(self._root, state, changed, removed, position)
                write_state(self._root, state)
                sweep(self._root, state)
        except (FileNotFoundError, WhooshIndexError) as error:
            raise IndexUnavailable(f"the index in {self._root} went away") from error

    @contextmanager
    def sync_lock(self, wait: float) -> Iterator[None]:
        """Only one at a time reads the base and tells the index: an older reading never overwrites a newer one.

        Raises IndexLocked if it is another's turn for longer than `wait` seconds.
        """
        self._root.mkdir(parents=True, exist_ok=True)
        with lock(self._root, SYNC_LOCK, wait):
            yield

    def rebuild(
        self, documents: Iterable[Document], *, position: str = "", tell: Callable[[Draft], None] | None = None
    ) -> None:
        """Build anew beside what is in force, then swap; meanwhile searches and updates go on.

        `position` is from before the documents were read. `tell` brings into the draft what has changed since: first while
        others may tell the old index, too, then once more while nobody may, so that the new index knows as much.
        If it is killed or raises, the old index stays in force. Raises IndexLocked if a rebuild is under way already.
        """
        self._root.mkdir(parents=True, exist_ok=True)
        with lock(self._root, REBUILD_LOCK, timeout=1.0):
            self._drop_folders()
            name = f"index-{time.time_ns():x}-{os.getpid()}"
            try:
                draft = Draft(self._root, build(self._root, name, documents, position))
                if tell is not None:
                    tell(draft)
                with self.sync_lock(self._lock_timeout):
                    if tell is not None:
                        tell(draft)
                    self._put_in_force(draft.state)
            finally:
                self._drop_folders()

    def search(self, query: SearchQuery) -> SearchResult:
        """One page of an answer. Raises IndexUnavailable: never an answer from an index that is not whole."""
        with self._readable() as opened:
            return opened.answer(query)

    def answers_among(self, queries: Sequence[SearchQuery], keys: Sequence[str], most: int) -> list[list[str]]:
        """For each question the first `most` of `keys` whose documents answer it. Raises IndexUnavailable."""
        with self._readable() as opened:
            return opened.answers_among(queries, keys, most)

    def respelled(self, term: str) -> list[str]:
        """What a folded term that stands nowhere may mean (see `respelling`). Raises IndexUnavailable."""
        return self._reader.fresh().respelled(term)

    def status(self) -> IndexStatus:
        try:
            state = read_state(self._root)
        except IndexUnavailable:
            return IndexStatus()
        return IndexStatus(state.entries, state.documents, needs_compaction(state))

    @contextmanager
    def _readable(self) -> Iterator[OpenSnapshot]:
        try:
            yield self._reader.fresh()
        except OSError as error:
            self._reader.forget()
            raise IndexUnavailable(f"the index in {self._root} cannot be read") from error

    def damaged_files(self) -> list[str]:
        """The names of the files that are missing or not as written; all are read. Raises IndexUnavailable."""
        state = read_state(self._root)
        return sorted(
            name for name, written in state.files.items() if not is_whole(self._root / state.folder / name, written)
        )

    def leftovers(self) -> list[Path]:
        """What rebuilds and saves that were killed left behind: folders and drafts that are not in force."""
        folder = read_state(self._root).folder
        others = [path for path in self._root.glob(_FOLDERS) if path.name != folder]
        return [*others, *self._root.glob(f"{CURRENT}.*")]

    def _put_in_force(self, state: IndexState) -> None:
        with lock(self._root, WRITE_LOCK, self._lock_timeout):
            write_state(self._root, state)
            sweep(self._root, state)

    def _drop_folders(self) -> None:
        """Remove what rebuilds left behind, unless it cannot be told now what is in force.

        Readers keep the files they have open.
        """
        try:
            in_force = read_state(self._root).folder
        except IndexUnavailable as error:
            if isinstance(error.__cause__, OSError) and self.exists():
                return
            in_force = None
        for folder in self._root.glob(_FOLDERS):
            if folder.name != in_force:
                shutil.rmtree(folder, ignore_errors=True)
