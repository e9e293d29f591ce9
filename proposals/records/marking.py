"""A person says what stands where: this begins a recommendation, this is a measure, these are two items, or one.

Every function changes the letter's contents only; it is called inside `correcting`, which holds the letter, makes the
contents the person's (a later reading leaves them alone) and notes it for the index. Passages stay spans of the text
and never overlap, but for a heading that also is the letter's title.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from kejiting.text.spans import Span
from proposals.models import Origin, Part, Passage, Recommendation, ReplyLetter
from proposals.parsing import trimmed
from proposals.records.contents import HEADS, PARKED
from proposals.records.offers import CONTENTS
from proposals.records.save import lock
from proposals.records.unindexed import note_unindexed

ITEM_PARTS = (Part.MEASURES, Part.OUTCOMES, Part.NEXT_STEPS, Part.PROSE)


class MarkingError(Exception):
    """What was asked for cannot be done with this letter; the message is a Chinese sentence for the person."""


@contextmanager
def correcting(letter: ReplyLetter) -> Iterator[None]:
    """Hold the letter while a person corrects its contents. Raises LetterChangedError."""
    with transaction.atomic():
        lock(letter)
        yield
        letter.set_by_person = sorted({*letter.set_by_person, *CONTENTS})
        letter.offers = [offer for offer in letter.offers if offer["field"] not in CONTENTS]
        letter.problems = [
            problem for problem in letter.problems if problem["field"] not in CONTENTS | {"letter_sections"}
        ]
        letter.version += 1
        letter.save()
        note_unindexed(letter.key)


def mark_item(letter: ReplyLetter, part: Part, span: Span) -> Passage:
    """Make `span` one item of this part. What stood there gives way: an item that reaches further is cut."""
    if part not in ITEM_PARTS:
        raise MarkingError("只能标为举措、成效、下一步或答复。")
    span = _inked(letter, span)
    _clear(letter, span)
    ask = _ask_above(letter, span) or (None if part == Part.NEXT_STEPS else _untitled_ask(letter))
    item = Passage.objects.create(
        letter=letter, recommendation=ask, part=part, start=span.start, end=span.end, origin=Origin.PERSON
    )
    _drop_empty_asks(letter)
    return item


def begin_ask(letter: ReplyLetter, heading: Span, title: str) -> Recommendation:
    """Begin a recommendation at `heading`: the items below it, up to the next heading, are its answer."""
    heading = _inked(letter, heading)
    _clear(letter, heading)
    above = _ask_above(letter, heading)
    ask = _new_ask(letter, above.position + 1 if above else 1, title)
    Passage.objects.create(
        letter=letter,
        recommendation=ask,
        part=Part.RECOMMENDATION,
        start=heading.start,
        end=heading.end,
        origin=Origin.PERSON,
    )
    following = letter.passages.filter(part=Part.RECOMMENDATION, start__gte=heading.end).order_by("start").first()
    for passage in letter.passages.filter(
        part__in=ITEM_PARTS,
        recommendation__isnull=False,
        start__gte=heading.end,
        start__lt=following.start if following else PARKED,
    ):
        _give(passage, ask)
    _drop_empty_asks(letter)
    return ask


def end_ask(ask: Recommendation) -> None:
    """It is no recommendation: its answer belongs to the one before it, of the first one to an answer without asks."""
    letter = ask.letter
    before = letter.recommendations.filter(position__lt=ask.position).last()
    ask.passages.filter(part=Part.RECOMMENDATION).delete()
    if before is None:
        ask.title = None
        ask.origin = Origin.PERSON
        ask.save()
    else:
        for passage in ask.passages.all():
            _give(passage, before)
        ask.delete()
    _drop_empty_asks(letter)


def retitle_ask(ask: Recommendation, title: str) -> None:
    ask.title = title
    ask.origin = Origin.PERSON
    ask.save()


def set_part(passage: Passage, part: Part) -> None:
    """The item is of another part."""
    if part not in ITEM_PARTS or passage.part not in ITEM_PARTS:
        raise MarkingError("只能改为举措、成效、下一步或答复。")
    if passage.recommendation is None and part != Part.NEXT_STEPS:
        passage.recommendation = _ask_above(passage.letter, passage.span) or _untitled_ask(passage.letter)
    passage.part = part
    _keep(passage)


def set_ask(passage: Passage, ask: Recommendation | None) -> None:
    """The item answers another recommendation; None: the whole letter, which only next steps can."""
    if ask is None and passage.part != Part.NEXT_STEPS:
        raise MarkingError("只有“下一步”可以属于全函；举措、成效和答复要选一项建议。")
    _give(passage, ask)


def split_item(passage: Passage, at: int) -> None:
    """Make two items of one; the second begins at character `at` of the letter's text."""
    text = passage.letter.text
    first, second = trimmed(text, passage.start, at), trimmed(text, at, passage.end)
    if not passage.start < at < passage.end or not first.of(text) or not second.of(text):
        raise MarkingError("请把光标放在这一段的中间，再拆开。")
    passage.end = first.end
    _keep(passage)
    Passage.objects.create(
        letter=passage.letter,
        recommendation=passage.recommendation,
        part=passage.part,
        start=second.start,
        end=second.end,
        origin=Origin.PERSON,
    )


