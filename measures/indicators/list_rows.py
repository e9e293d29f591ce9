"""The lines of the list of indicators, in a number of queries that does not grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from kejiting.text.fold import fold
from measures.models import Discrepancy, Figure, Indicator, IndicatorAlias, SeriesPoint
from proposals.models import ReplyLetter


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """`latest` comes with its letter; `figures` and `doubts` are counts."""

    indicator: Indicator
    figures: int
    latest: Figure | None
    doubts: int


def indicators_named(words: str) -> QuerySet[Indicator]:
    """Those in whose name or in one of whose wordings all the words stand; all, if there are none."""
    indicators = Indicator.objects.all()
    for word in words.split():
        worded = IndicatorAlias.objects.filter(folded__contains=fold(word)).values("indicator")
        indicators = indicators.filter(Q(name__icontains=word) | Q(pk__in=worded))
    return indicators


def indicator_rows(indicators: Iterable[Indicator]) -> list[IndicatorRow]:
    shown = list(indicators)
    numbers = [indicator.pk for indicator in shown]
    points = SeriesPoint.objects.filter(indicator__in=numbers).order_by()
    counts = dict(points.values_list("indicator").annotate(count=Count("pk")))
    latest = _latest(numbers)
    figures = _with_letters(latest.values())
    doubts = _doubts(numbers)
    return [
        IndicatorRow(one, counts.get(one.pk, 0), figures.get(latest.get(one.pk, 0)), doubts[one.pk]) for one in shown
    ]


def _latest(indicators: Collection[int]) -> dict[int, int]:
    """Of each that has any the figure of the letter that was written last."""
    published = SeriesPoint.objects.published().filter(indicator=OuterRef("pk"))
    newest = published.order_by(F("written_on").desc(nulls_last=True), "-figure").values("figure")
    of_each = Indicator.objects.filter(pk__in=indicators).order_by()
    pairs = of_each.annotate(latest=Subquery(newest[:1])).values_list("pk", "latest")
    return {indicator: figure for indicator, figure in pairs if figure}


def _doubts(indicators: Collection[int]) -> Counter[int]:
    """How many stand under each, or have a figure of it."""
    doubts, count = Discrepancy.objects.open().doubts().order_by(), Count("pk")
    own = doubts.filter(indicator__in=indicators).values_list("indicator").annotate(count=count)
    beside = doubts.filter(other_indicators__in=indicators).values_list("other_indicators").annotate(count=count)
    return Counter(dict(own)) + Counter(dict(beside))


def _with_letters(pks: Iterable[int]) -> dict[int, Figure]:
    figures = Figure.objects.in_bulk(list(pks)).values()
    columns = ("title", "doc_number", "agency", "written_on")
    letters = ReplyLetter.objects.only(*columns).in_bulk({figure.letter_id for figure in figures})
    held = [figure for figure in figures if figure.letter_id in letters]  # not deleted just now
    for figure in held:
        figure.letter = letters[figure.letter_id]
    return {figure.pk: figure for figure in held}
