"""Bring a letter's asks and passages in line with what was read, keeping the ids of what stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F
from simple_history.utils import bulk_create_with_history

from kejiting.text.clean import strip_whitespace
from kejiting.text.spans import Span
from proposals.models import Origin, Part, Passage, Recommendation, ReplyLetter
from proposals.parsing import ParsedLetter

# Spans on the move are parked beyond any letter's end, so that no two passages ever hold the same span
PARKED = 1_000_000_000
HEADS = (Part.TITLE, Part.PROPOSAL)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A passage that ought to be there; `ask` counts the letter's recommendations from 1, 0 is the whole letter."""

    part: str
    ask: int
    span: Span


def set_heads(letter: ReplyLetter, parsed: ParsedLetter, former_text: str) -> None:
    """Bring the places of the titles in line. `former_text` is the text that the passages in the base still count in."""
    held = list(letter.passages.filter(part__in=HEADS).order_by("start", "id"))
    _bring_in_line(letter, held, list(wanted_heads(parsed)), parsed.text, former_text, asks={}, origin=Origin.RULE)


def set_contents(letter: ReplyLetter, parsed: ParsedLetter, former_text: str) -> None:
    """Bring the asks and their answers in line; what a person set stays where it is."""
    origin = Origin.PERSON if "recommendations" in letter.set_by_person else Origin.RULE
    held = list(letter.passages.exclude(part__in=HEADS).order_by("start", "id"))
    asks = _set_recommendations(letter, parsed, origin)
    _bring_in_line(letter, held, list(wanted_contents(parsed)), parsed.text, former_text, asks=asks, origin=origin)
    asked_no_more = letter.recommendations.filter(position__gt=len(parsed.recommendations), origin=Origin.RULE)
    asked_no_more.filter(passages__isnull=True).delete()


def _bring_in_line(
    letter: ReplyLetter,
    held: Sequence[Passage],
    wanted: Sequence[Wanted],
    text: str,
    former_text: str,
    *,
    asks: Mapping[int, Recommendation],
    origin: Origin,
) -> None:
    settled = [passage.span for passage in held if passage.origin == Origin.PERSON]
    wanted = [one for one in wanted if not any(map(one.span.overlaps, settled))]
    pairs = _pair(held, former_text, wanted, text)
    kept = {passage.pk for passage, _ in pairs if passage}
    gone = [passage.pk for passage in held if passage.origin == Origin.RULE and passage.pk not in kept]
    letter.passages.filter(pk__in=gone).delete()
    move_passages([(passage, one.span, asks.get(one.ask)) for passage, one in pairs if passage])
    bulk_create_with_history(
        [
            Passage(
                letter=letter,
                recommendation=asks.get(one.ask),
                part=one.part,
                start=one.span.start,
                end=one.span.end,
                origin=origin,
            )
            for passage, one in pairs
            if passage is None
        ],
        Passage,
    )


def wanted_heads(parsed: ParsedLetter) -> Iterator[Wanted]:
    for part, words in ((Part.TITLE, parsed.title), (Part.PROPOSAL, parsed.proposal_title)):
        if words and words.span:
            yield Wanted(part, 0, words.span)


def wanted_contents(parsed: ParsedLetter) -> Iterator[Wanted]:
    """With the titles all that words can find in a letter: each ask's heading, each item."""
    for ask, recommendation in enumerate(parsed.recommendations, start=1):
        if recommendation.heading:
            yield Wanted(Part.RECOMMENDATION, ask, recommendation.heading)
        for passage in recommendation.passages:
            yield Wanted(passage.part, ask, passage.span)
    for passage in parsed.letter_passages:
        yield Wanted(passage.part, 0, passage.span)


def _pair(
    held: Sequence[Passage], former_text: str, wanted: Sequence[Wanted], text: str
) -> list[tuple[Passage | None, Wanted]]:
    """Each wanted passage with the one in the base that it continues: the same words first, else the same place."""
    by_words: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    free = [passage for passage in held if passage.origin == Origin.RULE]
    for passage in reversed(free):
        by_words[passage.part, strip_whitespace(passage.span.of(former_text))].append(passage)
    taken: dict[int, Passage] = {}
    for place, one in enumerate(wanted):
        same = by_words[one.part, strip_whitespace(one.span.of(text))]
        if same:
            taken[place] = same.pop()
    rest = [passage for passage in free if passage not in taken.values()]
    for place, one in enumerate(wanted):
        if place not in taken:
            close = next((p for p in rest if p.part == one.part and p.span.overlaps(one.span)), None)
            if close:
                rest.remove(close)
                taken[place] = close
    return [(taken.get(place), one) for place, one in enumerate(wanted)]


def _set_recommendations(letter: ReplyLetter, parsed: ParsedLetter, origin: Origin) -> dict[int, Recommendation]:
    held = {recommendation.position: recommendation for recommendation in letter.recommendations.all()}
    for position, read in enumerate(parsed.recommendations, start=1):
        recommendation = held.get(position)
        if recommendation is None:
            held[position] = Recommendation.objects.create(
                letter=letter, position=position, title=read.title, origin=origin
            )
        elif recommendation.origin == Origin.RULE and recommendation.title != read.title:
            recommendation.title = read.title
            recommendation.save()
    return held


def move_passages(places: Sequence[tuple[Passage, Span, Recommendation | None]]) -> None:
    """Give each passage its place, if it is another one than before."""
    changed = [
        (passage, span, recommendation)
        for passage, span, recommendation in places
        if (passage.span, passage.recommendation_id) != (span, recommendation.pk if recommendation else None)
    ]
    Passage.objects.filter(pk__in=[passage.pk for passage, _, _ in changed]).update(
        start=F("start") + PARKED, end=F("end") + PARKED
    )
    for passage, span, recommendation in changed:
        passage.start, passage.end, passage.recommendation = span.start, span.end, recommendation
        passage.save()