def join_items(passage: Passage) -> None:
    """Make one item of this one and the next, if that is of the same part and answers the same recommendation."""
    after = passage.letter.passages.exclude(part__in=HEADS).filter(start__gte=passage.end).order_by("start").first()
    if after is None or (after.part, after.recommendation_id) != (passage.part, passage.recommendation_id):
        raise MarkingError("下一段不是同一项建议的同一部分，不能合并；请先改好它的部分。")
    end = after.end
    after.delete()
    passage.end = end
    _keep(passage)


def remove_item(passage: Passage) -> None:
    """It is no answer: the words stay in the text, and nothing marks them."""
    if passage.part not in ITEM_PARTS:
        raise MarkingError("这一段是标题或建议，不能这样去掉。")
    letter = passage.letter
    passage.delete()
    _drop_empty_asks(letter)


def _inked(letter: ReplyLetter, span: Span) -> Span:
    if span.end > len(letter.text):
        raise MarkingError("选中的文字已不在原处，请刷新页面再选。")
    span = trimmed(letter.text, span.start, span.end)
    if span.start == span.end:
        raise MarkingError("请先在左边的正文里选中文字。")
    return span


def _ask_above(letter: ReplyLetter, span: Span) -> Recommendation | None:
    """The recommendation whose heading stands last above the place; without headings, that of the last item above."""
    above = letter.passages.filter(recommendation__isnull=False, start__lt=span.start).select_related("recommendation")
    last = above.filter(part=Part.RECOMMENDATION).order_by("start").last() or above.order_by("start").last()
    return last.recommendation if last else None


def _untitled_ask(letter: ReplyLetter) -> Recommendation:
    """The recommendation without a title that holds the answers that stand under no heading."""
    return letter.recommendations.filter(title__isnull=True).first() or _new_ask(letter, 1, None)


def _new_ask(letter: ReplyLetter, position: int, title: str | None) -> Recommendation:
    """Those from `position` on move one further, the last one first: no two ever hold the same place."""
    for recommendation in letter.recommendations.filter(position__gte=position).order_by("-position"):
        recommendation.position += 1
        recommendation.save()
    return Recommendation.objects.create(letter=letter, position=position, title=title, origin=Origin.PERSON)


def _clear(letter: ReplyLetter, span: Span) -> None:
    """Take the place from the items and headings that stand there: what is left of them on either side stays."""
    for passage in letter.passages.exclude(part__in=HEADS).filter(start__lt=span.end, end__gt=span.start):
        left = trimmed(letter.text, passage.start, span.start) if passage.start < span.start else None
        right = trimmed(letter.text, span.end, passage.end) if passage.end > span.end else None
        rest = [piece for piece in (left, right) if piece and piece.of(letter.text)]
        if passage.part == Part.RECOMMENDATION or not rest:
            passage.delete()
            continue
        passage.start, passage.end = rest[0].start, rest[0].end
        _keep(passage)
        for piece in rest[1:]:
            Passage.objects.create(
                letter=letter,
                recommendation=passage.recommendation,
                part=passage.part,
                start=piece.start,
                end=piece.end,
                origin=Origin.PERSON,
            )


def _drop_empty_asks(letter: ReplyLetter) -> None:
    """A recommendation of which nothing is left goes; those behind it move up, the first one first."""
    letter.recommendations.filter(passages__isnull=True).delete()
    for position, recommendation in enumerate(letter.recommendations.order_by("position"), start=1):
        if recommendation.position != position:
            recommendation.position = position
            recommendation.save()


def _give(passage: Passage, ask: Recommendation | None) -> None:
    passage.recommendation = ask
    _keep(passage)


def _keep(passage: Passage) -> None:
    passage.origin = Origin.PERSON
    passage.save()
