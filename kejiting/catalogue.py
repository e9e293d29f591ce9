"""Rows of the base as the search index sees them, and keeping the index in step with the base."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import count
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Prefetch, QuerySet
from psycopg import Connection

from kejiting.search import (
    Document,
    Entry,
    IndexLocked,
    IndexUnavailable,
    SearchEngine,
    SearchIndex,
    SearchQuery,
    SearchResult,
)
from kejiting.search.postgres import PostgresIndex
from kejiting.text.words import use_cache_folder
from measures.models import Plan
from proposals.models import Passage, ReplyLetter, Unindexed
from proposals.models.querysets import ReplyLetterQuerySet

logger = logging.getLogger(__name__)

# How long a save waits for another process that is telling the index
PATIENCE_SECONDS = 30.0


@cache
def search_index() -> SearchEngine:
    """The index of this installation; one object a process, a searcher or a connection a thread."""
    use_cache_folder(settings.WORDS_CACHE_DIR)
    if settings.SEARCH_ENGINE == "postgres":
        return PostgresIndex(_own_connection)
    return SearchIndex(settings.SEARCH_INDEX_DIR)


def _own_connection() -> Connection[Any]:
    """The thread's connection to the base, as psycopg has it: the index is written in the transaction under way."""
    connection.ensure_connection()
    held: Connection[Any] = connection.connection
    return held


class SearchDownError(Exception):
    """The index is gone and cannot be built anew just now; the sentence is for people, the cause is in the log."""

    def __init__(self) -> None:
        super().__init__("检索目录暂时不能用，正在重建或磁盘已满。请过一会儿再试；答复函列表仍可查阅。")


def search(query: SearchQuery) -> SearchResult:
    """Answer from the index, after telling it what it has not heard of yet; a missing or damaged one is rebuilt.

    Raises SearchDownError if there is no index to ask and none can be built.
    """
    # a reader never waits for a writer, unless there is nothing to read
    catch_up(wait=0 if search_index().is_current() else PATIENCE_SECONDS)
    try:
        return search_index().search(query)
    except (IndexUnavailable, IndexLocked, OSError) as error:
        logger.exception("no search index to ask")
        raise SearchDownError from error


def catch_up(*, wait: float = PATIENCE_SECONDS) -> None:
    """Tell the index of all changes noted so far, and build it if it is missing, damaged or of another version.

    What cannot be told now (another process is telling for more than `wait` seconds, the disk is full) stays noted, and
    is told at the next search. It never raises: the letter that it is about has been saved already.
    """
    try:
        if search_index().is_current() and not Unindexed.objects.exists():
            return
        with search_index().turn(wait):
            if search_index().is_current():
                _tell_noted()
            else:
                rebuild()
    except IndexLocked:
        logger.info("another process is telling the search index; what it does not know of stays noted")
    except (IndexUnavailable, OSError, DatabaseError):
        logger.exception("the search index could not be told of all changes; they stay noted")


def catch_up_on_commit() -> None:
    """Catch up once the transaction under way has been committed, at once if there is none."""
    transaction.on_commit(catch_up, robust=True)


def _tell_noted() -> None:
    noted = dict(Unindexed.objects.order_by("pk").values_list("pk", "key"))
    keys = list(dict.fromkeys(noted.values()))
    documents = list(documents_of(keys))
    removed = set(keys) - {document.key for document in documents}
    search_index().update(documents, removed=sorted(removed))
    _forget(noted)


def rebuild() -> None:
    """Build the index anew from the base; what was noted before is then known to it. To be called in one's turn."""
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


def all_documents() -> Iterator[Document]:
    yield from _letters(ReplyLetter.objects.published())
    yield from _plans(Plan.objects.all())


def documents_of(keys: Sequence[str]) -> Iterator[Document]:
    """The documents of these keys that are to be found: published letters and plans that still exist."""
    pks: dict[str, list[int]] = {"letter": [], "plan": []}
    for key in keys:
        name, _, pk = key.partition(":")
        pks[name].append(int(pk))
    yield from _letters(ReplyLetter.objects.published().filter(pk__in=pks["letter"]))
    yield from _plans(Plan.objects.filter(pk__in=pks["plan"]))


def _letters(letters: ReplyLetterQuerySet) -> Iterator[Document]:
    passages = Passage.objects.select_related("recommendation").order_by("start", "id")
    queryset = letters.with_proposals().prefetch_related(Prefetch("passages", queryset=passages))
    for letter in queryset.iterator(chunk_size=200):
        yield letter_document(letter)


def letter_document(letter: ReplyLetter) -> Document:
    proposals = [answer.proposal for answer in letter.answers.all()]
    leading = proposals[0] if proposals else None
    number = re.match(r"\d{1,9}", leading.number or "") if leading else None
    return Document(
        key=letter.key,
        title=letter.title or "",
        entries=tuple(
            Entry(
                passage=passage.pk,
                part=passage.part,
                text=letter.public_text[passage.start : passage.end],
                heading=passage.recommendation.title if passage.recommendation else None,
            )
            for passage in letter.passages.all()
        ),
        written_on=letter.written_on,
        kind=leading.kind if leading else None,
        session=leading.session.key if leading and leading.session else None,
        agency=letter.agency,
        delegates=tuple(signature.delegate.name for proposal in proposals for signature in proposal.signatures.all()),
        number=int(number[0]) if number else None,
    )


def _plans(plans: QuerySet[Plan]) -> Iterator[Document]:
    for plan in plans.prefetch_related("items"):
        yield Document(
            key=plan.key,
            title=plan.title or "",
            entries=tuple(
                Entry(
                    passage=item.pk,
                    part="plan",
                    text=plan.text[item.start : item.end],
                    heading=None,
                )
                for item in plan.items.all()
            ),
            written_on=plan.issued_on,
        )
