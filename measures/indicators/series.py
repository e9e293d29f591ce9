"""The figures of an indicator in time: a line for each series, with the growth from point to point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from measures.extraction.amounts import amount_text
from measures.extraction.checks import PLANNED, Growth, Point, due_of, growth, series_label
from measures.models import Figure, Indicator, SeriesPoint
from measures.records import POINT_COLUMNS, choice_of, published_letters
from proposals.citation import cite

PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class DatedFigure:
    """A figure for the day it holds for, or by which it is to be reached.

    `growth` is that from the point before, where the two can be compared; plans are not.
    """

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
class Series:
    label: str
    is_planned: bool
    points: tuple[DatedFigure, ...]


def points_of(indicator: Indicator, until: date | None = None) -> QuerySet[SeriesPoint]:
    """Those of published letters written until then; what holds on the latest day comes first, without a day last."""
    points = SeriesPoint.objects.filter(indicator=indicator).order_by("-sort_key")
    # nothing holds after its letter was written
    return points.filter(held_on__lte=until, written_on__lte=until) if until else points


def series_of(points: QuerySet[SeriesPoint], indicator: Indicator, until: date | None = None) -> list[Series]:
    """What a page of points holds, in lines, in the order of time. The point before the first stands on another page."""
    before = points_of(indicator, until).filter(series=OuterRef("series"), sort_key__lt=OuterRef("sort_key"))
    some = list(points.annotate(before=Subquery(before.values("pk")[:1])).values_list("before", *POINT_COLUMNS))
    shown = [Point(*row) for _, *row in some]
    earlier = _read(SeriesPoint.objects.filter(pk__in={pk for pk, *_ in some if pk}))
    figures = _figures(indicator, (one.figure_id for one in shown))
    lines = defaultdict[str, list[DatedFigure]](list)
    pairs = zip(some, shown, strict=True)
    for (pk, *_), one in sorted(pairs, key=lambda pair: (pair[1].held_on is None, pair[1].sort_key)):
        if one.figure_id in figures:
            lines[one.series].append(_point(figures[one.figure_id], one, earlier.get(pk)))
    return [
        Series(series_label(line, indicator.unit), line.startswith(PLANNED), tuple(lines[line]))
        for line in sorted(lines, key=lambda line: (line.startswith(PLANNED), line))
    ]


def _read(points: QuerySet[SeriesPoint]) -> dict[int, Point]:
    return {pk: Point(*row) for pk, *row in points.values_list("pk", *POINT_COLUMNS)}


def _figures(indicator: Indicator, pks: Iterable[int]) -> dict[int, Figure]:
    """With their letters; what was withdrawn or deleted just now is not shown."""
    figures = Figure.objects.filter(pk__in=list(pks), indicator=indicator, passage__isnull=False)
    held = list(figures.select_related("passage__recommendation"))
    letters = published_letters(held)
    for figure in held:
        figure.indicator = indicator
        if figure.letter_id in letters:
            figure.letter = letters[figure.letter_id]
    return {figure.pk: figure for figure in held if figure.letter_id in letters}


def _point(figure: Figure, one: Point, earlier: Point | None) -> DatedFigure:
    recommendation = figure.passage.recommendation if figure.passage else None
    citation = cite(figure.letter, recommendation)
    if one.series.startswith(PLANNED):
        return DatedFigure(figure, due_of(one.period), citation, None)
    return DatedFigure(figure, one.held_on, citation, growth(earlier, one) if earlier else None)


def plot_of(indicator: Indicator, lines: Sequence[Series]) -> dict[str, Any] | None:
    """What the plot draws; None if fewer than two points have a day."""
    drawn = [(line, [_drawn(point) for point in line.points if point.on]) for line in lines]
    if sum(len(points) for _, points in drawn) < 2:
        return None
    series = [{"name": line.label, "planned": line.is_planned, "points": points} for line, points in drawn if points]
    return {"name": indicator.name, "unit": indicator.unit, "series": series}


def _drawn(point: DatedFigure) -> dict[str, Any]:
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
