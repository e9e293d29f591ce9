"""The figures of a letter, as rows of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kejiting.text.fold import fold
from kejiting.text.spans import Span
from measures.extraction.figures import ParsedFigure, extract_figures, figure_problems, words_of
from measures.models import Figure
from measures.records.ledger_rows import InOrder, reconcile_rows
from proposals.models import Part, Passage, ReplyLetter
from proposals.records import set_problems

_PARTS = (Part.MEASURES, Part.OUTCOMES, Part.NEXT_STEPS, Part.PROSE)
_COLUMNS = (
    "passage", "start", "end", "printed", "low", "high", "unit", "counted", "counted_folded", "hedge", "scope", "period",
)  # fmt: skip


def refresh_figures(letter: ReplyLetter) -> None:
    """A figure that keeps its printed form and what it counts is the same; else one so printed in the same passage.

    One that counts the same in the same passage, but prints another number, is the same with its number corrected.
    """
    spans = [passage.span for passage in letter.passages.filter(part__in=_PARTS)]
    set_problems(letter, "figures", figure_problems(letter.public_text, spans))
    reconcile_rows(
        Figure,
        letter,
        _read(letter),
        columns=_COLUMNS,
        identities=(
            lambda figure: (figure.printed, figure.counted_folded),
            lambda figure: (figure.printed, figure.passage_id),
            InOrder(_what_it_counts),
        ),
        is_settled=lambda figure: figure.assigned_at is not None,
    )


def _what_it_counts(figure: Figure) -> tuple[int, str, str, str | None, str | None] | None:
    """In which passage, when and of whom, or None if nothing says so: 120人 of 2024 are no correction of 100人 of 2023."""
    if figure.passage_id is None or figure.counted_folded is None:
        return None
    return figure.passage_id, figure.unit, figure.counted_folded, figure.period, figure.scope


def _read(letter: ReplyLetter) -> Iterator[Figure]:
    text = letter.public_text
    for passage in letter.passages.filter(part__in=_PARTS).order_by("start", "id"):
        for figure in extract_figures(text, passage.span):
            yield Figure(letter=letter, passage=passage, **_values(text, passage, figure))


def _values(text: str, passage: Passage, read: ParsedFigure) -> dict[str, Any]:
    counted = _words(text, read.indicator, 300)
    return {
        "start": read.start - passage.start,
        "end": read.end - passage.start,
        "printed": read.text[:80],
        "low": read.low,
        "high": read.high,
        "unit": read.unit,
        "counted": counted,
        "counted_folded": fold(counted) if counted else None,
        "hedge": _words(text, read.hedge, 60),
        "scope": _words(text, (read.scope,) if read.scope else (), 100),
        "period": _words(text, (read.period,) if read.period else (), 60),
    }


def _words(text: str, spans: tuple[Span, ...], longest: int) -> str | None:
    """As much of them as the column holds."""
    words = words_of(text, spans)
    return words[:longest] if words else None
