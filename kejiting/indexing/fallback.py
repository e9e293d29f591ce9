"""Search by reading the base itself, while there is no index to ask."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from django.db.models import F

from kejiting.indexing.documents import documents_of
from kejiting.search import BaseScan, Document, SearchQuery, SearchResult, SearchTerms, may_hold, scan
from kejiting.text.fold import fold
from measures.models import Plan
from proposals.models import ReplyLetter

# So long people wait for a page; a letter is read in a quarter of a millisecond, one that answers in five.
_SECONDS = 3.0
_AT_ONCE = 100


def read_base(query: SearchQuery, seconds: float = _SECONDS) -> SearchResult:
    """The published plans and letters, the newest first, as many as can be read in so many seconds.

    None is read for what is only near: that takes an index.
    """
    if query.like or query.sharing:
        return replace(scan([], query), read=BaseScan(0, whole=False))
    deadline = time.monotonic() + seconds
    documents = list(documents_of([plan.key for plan in Plan.objects.published().only("pk")]))
    read, whole = 0, False
    texts = _newest_first()
    while not whole and time.monotonic() < deadline:
        batch = list(islice(texts, _AT_ONCE))
        documents += _answers_among(batch, query.words)
        read += len(batch)
        whole = len(batch) < _AT_ONCE
    return replace(scan(documents, query), read=BaseScan(read, whole))


def _newest_first() -> Iterator[tuple[int, str]]:
    letters = ReplyLetter.objects.published().order_by(F("written_on").desc(nulls_last=True), "pk")
    return letters.values_list("pk", "text").iterator(_AT_ONCE)


def _answers_among(texts: list[tuple[int, str]], words: SearchTerms) -> Iterator[Document]:
    return documents_of([f"letter:{pk}" for pk, text in texts if may_hold(fold(text), words)])
