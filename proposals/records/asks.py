"""A person says which recommendations a letter answers. To be called inside `correcting`."""

from __future__ import annotations

from kejiting.text.spans import Span
from proposals.models import Origin, Part, Recommendation, ReplyLetter
from proposals.parsing import ANSWER_PARTS
from proposals.records.contents import PARKED
from proposals.records.spans import add_passage, ask_above, assign_ask, cut_out, new_ask, non_blank_span


def begin_ask(letter: ReplyLetter, heading: Span, title: str) -> Recommendation:
    """Begin a recommendation at `heading`: the items below it, up to the next heading, are its answer."""
    heading = non_blank_span(letter, heading)
    cut_out(letter, heading)
    above = ask_above(letter, heading)
    ask = new_ask(letter, above.position + 1 if above else 1, title)
    add_passage(letter, ask, Part.RECOMMENDATION, heading)
    following = letter.passages.filter(part=Part.RECOMMENDATION, start__gte=heading.end).order_by("start").first()
    for passage in letter.passages.filter(
        part__in=ANSWER_PARTS,
        recommendation__isnull=False,
        start__gte=heading.end,
        start__lt=following.start if following else PARKED,
    ):
        assign_ask(passage, ask)
    return ask


def end_ask(ask: Recommendation) -> None:
    """It is no recommendation: its answer belongs to the one before it, of the first one to an answer without asks."""
    letter = ask.letter
    before = letter.recommendations.filter(position__lt=ask.position).last() or (
        letter.recommendations.filter(title__isnull=True).exclude(pk=ask.pk).first()
    )
    ask.passages.filter(part=Part.RECOMMENDATION).delete()
    if before is None:
        ask.title = None
        ask.origin = Origin.PERSON
        ask.save()
    else:
        for passage in ask.passages.all():
            assign_ask(passage, before)
        ask.delete()


def retitle_ask(ask: Recommendation, title: str) -> None:
    ask.title = title
    ask.origin = Origin.PERSON
    ask.save()
