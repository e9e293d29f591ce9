"""Figures as the ledger shows them: each with the sentence around it, its citation and its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from kejiting.search import snippet_html
from kejiting.text.spans import Span
from measures.models import Figure
from measures.records import sentence_around
from proposals.citation import cite
from proposals.models import Passage, ReplyLetter

_WIDTH = 160


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A figure; `sentence` is the whole sentence as published, `place` the figure's span within it."""

    figure: Figure
    sentence: str
    place: Span
    citation: str

    @property
    def marked(self) -> SafeString:
        return SafeString(snippet_html(self.sentence, (self.place,), _WIDTH))  # escaped there


def ledger_rows(figures: Iterable[Figure]) -> list[LedgerRow]:
    """One query besides that of the figures, which come as `newest_first` joins them; a text is fetched once."""
    shown = list(figures)
    letters = ReplyLetter.objects.only("title", "doc_number", "written_on", "text", "masked").in_bulk(
        {figure.letter_id for figure in shown}
    )
    texts = {pk: letter.public_text for pk, letter in letters.items()}
    # what was taken out of the base between the two queries is no longer shown
    held = [(figure, figure.passage) for figure in shown if figure.letter_id in letters]
    return [
        _row(figure, passage, letters[figure.letter_id], texts[figure.letter_id]) for figure, passage in held if passage
    ]


def _row(figure: Figure, passage: Passage, letter: ReplyLetter, text: str) -> LedgerRow:
    figure.letter = letter
    place = figure.span
    around = sentence_around(text, passage.span, place)
    return LedgerRow(
        figure, around.of(text), place.shifted(-around.start), cite(letter, passage.recommendation)
    )  # fmt: skip
