"""The points of letters on the lines of their indicators, and the stretches of lines that a change there touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields

from django.db.models import QuerySet

from measures.extraction.checks import WINDOW, Point, PointComparison, Statement, find_near, point
from measures.models import SeriesPoint

# Behind what is equal for the figures of a letter that hold on one day
_ID_DIGITS = 19
POINT_COLUMNS = tuple(field.name for field in fields(Point))

Places = Mapping[tuple[int, str], Collection[str]]
"""By indicator and line."""


def renew_points(letters: Collection[int], stated: Iterable[Statement], indicators: Mapping[int, int]) -> Places:
    """Put what the letters state now in place of what they stated; where something stood or stands now."""
    held = SeriesPoint.objects.filter(letter__in=letters)
    rows = [_row(point(one), indicators[one.id]) for one in stated if one.id in indicators]
    places = defaultdict[tuple[int, str], set[str]](set)
    for indicator, line, place in (
        *held.values_list("indicator_id", "series", "sort_key"),
        *((row.indicator_id, row.series, row.sort_key) for row in rows),
    ):
        places[indicator, line].add(place)
    held.delete()
    SeriesPoint.objects.bulk_create(rows)
    return places


def look_again(places: Places) -> Iterator[tuple[int, PointComparison]]:
    """The points of which something else may be found when there is a change at those places, with their indicators."""
    for (indicator, line), own in places.items():
        for points, first in _stretches(SeriesPoint.objects.filter(indicator=indicator, series=line), own):
            for looked in find_near(points, own, first):
                yield indicator, looked


def _stretches(line: QuerySet[SeriesPoint], places: Collection[str]) -> Iterator[tuple[list[Point], int]]:
    """The pieces of a line that reach far enough around the places, and the number of the first point behind one."""
    behind, points, first = WINDOW + len(places), list[Point](), 0
    for start in sorted({place[:-_ID_DIGITS] for place in places}):
        if points and start <= points[-1].sort_key:
            points += _read(line.filter(sort_key__gt=points[-1].sort_key).order_by("sort_key")[:behind])
            continue
        if points:
            yield points, first
        before = _read(line.filter(sort_key__lt=start).order_by("-sort_key")[:WINDOW])
        points = [*reversed(before), *_read(line.filter(sort_key__gte=start).order_by("sort_key")[:behind])]
        first = len(before)
    yield points, first


def _read(rows: QuerySet[SeriesPoint]) -> list[Point]:
    return [Point(*row) for row in rows.values_list(*POINT_COLUMNS)]


def _row(placed: Point, indicator: int) -> SeriesPoint:
    columns = {name: getattr(placed, name) for name in POINT_COLUMNS}
    return SeriesPoint(indicator_id=indicator, sort_key=placed.sort_key, **columns)
