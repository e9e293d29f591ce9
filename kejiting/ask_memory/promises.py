"""What was promised on the matter of an ask, what came of it, and what is open still, also to its proposers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone

from kejiting.ask_memory.nearness import AskQuestion
from kejiting.text.fold import fold
from kejiting.text.keys import name_key
from measures.commitments.filters import LASTING
from measures.commitments.rows import BoardRow, rows_of
from measures.extraction.evidence import telling_words
from measures.models import Commitment, Verifiability
from proposals.models import Passage
from proposals.parsing import pairs_of

# On the matter, and to those who ask; what can be verified first
MOST_OPEN = 12
_MOST_READ, _MOST_PASSAGES = 1000, 4000
_MOST_OF_ANSWER = 8
# Telling words that a promise shares with the ask; one may be chance. Or so much of the ask's heading, which weighs more
_SHARED, _MOST_OF_HEADING, _HEADING = 2, 0.6, 4


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """`is_to_proposer`: the letter answers one of those who ask now. `repeated`: as many older letters say the same."""

    row: BoardRow
    is_to_proposer: bool
    repeated: int


@dataclass(frozen=True, slots=True)
class Promises:
    """`by_ask`: all that former answers promised, with its state, by the key of their recommendation."""

    by_ask: Mapping[int, tuple[BoardRow, ...]]
    open_ones: tuple[OpenPromise, ...]


def promises_on(asked: AskQuestion, recommendations: Collection[int], near: Iterable[int]) -> Promises:
    """Of former answers, of near passages that say what comes next, and to the same proposers; five queries and rows."""
    published = Commitment.objects.published().filter(is_dismissed=False)
    newest = (F("letter__written_on").desc(nulls_last=True), "-letter_id", "start", "pk")
    to_them: set[int] = set()
    if asked.proposers:
        theirs = published.filter(_to(asked.proposers), state__in=LASTING).order_by(*newest)
        to_them = set(theirs.values_list("pk", flat=True)[:_MOST_READ])
    # of an answer that promises something near, the index names a few passages, and any may hold what was promised
    passages = list(near)
    answers = Passage.objects.filter(pk__in=passages, recommendation__isnull=False).order_by()
    asks = {*recommendations, *answers.values_list("recommendation", flat=True)}
    passages += Passage.objects.filter(recommendation__in=asks).order_by().values_list("pk", flat=True)[:_MOST_PASSAGES]
    on_it = Q(passage__in=passages) | Q(pk__in=to_them)
    fields = ("pk", "passage__recommendation", "state", "wording", "verifiability")
    read = [_ReadPromise(*row) for row in published.filter(on_it).order_by(*newest).values_list(*fields)[:_MOST_READ]]
    of_asks = defaultdict[int, list[int]](list)
    for one in read:
        if one.ask in recommendations and len(of_asks[one.ask]) < _MOST_OF_ANSWER:
            of_asks[one.ask].append(one.pk)
    chosen = _open_ones(asked, read, to_them)
    keys = {*(one.pk for one in chosen), *(pk for some in of_asks.values() for pk in some)}
    rows = {row.commitment.pk: row for row in rows_of(keys, timezone.localdate())}
    repeated = Counter(one.wording for one in read if one.state in LASTING)
    return Promises(
        {ask: tuple(rows[pk] for pk in some if pk in rows) for ask, some in of_asks.items()},
        tuple(
            OpenPromise(rows[one.pk], one.pk in to_them, repeated[one.wording] - 1) for one in chosen if one.pk in rows
        ),
    )


@dataclass(frozen=True, slots=True)
class _ReadPromise:
    pk: int
    ask: int
    state: str
    wording: str
    verifiability: str


def _open_ones(asked: AskQuestion, read: Iterable[_ReadPromise], to_them: Collection[int]) -> list[_ReadPromise]:
    """What is on the matter, the nearest first, then what else was promised to those who ask; the newest of each wording.

    What can be verified goes first: a direction that is kept to for ever hides nothing that was due.
    """
    nearness = _Nearness(asked)
    found = {one.wording: one for one in reversed(list(read)) if one.state in LASTING}
    newest = [(nearness.of(one.wording), one) for one in reversed(found.values())]

    def first(pair: tuple[float, _ReadPromise]) -> tuple[bool, bool, float]:
        near_by, one = pair
        return one.verifiability == Verifiability.VAGUE, one.pk not in to_them, -near_by

    near = [one for _, one in sorted((pair for pair in newest if pair[0]), key=first)[:MOST_OPEN]]
    theirs = [one for _, one in sorted((pair for pair in newest if pair[1].pk in to_them), key=first)[:MOST_OPEN]]
    return [*near, *(one for one in theirs if one not in near)]


class _Nearness:
    """How near a promise is to what is asked: by the words of the ask, and by pairs of characters of one of its heading's runs."""

    def __init__(self, asked: AskQuestion) -> None:
        self._words = {*telling_words(f"{asked.heading}\n{asked.matter}")}
        self._runs = [pairs for run in asked.heading.split() if len(pairs := pairs_of(run)) > 1]

    def of(self, wording: str) -> float:
        """Return 0 where what is shared may be chance."""
        folded = fold(wording)
        shared = sum(word in folded for word in self._words)
        share = max((sum(pair in folded for pair in run) / len(run) for run in self._runs), default=0.0)
        return shared + _HEADING * share if shared >= _SHARED or share >= _MOST_OF_HEADING else 0


def _to(proposers: Iterable[str]) -> Q:
    return Q(letter__answers__proposal__delegates__name_key__in=[name_key(name) for name in proposers])
