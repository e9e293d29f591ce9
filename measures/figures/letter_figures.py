"""The figures of one letter from the ledger, in the shape in which the command line prints them."""

from __future__ import annotations

from kejiting.text.spans import Span
from measures.extraction.figures import stated_shape
from measures.models import Figure
from proposals.models import ReplyLetter


def figures_of_letter(letter: ReplyLetter) -> list[dict[str, object]]:
    """In the order of the text; spans count characters of the letter. One query."""
    figures = Figure.objects.filter(letter=letter, passage__isnull=False).select_related("passage")
    return [
        stated_shape(
            figure.printed,
            Span(figure.start, figure.end).shifted(figure.passage.start),
            (figure.low, figure.high, figure.unit),
            indicator=figure.counted,
            hedge=figure.hedge,
            period=figure.period,
            scope=figure.scope,
        )
        for figure in figures.order_by("passage__start", "start", "pk")
        if figure.passage
    ]
