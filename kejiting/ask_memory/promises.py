"""What was promised on the matter of an ask, what came of it, and what is open still, also to its proposers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone

from kejiting.ask_memory.nearness import AskQuestion
from kejiting.text.keys import name_key
from measures.commitments.filters import LASTING
from measures.commitments.rows import BoardRow, rows_of
from measures.extraction.evidence import telling_words
from measures.models import Commitment

MOST_OPEN = 12
_MOST_READ = 300
_MOST_OF_ANSWER = 8
# Telling words that a promise shares with the ask; one may be chance
_SHARED = 2


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """`is_to_proposer`: the letter answers one of those who ask now."""

    row: BoardRow
    is_to_proposer: bool


@dataclass(frozen=True, slots=True)
class Promises:
    """`by_ask`: all that former answers promised, with its state, by the key of their recommendation."""

    by_ask: Mapping[int, tuple[BoardRow, ...]]
    open_ones: tuple[OpenPromise, ...]


def promises_on(asked: AskQuestion, recommendations: Collection[int], near: Iterable[int]) -> Promises:
    """Of former answers, of near passages that say what comes next, and to the same proposers; three queries and rows."""
    published = Commitment.objects.published().filter(is_dismissed=False)
    newest = (F("letter__written_on").desc(nulls_last=True), "-letter_id", "start", "pk")
    to_them = list(
        published.filter(_to(asked.proposers), state__in=LASTING)
        .order_by(*newest)
        .values_list("pk", flat=True)
        .distinct()[:_MOST_READ]
        if asked.proposers
        else ()
    )
    on_it = Q(passage__recommendation__in=recommendations) | Q(passage__in=list(near)) | Q(pk__in=to_them)
    read = published.filter(on_it).order_by(*newest)
    read_rows = list(read.values_list("pk", "passage__recommendation", "state", "wording")[:_MOST_READ])
    words = {*telling_words(f"{asked.title}\n{asked.text}")}
    of_asks = defaultdict[int, list[int]](list)
    ranked: list[tuple[bool, int, int]] = []
    theirs = set(to_them)
    for pk, ask, state, wording in read_rows:
        if ask in recommendations and len(of_asks[ask]) < _MOST_OF_ANSWER:
            of_asks[ask].append(pk)
        shared = len({*telling_words(wording)} & words)
        if state in LASTING and (pk in theirs or shared >= _SHARED):
            ranked.append((shared >= _SHARED, shared, pk))
    order = {pk: place for place, (pk, *_) in enumerate(read_rows)}
    ranked.sort(key=lambda one: (not one[0], one[2] not in theirs, -one[1], order[one[2]]))
    open_keys = [pk for *_, pk in ranked[:MOST_OPEN]]
    shown = {*open_keys, *(pk for some in of_asks.values() for pk in some)}
    rows = {row.commitment.pk: row for row in rows_of(shown, timezone.localdate())}
    return Promises(
        {ask: tuple(rows[pk] for pk in some if pk in rows) for ask, some in of_asks.items()},
        tuple(OpenPromise(rows[pk], pk in theirs) for pk in open_keys if pk in rows),
    )


def _to(proposers: Iterable[str]) -> Q:
    return Q(letter__answers__proposal__delegates__name_key__in=[name_key(name) for name in proposers])
