"""The figures of published letters as statements, which the checks compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Min

from kejiting.text.spans import Span
from measures.extraction.checks import Statement
from measures.models import Figure, PendingRecheck, SeriesPoint
from proposals.models import Part, Passage, ReplyLetter
from proposals.parsing.stops import sentence_spans


def published_letters(figures: Iterable[Figure], *, texts: bool = False) -> dict[int, ReplyLetter]:
    """The letters of the figures by their ids, as far as they are published; without their texts, if not asked for."""
    columns = ("title", "doc_number", "agency", "written_on", "status", *(("text", "masked") if texts else ()))
    letters = ReplyLetter.objects.only(*columns).in_bulk({figure.letter_id for figure in figures})
    return {pk: letter for pk, letter in letters.items() if letter.is_published}


def statements_in_sentences(figures: Iterable[Figure], letters: Mapping[int, ReplyLetter]) -> list[Statement]:
    """Each with its sentence as published; `letters` come with their texts. What lost its place says nothing."""
    texts = {pk: letter.public_text for pk, letter in letters.items()}
    return [
        _in_its_sentence(figure, figure.passage, letters[figure.letter_id], texts[figure.letter_id])
        for figure in figures
        if figure.passage and figure.letter_id in letters
    ]


def _in_its_sentence(figure: Figure, passage: Passage, letter: ReplyLetter, text: str) -> Statement:
    place = figure.span
    around = sentence_around(text, passage.span, place)
    return in_sentence(figure, passage, letter, around.of(text), place.shifted(-around.start))


def in_sentence(figure: Figure, passage: Passage, letter: ReplyLetter, sentence: str, place: Span) -> Statement:
    """What the figure states at its place in a sentence of the passage."""
    return Statement(
        id=figure.pk,
        printed=figure.printed,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        counted=figure.counted,
        hedge=figure.hedge,
        scope=figure.scope,
        period=figure.period,
        written_on=letter.written_on,
        letter=letter.pk,
        sentence=sentence,
        place=place,
        is_next_step=passage.part == Part.NEXT_STEPS,
    )


def queue_recheck(letters: Iterable[int]) -> None:
    """To be called inside the transaction in which their figures change."""
    PendingRecheck.objects.bulk_create(PendingRecheck(letter=pk) for pk in sorted(set(letters)))


def queue_recheck_of(letter: ReplyLetter) -> None:
    """Unless none of its figures is settled, or was when its checks were found."""
    settled = Figure.objects.filter(letter=letter, indicator__isnull=False)
    if settled.exists() or SeriesPoint.objects.filter(letter=letter).exists():
        queue_recheck([letter.pk])


def pending_letters(most: int) -> list[int]:
    """Those that wait longest, `most` of them."""
    rows = PendingRecheck.objects.values("letter").annotate(first=Min("pk")).order_by("first")
    return list(rows.values_list("letter", flat=True)[:most])


def sentence_around(text: str, passage: Span, place: Span) -> Span:
    """The sentence or, of what stands over a line's end, the sentences in which it stands."""
    touched = [place, *filter(place.overlaps, sentence_spans(text, passage))]
    return Span(min(one.start for one in touched), max(one.end for one in touched))
