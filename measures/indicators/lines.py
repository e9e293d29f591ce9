"""The figures of an indicator in time: a line for each series, with the growth from point to point."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import ExpressionWrapper, F, PositiveIntegerField
from django.db.models.functions import Substr

from kejiting.text.spans import Span
from measures.amounts import amount_text
from measures.extraction.checks import Growth, Statement, as_of, growth, series
from measures.indicators.settling import choice_of
from measures.models import Figure, Indicator
from measures.records import published_letters, sentence_around, statement_of
from proposals.citation import cite
from proposals.models import Status

MOST_FIGURES = 1000


@dataclass(frozen=True, slots=True)
class Point:
    """A figure for the day it holds for; `growth` is that from the point before, where the two can be compared."""

    figure: Figure
    on: date | None
    citation: str
    growth: Growth | None

    @property
    def choice(self) -> str:
        return choice_of(self.figure)

    @property
    def grown(self) -> str:
        """+942个（+148.8%，22天）"""
        if self.growth is None:
            return ""
        difference, percent = self.growth.difference, self.growth.percent
        amount = f"{_sign(difference)}{amount_text(abs(difference), abs(difference), self.figure.unit)}"
        share = f"{_sign(percent)}{abs(percent):.1f}%，" if percent is not None else ""
        return f"{amount}（{share}{self.growth.days}天）"


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Entered:
    """The figures of an indicator that were entered last, with their letters; `has_more` if there are others."""

    figures: list[Figure]
    has_more: bool


def figures_of(indicator: Indicator, until: date | None = None) -> Entered:
    """Those of published letters, written until then, `MOST_FIGURES` at most."""
    stated = Figure.objects.filter(indicator=indicator, passage__start__gte=0, letter__status=Status.PUBLISHED)
    if until:
        stated = stated.filter(letter__written_on__lte=until)
    figures = list(stated.select_related("passage__recommendation").order_by("-pk")[: MOST_FIGURES + 1])
    letters = published_letters(figures[:MOST_FIGURES])
    held = [figure for figure in figures[:MOST_FIGURES] if figure.letter_id in letters]
    for figure in held:
        figure.letter, figure.indicator = letters[figure.letter_id], indicator
    return Entered(held, len(figures) > MOST_FIGURES)


def lines_of(figures: Sequence[Figure]) -> list[Line]:
    by_id = {figure.pk: figure for figure in figures}
    before = _words_before(by_id)
    statements = [_statement(figure, before.get(figure.pk, "")) for figure in figures]
    return [Line(line.label, _points(line.statements, by_id)) for line in series(statements)]


def _words_before(pks: Collection[int]) -> dict[int, str]:
    """What stands before each figure in its passage: 力争, 增加了 say in which line it belongs. Not to be shown: unmasked."""
    words = Substr("letter__text", F("passage__start") + 1, ExpressionWrapper(F("start"), PositiveIntegerField()))
    return dict(Figure.objects.filter(pk__in=pks).values_list("pk", words))


def _statement(figure: Figure, before: str) -> Statement:
    text = before + figure.printed
    place = Span(len(before), len(text))
    around = sentence_around(text, Span(0, len(text)), place)
    return statement_of(figure, figure.letter, around.of(text), place.shifted(-around.start))


def _points(statements: Sequence[Statement], figures: dict[int, Figure]) -> tuple[Point, ...]:
    before = (None, *statements)
    return tuple(
        _point(figures[one.id], one, growth(earlier, one) if earlier else None)
        for earlier, one in zip(before, statements, strict=False)
    )


def _point(figure: Figure, statement: Statement, grown: Growth | None) -> Point:
    recommendation = figure.passage.recommendation if figure.passage else None
    return Point(figure, as_of(statement), cite(figure.letter, recommendation), grown)


def plot_of(indicator: Indicator, lines: Sequence[Line]) -> dict[str, Any] | None:
    """What the plot draws; None if fewer than two points have a day."""
    drawn = [
        {"name": line.label, "points": [_drawn(point) for point in line.points if point.on]} for line in lines
    ]  # fmt: skip
    drawn = [line for line in drawn if line["points"]]
    if sum(len(line["points"]) for line in drawn) < 2:
        return None
    return {"name": indicator.name, "unit": indicator.unit, "series": drawn}


def _drawn(point: Point) -> dict[str, Any]:
    figure = point.figure
    return {
        "on": str(point.on),
        "low": float(figure.low),
        "high": float(figure.high),
        "printed": figure.printed,
        "said": point.citation,
    }


def _sign(value: Decimal) -> str:
    return "−" if value < 0 else "+"
