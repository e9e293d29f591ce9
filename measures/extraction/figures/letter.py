"""Find the figures of a letter: those of its answers, not of its titles and headings."""

from __future__ import annotations

from kejiting.text.mask import mask
from kejiting.text.spans import Problem, Span
from measures.extraction.figures.doubts import figure_problems
from measures.extraction.figures.extract import extract_figures
from measures.extraction.figures.figure import ParsedFigure
from proposals.parsing import ParsedLetter


def letter_figures(letter: ParsedLetter) -> tuple[ParsedFigure, ...]:
    """Return the figures of the letter's passages in the order of the text; their spans count characters of it."""
    figures = (figure for span in _passages(letter) for figure in extract_figures(letter.text, span))
    return tuple(figure for figure in figures if not any(map(figure.span.overlaps, letter.masked)))


def letter_figure_problems(letter: ParsedLetter) -> tuple[Problem, ...]:
    """Return what is doubtful about numbers of the letter's passages."""
    return figure_problems(mask(letter.text, letter.masked), _passages(letter))


def _passages(letter: ParsedLetter) -> list[Span]:
    passages = {passage.span for one in letter.recommendations for passage in one.passages}
    return sorted(passages | {passage.span for passage in letter.letter_passages})
