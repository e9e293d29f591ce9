"""Figures as the ledger shows them: each with the sentence around it, its citation and its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from kejiting.search import cut_snippet
from kejiting.text.spans import Span
from measures.annotations.annotation import NO_ANNOTATIONS, Annotations
from measures.annotations.passages import AnnotatedPieces, annotate_passages
from measures.models import Figure
from measures.models.querysets import PUBLIC_TEXT, public_texts, with_letters
from measures.records import sentence_around
from proposals.citation import cite
from proposals.models import Passage

_WIDTH = 160


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A figure; `sentence` is the whole sentence as published, `place` the figure's span within it. `notes`: see `with_notes`."""

    figure: Figure
    sentence: str
    place: Span
    citation: str
    notes: Annotations = NO_ANNOTATIONS

    @property
    def marked(self) -> SafeString:
        """The notes are those of the passage."""
        return self.notes.excerpt(
            cut_snippet(self.sentence, (self.place,), _WIDTH), self.figure.start - self.place.start
        )


def ledger_rows(figures: Iterable[Figure]) -> list[LedgerRow]:
    """One query besides that of the figures, which come as `newest_first` joins them; a text is fetched once."""
    shown = with_letters(figures, *PUBLIC_TEXT)
    texts = public_texts(shown)
    return [_row(figure, figure.passage, texts[figure.letter_id]) for figure in shown if figure.passage]


def with_notes(rows: Iterable[LedgerRow]) -> list[LedgerRow]:
    """With what the ledgers know of the sentences, in a number of queries that does not grow."""
    held = list(rows)
    notes = annotate_passages(row.figure.passage_id for row in held if row.figure.passage_id)
    return [replace(row, notes=notes.get(row.figure.passage_id or 0, NO_ANNOTATIONS)) for row in held]


def annotated_amounts(figures: Iterable[Figure], notes: AnnotatedPieces) -> dict[int, SafeString]:
    """By key: the amount as printed, with what `annotate_figures` knows of it."""
    return {one.pk: notes.get(one.passage_id or 0, NO_ANNOTATIONS).html(one.printed, one.start) for one in figures}


def _row(figure: Figure, passage: Passage, text: str) -> LedgerRow:
    around = sentence_around(text, passage.span, figure.span)
    citation = cite(figure.letter, passage.recommendation)
    return LedgerRow(figure, around.of(text), figure.span.shifted(-around.start), citation)
