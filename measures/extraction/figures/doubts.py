"""Find amounts that are printed so that no rule reads them whole: 1.2w人, 2亿3千5百万元, 企业1 2家. They are no figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import reading_view
from kejiting.text.spans import Problem, Span
from measures.extraction.figures.extract import extract_figures
from measures.extraction.numbers import ARABIC
from measures.extraction.quantities import NAME, UNIT_BEHIND

# Digits with what is glued to them, up to a unit; not 5G网络, 第12.5批, 2024-12
_GLUED = lazy_re(
    rf"(?<![0-9A-Za-z第前后届〔/.+×*-])(?P<number>[A-Za-z]{{0,6}}[0-9](?:[0-9A-Za-z.,，百千万亿余多]| (?=[0-9])){{0,24}}){UNIT_BEHIND}"
)
_PLAIN = lazy_re(ARABIC)
_MOST = 10


def unread_amounts(text: str, within: Span) -> Iterator[Span]:
    """Yield where such an amount stands in a part of the text, with its unit."""
    view = reading_view(text)
    place = view.from_source(within)
    glued = [
        Span(*match.span())
        for match in _GLUED.finditer(view.text, place.start, place.end)
        if not _PLAIN.fullmatch(match["number"])
    ]
    if not glued:
        return
    known = [match.span() for match in NAME.finditer(view.text, place.start, place.end)]
    for figure in extract_figures(text, within):
        read = view.from_source(figure.span)
        known.append((read.start, read.end))
    for amount in glued:
        if not any(start < amount.end and amount.start < end for start, end in known):
            yield view.in_source(amount)


def figure_problems(text: str, passages: Iterable[Span]) -> tuple[Problem, ...]:
    """Return a doubt for each number of the passages that is no figure because it cannot be read whole."""
    spans = [span for passage in passages for span in unread_amounts(text, passage)]
    printed = dict.fromkeys("".join(span.of(text).split("\t")) for span in sorted(spans))
    return tuple(Problem("figures", f"“{words}”读不准是多少，没有列入数据，请核对") for words in [*printed][:_MOST])
