"""Find the figures of a letter: those of its answers, not of its titles and headings."""

from __future__ import annotations

from measures.extraction.figures.extract import extract_figures
from measures.extraction.figures.figure import ParsedFigure
from proposals.parsing import ParsedLetter


def letter_figures(letter: ParsedLetter) -> tuple[ParsedFigure, ...]:
    """Return the figures of the letter's passages in the order of the text; their spans count characters of it."""
    passages = {passage.span for one in letter.recommendations for passage in one.passages}
    passages |= {passage.span for passage in letter.letter_passages}
    figures = (figure for span in sorted(passages) for figure in extract_figures(letter.text, span))
    return tuple(
        figure
        for figure in figures
        if not any(hidden.start < figure.end and figure.start < hidden.end for hidden in letter.masked)
    )
