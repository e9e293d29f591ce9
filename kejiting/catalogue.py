"""Ask the search index, and keep it in step with the base."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count

from django.conf import settings
from django.db import DatabaseError, transaction

from kejiting.aside import run_aside
from kejiting.base_search import read_base
from kejiting.documents import all_documents, documents_of
from kejiting.search import (
    IndexLocked,
    IndexUnavailable,
    SearchIndex,
    SearchQuery,
    SearchResult,
)
from kejiting.sql import rows
from proposals.models import ReplyLetter, Unindexed

logger = logging.getLogger(__name__)

# How long a save waits for another process that is telling the index
PATIENCE_SECONDS = 30.0
# So many letters are indexed while somebody waits, in a second or two
MOST_BUILT_AT_ONCE = 50
_ANYTHING_NOTED = "SELECT 1 FROM proposals_unindexed LIMIT 1"


@cache
def search_index() -> SearchIndex:
    """The index of this server; one object a process."""
    return SearchIndex(settings.SEARCH_INDEX_DIR)


def search(query: SearchQuery) -> SearchResult:
    """Answer from the index, after telling it what it has not heard of yet; without one, from the base itself."""
    # a reader never waits for a writer
    if rows(_ANYTHING_NOTED):
        catch_up(wait=0)
    found = _ask_index(query)
    if found is None:
        catch_up(wait=0)
        found = _ask_index(query)
    return found or read_base(query)


def _ask_index(query: SearchQuery) -> SearchResult | None:
    """None if there is none to ask."""
    try:
        return search_index().search(query)
    except (IndexUnavailable, IndexLocked, OSError):
        logger.warning("no search index to ask", exc_info=True)
        return None


def catch_up(*, wait: float = PATIENCE_SECONDS) -> None:
    """Tell the index of all changes noted so far, or see to it that there is one again.

    What cannot be told now (another process is telling for more than `wait` seconds, the disk is full) stays noted, and
    is told at the next search. It never raises: the letter that it is about has been saved already.
    """
    try:
        if not search_index().is_current():
            _mend()
        elif Unindexed.objects.exists():
            with search_index().sync_lock(wait):
                _tell_noted()
            if search_index().status().needs_compaction:
                run_aside("search_index", "rebuild")
    except IndexLocked:
        # readers meet it at every search meanwhile
        level = logging.INFO if wait else logging.DEBUG
        logger.log(level, "another process is telling the search index; what it does not know of stays noted")
    except (IndexUnavailable, OSError, DatabaseError):
        logger.exception("the search index could not be told of all changes; they stay noted")


def catch_up_on_commit() -> None:
    """Catch up once the transaction under way has been committed, at once if there is none."""
    transaction.on_commit(catch_up, robust=True)


def _mend() -> None:
    """Build the index that is missing, damaged or of another version: a small one now, a large one in a process aside."""
    if ReplyLetter.objects.published().count() <= MOST_BUILT_AT_ONCE:
        rebuild()
    else:
        run_aside("search_index", "mend")


def _tell_noted() -> None:
    noted = dict(Unindexed.objects.order_by("pk").values_list("pk", "key"))
    keys = list(dict.fromkeys(noted.values()))
    documents = list(documents_of(keys))
    removed = set(keys) - {document.key for document in documents}
    search_index().update(documents, removed=sorted(removed))
    _forget(noted)


def rebuild() -> None:
    """Build the index anew from the base; what was noted before is then known to it, what is noted meanwhile is told.

    Saves and searches go on: what they tell the old index goes into the new one, too. Raises IndexLocked if a rebuild
    is under way already, OSError.
    """
    noted = list(Unindexed.objects.values_list("pk", flat=True))
    search_index().rebuild(all_documents())
    _forget(noted)


def out_of_step() -> list[str]:
    """Keys of the letters and plans whose passages are others in the index than in the base; [] if all is well."""
    indexed = dict(_indexed())
    held = {document.key: {entry.passage for entry in document.entries} for document in all_documents()}
    return sorted(key for key in indexed.keys() | held.keys() if indexed.get(key) != held.get(key))


def _indexed() -> Iterator[tuple[str, set[int]]]:
    """Every document of the index with its passages: what a question without words and filters finds."""
    for page in count(1):
        found = search_index().search(SearchQuery(sort="date", page=page, size=500)).documents
        yield from ((document.key, {hit.passage for hit in document.hits}) for document in found)
        if not found:
            return


def _forget(noted: Iterable[int]) -> None:
    """Only those that were read: others may have been noted meanwhile, with smaller keys, too."""
    Unindexed.objects.filter(pk__in=list(noted)).delete()
