"""The newest settled figures of the indicators that an ask or its former answers speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from kejiting.ask_memory.nearness import AskQuestion
from kejiting.text.fold import fold
from measures.extraction.checks import series_label
from measures.extraction.topics import find_names
from measures.models import Discrepancy, Figure, Indicator, IndicatorAlias, SeriesPoint
from measures.models.querysets import with_letters
from proposals.citation import cite

MOST_INDICATORS = 8
_MOST_SERIES, _MOST_DOUBTS, _MOST_NAMES = 6, 3, 5000
# 人数 would stand in every ask
_SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class NewestFigure:
    """The newest reported figure of one series: `label` says scope and manner, `on` the day for which it holds."""

    label: str
    figure: Figure
    on: date | None
    citation: str


@dataclass(frozen=True, slots=True)
class SettledIndicator:
    """`doubts`: discrepancies that are open, the newest first."""

    indicator: Indicator
    series: tuple[NewestFigure, ...]
    doubts: tuple[Discrepancy, ...]


def settled_figures(asked: AskQuestion, passages: Iterable[int]) -> tuple[SettledIndicator, ...]:
    """Of indicators that the ask names, then those of which figures stand in the passages; nine queries at most."""
    keys = _indicators(asked, list(passages))[:MOST_INDICATORS]
    indicators = Indicator.objects.in_bulk(keys)
    series = _newest(indicators)
    doubts = defaultdict[int, list[Discrepancy]](list)
    for doubt in Discrepancy.objects.open().doubts().filter(indicator__in=keys)[: MOST_INDICATORS * 20]:
        doubts[doubt.indicator_id or 0].append(doubt)
    return tuple(
        SettledIndicator(indicators[pk], tuple(series[pk][:_MOST_SERIES]), tuple(doubts[pk][:_MOST_DOUBTS]))
        for pk in keys
        if pk in indicators and series[pk]
    )


def _indicators(asked: AskQuestion, passages: list[int]) -> list[int]:
    aliases = IndicatorAlias.objects.order_by("pk").values_list("folded", "indicator")[:_MOST_NAMES]
    named = dict(aliases)
    named |= {fold(name): pk for name, pk in Indicator.objects.values_list("name", "pk")[:_MOST_NAMES]}
    long_ones = sorted((name for name in named if len(name) >= _SHORTEST_NAME), key=lambda name: (-len(name), name))
    own = [named[name] for _, name in find_names(asked.folded, long_ones)]
    order = {passage: place for place, passage in enumerate(passages)}
    stated = Figure.objects.filter(passage__in=passages, indicator__isnull=False).values_list(
        "passage", "start", "indicator"
    )
    near = sorted(stated, key=lambda row: (order.get(row[0] or 0, 0), row[1]))
    return list(dict.fromkeys((*own, *(indicator for *_, indicator in near if indicator))))


def _newest(indicators: dict[int, Indicator]) -> dict[int, list[NewestFigure]]:
    """Of each series of published letters the last reported point; the series whose letter is newest first.

    There are no points of other letters, but for a moment: which is the last is told by the index alone.
    """
    found = defaultdict[int, list[NewestFigure]](list)
    reported = SeriesPoint.objects.reported().filter(indicator__in=indicators)
    last = reported.order_by().values("indicator", "series").annotate(newest=Max("sort_key"))
    of_each = Q(pk__in=[])
    for row in last[: MOST_INDICATORS * _MOST_SERIES * 4]:
        of_each |= Q(indicator=row["indicator"], series=row["series"], sort_key=row["newest"])
    points = list(reported.published().filter(of_each).order_by("-written_on", "-figure"))
    stated = Figure.objects.filter(passage__isnull=False).select_related("passage__recommendation")
    figures = stated.in_bulk([point.figure_id for point in points])
    with_heads = {figure.pk: figure for figure in with_letters(figures.values())}
    for point in points:
        figure = with_heads.get(point.figure_id)
        if figure is not None and figure.passage is not None:
            label = series_label(point.series, indicators[point.indicator_id].unit)
            citation = cite(figure.letter, figure.passage.recommendation)
            found[point.indicator_id].append(NewestFigure(label, figure, point.held_on, citation))
    return found
