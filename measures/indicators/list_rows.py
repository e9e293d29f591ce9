"""The lines of the list of indicators, in a number of queries that does not grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from kejiting.text.fold import fold
from measures.extraction.checks import due_of
from measures.models import Discrepancy, Figure, Indicator, IndicatorAlias, SeriesPoint
from measures.models.points import SeriesPointQuerySet
from measures.models.querysets import with_letters


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """`latest` and `planned` come with their letters; `due` is the day of the plan, if it names one.

    `figures` and `doubts` are counts.
    """

    indicator: Indicator
    figures: int
    latest: Figure | None
    planned: Figure | None
    due: date | None
    doubts: int


def indicators_named(words: str) -> QuerySet[Indicator]:
    """Those in whose name or in one of whose wordings all the words stand; all, if there are none."""
    indicators = Indicator.objects.all()
    for word in words.split():
        worded = IndicatorAlias.objects.filter(folded__contains=fold(word)).values("indicator")
        indicators = indicators.filter(Q(name__icontains=word) | Q(pk__in=worded))
    return indicators


def with_doubts(indicators: QuerySet[Indicator], *, only: bool) -> QuerySet[Indicator]:
    """With `is_asked`: is there something to be asked of its figures? `only` leaves out those where there is not."""
    doubts = Discrepancy.objects.open().doubts().order_by()
    own, beside = doubts.filter(indicator=OuterRef("pk")), doubts.filter(other_indicators=OuterRef("pk"))
    asked = indicators.annotate(is_asked=Exists(own) | Exists(beside))
    return asked.filter(is_asked=True) if only else asked


def indicator_rows(indicators: Iterable[Indicator]) -> list[IndicatorRow]:
    shown = list(indicators)
    if not shown:
        return []
    numbers = [indicator.pk for indicator in shown]
    points = SeriesPoint.objects.filter(indicator__in=numbers).order_by()
    counts = dict(points.values_list("indicator").annotate(count=Count("pk")))
    published = SeriesPoint.objects.published()
    latest, planned = (_newest(points, numbers) for points in (published.reported(), published.planned()))
    stated = Figure.objects.in_bulk([point.figure_id for point in (*latest.values(), *planned.values())])
    figures = {figure.pk: figure for figure in with_letters(stated.values(), "agency")}
    doubts = _doubts(numbers)
    return [
        IndicatorRow(
            indicator=one,
            figures=counts.get(one.pk, 0),
            latest=figures.get(latest[one.pk].figure_id) if one.pk in latest else None,
            planned=figures.get(planned[one.pk].figure_id) if one.pk in planned else None,
            due=due_of(planned[one.pk].period) if one.pk in planned else None,
            doubts=doubts[one.pk],
        )
        for one in shown
    ]


def _newest(points: SeriesPointQuerySet, indicators: Collection[int]) -> dict[int, SeriesPoint]:
    """Of each indicator that has any of the points the one of the letter that was written last."""
    its_own = points.filter(indicator=OuterRef("pk"))
    newest = its_own.order_by(F("written_on").desc(nulls_last=True), "-figure").values("pk")
    of_each = Indicator.objects.filter(pk__in=indicators).order_by().annotate(newest=Subquery(newest[:1]))
    found = SeriesPoint.objects.in_bulk([pk for pk in of_each.values_list("newest", flat=True) if pk])
    return {point.indicator_id: point for point in found.values()}


def _doubts(indicators: Collection[int]) -> Counter[int]:
    """How many stand under each, or have a figure of it."""
    doubts, count = Discrepancy.objects.open().doubts().order_by(), Count("pk")
    own = doubts.filter(indicator__in=indicators).values_list("indicator").annotate(count=count)
    beside = doubts.filter(other_indicators__in=indicators).values_list("other_indicators").annotate(count=count)
    return Counter(dict(own)) + Counter(dict(beside))
