"""Figures as the ledger shows them: each with the sentence around it, its citation and its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from kejiting.search import snippet_html
from kejiting.text.spans import Span
from measures.models import Figure
from measures.models.querysets import PUBLIC_TEXT, public_texts, with_letters
from measures.records import sentence_around
from proposals.citation import cite
from proposals.models import Passage

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
    shown = with_letters(figures, *PUBLIC_TEXT)
    texts = public_texts(shown)
    return [_row(figure, figure.passage, texts[figure.letter_id]) for figure in shown if figure.passage]


def _row(figure: Figure, passage: Passage, text: str) -> LedgerRow:
    around = sentence_around(text, passage.span, figure.span)
    citation = cite(figure.letter, passage.recommendation)
    return LedgerRow(figure, around.of(text), figure.span.shifted(-around.start), citation)
