"""会办意见 on a request: what the units that help say of each of its asks, for whoever answers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from kejiting.text.fold import fold
from proposals.models import Passage, ReplyLetter, Request, RequestAsk, Status
from proposals.models.letter_querysets import ReplyLetterQuerySet
from proposals.parsing import ANSWER_PARTS, numbers_of_asks, pairs_of

MOST_OPINIONS = 30
# Of the pairs of characters of an ask's heading, so many stand in the heading or the passage that speaks of it
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class OpinionPassage:
    """A passage of an opinion as published, and the heading under which it stands, None for none."""

    letter: ReplyLetter
    passage: Passage
    heading: str | None
    text: str


@dataclass(frozen=True, slots=True)
class AskOpinions:
    """`ask` is None for what speaks of no ask more than of the others."""

    ask: RequestAsk | None
    passages: tuple[OpinionPassage, ...]


@dataclass(frozen=True, slots=True)
class _AskWords:
    ask: RequestAsk
    number: int
    title: set[str]


def opinions_on(request: Request) -> ReplyLetterQuerySet:
    """Return the opinions that are linked to the request, of its session and number; none that only arrived."""
    return ReplyLetter.objects.opinions().filter(requests=request).exclude(status=Status.ARRIVED)


def opinions_of(request: Request) -> list[AskOpinions]:
    """Return each ask with the passages of opinions that speak of it, in their order; last those that speak of none.

    By the heading or the number of the ask, else by likeness of the words. Of the newest `MOST_OPINIONS`; four queries.
    """
    asks = list(request.asks.order_by("position"))
    words = [_AskWords(ask, number, _pairs(_title(request, ask))) for number, ask in enumerate(asks, 1)]
    spoken: dict[int | None, list[OpinionPassage]] = {ask.pk: [] for ask in asks} | {None: []}
    answers = Passage.objects.filter(part__in=ANSWER_PARTS).select_related("recommendation").order_by("start", "pk")
    letters = opinions_on(request).defer("as_read_text").prefetch_related(Prefetch("passages", queryset=answers))
    for letter in letters[:MOST_OPINIONS]:
        text = letter.public_text
        for passage in letter.passages.all():
            heading = passage.recommendation.title if passage.recommendation else None
            said = OpinionPassage(letter, passage, heading, text[passage.start : passage.end])
            for key in _spoken_of(said, words) or (None,):
                spoken[key].append(said)
    rest = [AskOpinions(None, tuple(spoken[None]))] if spoken[None] else []
    return [*(AskOpinions(ask, tuple(spoken[ask.pk])) for ask in asks), *rest]


def _spoken_of(said: OpinionPassage, asks: Sequence[_AskWords]) -> tuple[int, ...]:
    """Return the keys of the asks of which the passage speaks: named by number, else the one that is most like it."""
    numbers = numbers_of_asks(f"{said.heading or ''}\n{said.text}")
    if named := tuple(one.ask.pk for one in asks if one.number in numbers):
        return named
    for words, is_heading in ((said.heading, True), (said.text, False)):
        pairs = _pairs(words or "")
        alike = [(_share(one.title, pairs, is_heading=is_heading), -one.number, one.ask.pk) for one in asks]
        best, _, key = max(alike, default=(0.0, 0, 0))
        if best >= _ENOUGH:
            return (key,)
    return ()


def _share(title: set[str], pairs: set[str], *, is_heading: bool) -> float:
    whole = min(len(title), len(pairs)) if is_heading else len(title)
    return len(title & pairs) / whole if whole else 0.0


def _title(request: Request, ask: RequestAsk) -> str:
    """Return the ask's own heading, else how it begins."""
    return ask.title or request.public_text[ask.start : ask.end][:60]


def _pairs(words: str) -> set[str]:
    return pairs_of(fold("".join(words.split())))
