"""Ask the search index of this server, and keep it in step with the base."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from enum import Enum, auto
from functools import cache
from itertools import count
from typing import TypeVar

from django.conf import settings
from django.db import Error, InterfaceError, OperationalError, transaction

from kejiting.indexing.documents import all_documents, documents_of
from kejiting.indexing.fallback import read_base
from kejiting.indexing.outbox import Position, PositionLost, UnreadNotes, current_position, has_unread, read_unread
from kejiting.runtime.background import run_in_background
from kejiting.runtime.replicas import primary, require
from kejiting.search import Draft, IndexLocked, IndexUnavailable, SearchIndex, SearchQuery, SearchResult
from proposals.models import ReplyLetter

logger = logging.getLogger(__name__)

# How long a save waits for another process that is telling the index, and how long a reader does
PATIENCE_SECONDS = 30.0
READER_PATIENCE_SECONDS = 1.0
# So many letters are indexed while somebody waits, in a second or two
MOST_BUILT_AT_ONCE = 50
# So many are read from the base and written into the index at a time
_LOT = 200


_Answer = TypeVar("_Answer")


class SyncState(Enum):
    """How the index stands to the base: it knows of all that was committed before it was asked for, or not of all, or
    the base could not be asked whether there is anything newer."""

    IN_STEP = auto()
    BEHIND = auto()
    UNKNOWN = auto()


@cache
def search_index() -> SearchIndex:
    """The index of this server; one object a process."""
    return SearchIndex(settings.SEARCH_INDEX_DIR)


def search(query: SearchQuery) -> SearchResult:
    """Answer from the index once it knows of all that was committed before; if it cannot be told, from the base itself."""
    (found,) = search_all([query])
    return found


def search_all(queries: Sequence[SearchQuery]) -> list[SearchResult]:
    """The same for several questions at once, which all get their answer from one place."""
    standing = stand()
    found = None if standing is SyncState.BEHIND else _ask_index(lambda index: [index.search(one) for one in queries])
    if found is None:
        found = [_read_base(query) for query in queries]
    return found if standing is not SyncState.UNKNOWN else [replace(one, unsure=True) for one in found]


def answers_among(queries: Sequence[SearchQuery], keys: Sequence[str], most: int) -> list[list[str]] | None:
    """For each question the first `most` of `keys` whose documents answer it; None without an index."""
    return None if stand() is SyncState.BEHIND else _ask_index(lambda index: index.answers_among(queries, keys, most))


def respelled(term: str) -> list[str]:
    """What a folded term that stands nowhere may mean; nothing without an index."""
    try:
        return search_index().respelled(term)
    except (IndexUnavailable, IndexLocked, OSError):
        return []


def _read_base(query: SearchQuery) -> SearchResult:
    """What the primary holds, else what the replica that is read holds."""
    with suppress(OperationalError, InterfaceError), primary():
        return read_base(query)
    return replace(read_base(query), unsure=True)


def stand() -> SyncState:
    """How the index stands, once it was told of what a reader can wait for."""
    return sync_pending(wait=READER_PATIENCE_SECONDS, most=MOST_BUILT_AT_ONCE)


def _ask_index(ask: Callable[[SearchIndex], _Answer]) -> _Answer | None:
    """None if there is none to ask. From here on the request reads only a server that has come as far as the index."""
    try:
        found = ask(search_index())
        require(_position(search_index()).written)
    except (IndexUnavailable, IndexLocked, PositionLost, OSError):
        logger.warning("no search index to ask", exc_info=True)
        return None
    return found


def sync_pending(*, wait: float = PATIENCE_SECONDS, most: int | None = None) -> SyncState:
    """Tell the index of all changes noted so far, or see to it that there is one again.

    What cannot be told now (another process is telling for more than `wait` seconds, the disk is full, more than `most`
    documents changed: a process aside tells of those) stays to be read. It never raises: the letter that it is about has
    been saved already.
    """
    try:
        with primary():
            return _catch_up(wait, most)
    except IndexLocked:
        # readers meet it at every search meanwhile
        level = logging.INFO if wait >= PATIENCE_SECONDS else logging.DEBUG
        logger.log(level, "another process is telling the search index")
        return SyncState.BEHIND
    except Error as error:
        logger.warning("the base does not say what the search index has not heard of: %s", error)
        return SyncState.UNKNOWN
    except (IndexUnavailable, PositionLost, OSError):
        logger.exception("the search index could not be told of all changes; they stay to be read")
        return SyncState.BEHIND


def sync_pending_on_commit() -> None:
    """Catch up once the transaction under way has been committed, at once if there is none."""
    transaction.on_commit(sync_pending, robust=True)


def _catch_up(wait: float, most: int | None) -> SyncState:
    try:
        return _read_on(wait, most)
    except PositionLost as reason:
        logger.info("the search index is built anew: %s", reason)
        return _repair()


def _read_on(wait: float, most: int | None) -> SyncState:
    """Raises PositionLost."""
    if not has_unread(_position(search_index())):
        return SyncState.IN_STEP
    if most is not None and len(pending().keys) > most:
        run_in_background("search_index", "mend")
        return SyncState.BEHIND
    with search_index().sync_lock(wait):
        _tell(search_index())
    if search_index().status().needs_compaction:
        with suppress(OSError):  # it will still be due after the next change
            run_in_background("search_index", "rebuild")
    return SyncState.IN_STEP


def pending() -> UnreadNotes:
    """What the index has not heard of yet. Raises PositionLost."""
    return read_unread(_position(search_index()))


def _position(index: SearchIndex | Draft) -> Position:
    return Position.of(index.position() or "")


def _tell(index: SearchIndex | Draft) -> None:
    """Tell of what was noted since its position; one that is killed is told of some of it again. Raises PositionLost."""
    news = read_unread(_position(index))
    for first in range(0, len(news.keys), _LOT):
        keys = news.keys[first : first + _LOT]
        documents = list(documents_of(keys))
        gone = set(keys) - {document.key for document in documents}
        is_last = first + _LOT >= len(news.keys)
        position = str(news.position.behind_documents()) if is_last else None
        index.update(documents, removed=sorted(gone), position=position)


def _repair() -> SyncState:
    """Build the index that is missing, damaged, of another version or of another base: a small one now, a large one in
    a process aside."""
    if ReplyLetter.objects.published().count() > MOST_BUILT_AT_ONCE:
        run_in_background("search_index", "mend")
        return SyncState.BEHIND
    rebuild()
    return SyncState.IN_STEP


def rebuild() -> None:
    """Build the index anew from the base. Saves and searches go on; what is saved meanwhile goes into the new one, too.

    Raises IndexLocked if a rebuild is under way already, PositionLost if the base was replaced meanwhile, OSError,
    django.db.Error.
    """
    with primary():
        search_index().rebuild(all_documents(), position=str(current_position()), tell=_tell_draft)


def _tell_draft(draft: Draft) -> None:
    """Its documents have been read by now, whether any has changed since or not."""
    _tell(draft)
    draft.update(position=str(_position(draft).behind_documents()))


def repair() -> None:
    """Tell the index of all that it has not heard of, or build it anew if it has to be. Raises as `rebuild` does."""
    try:
        _read_on(PATIENCE_SECONDS, None)
    except PositionLost:
        rebuild()


def find_mismatches() -> list[str]:
    """Keys of the letters and plans whose passages are others in the index than in the base; [] if all is well."""
    indexed = dict(_indexed())
    held = {document.key: {entry.passage for entry in document.entries} for document in all_documents()}
    return sorted(key for key in indexed.keys() | held.keys() if indexed.get(key) != held.get(key))


def unexplained(keys: Sequence[str]) -> list[str]:
    """Those of the keys of which no note says that the index has yet to hear of them. Raises PositionLost."""
    noted = set(pending().keys)
    return [key for key in keys if key not in noted]


def _indexed() -> Iterator[tuple[str, set[int]]]:
    """Every document of the index with its passages: what a question without words and filters finds."""
    for page in count(1):
        found = search_index().search(SearchQuery(sort="date", page=page, size=500)).documents
        yield from ((document.key, {hit.passage for hit in document.hits}) for document in found)
        if not found:
            return
