"""Places in a letter's text: what is taken from them, whose they are, and where a new recommendation goes.

Passages stay spans of the text and never overlap, but for a heading that also is the letter's title.
"""

from __future__ import annotations

from kejiting.text.spans import Span
from kejiting.web.actions import refuse_if
from proposals.models import Origin, Part, Passage, Recommendation, ReplyLetter
from proposals.parsing import trimmed
from proposals.records.contents import HEADS


def non_blank_span(letter: ReplyLetter, span: Span) -> Span:
    refuse_if(span.end > len(letter.text), "选中的文字已不在原处，请刷新页面再选。")
    span = trimmed(letter.text, span.start, span.end)
    refuse_if(span.start == span.end, "请先在左边的正文里选中文字。")
    return span


def cut_out(letter: ReplyLetter, span: Span) -> None:
    """Take the place from the items and headings that stand there: what is left of them on either side stays."""
    contents = letter.passages.exclude(part__in=HEADS)
    contents.filter(start__gte=span.start, end__lte=span.end).delete()
    for passage in contents.filter(start__lt=span.end, end__gt=span.start):
        left = trimmed(letter.text, passage.start, span.start) if passage.start < span.start else None
        right = trimmed(letter.text, span.end, passage.end) if passage.end > span.end else None
        rest = [piece for piece in (left, right) if piece and piece.of(letter.text)]
        if passage.part == Part.RECOMMENDATION or not rest:
            passage.delete()
            continue
        passage.start, passage.end = rest[0].start, rest[0].end
        keep(passage)
        for piece in rest[1:]:
            add_passage(letter, passage.recommendation, passage.part, piece)


def ask_above(letter: ReplyLetter, span: Span) -> Recommendation | None:
    """The recommendation whose heading stands last above the place; without headings, that of the last item above."""
    above = letter.passages.filter(recommendation__isnull=False, start__lt=span.start).select_related("recommendation")
    last = above.filter(part=Part.RECOMMENDATION).order_by("start").last() or above.order_by("start").last()
    return last.recommendation if last else None


def untitled_ask(letter: ReplyLetter) -> Recommendation:
    """The recommendation without a title that holds the answers that stand under no heading."""
    return letter.recommendations.filter(title__isnull=True).first() or new_ask(letter, 1, None)


def new_ask(letter: ReplyLetter, position: int, title: str | None) -> Recommendation:
    """Those from `position` on move one further, the last one first: no two ever hold the same place."""
    for recommendation in letter.recommendations.filter(position__gte=position).order_by("-position"):
        recommendation.position += 1
        recommendation.save()
    return Recommendation.objects.create(letter=letter, position=position, title=title, origin=Origin.PERSON)


def assign_ask(passage: Passage, ask: Recommendation | None) -> None:
    passage.recommendation = ask
    keep(passage)


def add_passage(letter: ReplyLetter, ask: Recommendation | None, part: str, span: Span) -> Passage:
    """Add what a person says stands there."""
    return Passage.objects.create(
        letter=letter, recommendation=ask, part=part, start=span.start, end=span.end, origin=Origin.PERSON
    )


def keep(passage: Passage) -> None:
    passage.origin = Origin.PERSON
    passage.save()
