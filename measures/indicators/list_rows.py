"""The lines of the list of indicators, in a number of queries that does not grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kejiting.text.fold import fold
from measures.indicators.check_rows import open_doubts
from measures.models import CheckMember, Figure, Indicator, Wording
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
        worded = Wording.objects.filter(folded__contains=fold(word)).values("indicator")
        indicators = indicators.filter(Q(name__icontains=word) | Q(pk__in=worded))
    return indicators


def indicator_rows(indicators: Iterable[Indicator]) -> list[IndicatorRow]:
    shown = list(indicators)
    numbers = [indicator.pk for indicator in shown]
    counts: Counter[int] = Counter()
    newest: dict[int, tuple[str, int]] = {}
    published = {
        pk: str(day or "") for pk, day in ReplyLetter.objects.published().order_by().values_list("pk", "written_on")
    }
    held = Figure.objects.filter(indicator__in=numbers, passage__isnull=False).order_by()
    for indicator, letter, figure in held.values_list("indicator_id", "letter_id", "pk"):
        if letter in published:
            counts[indicator] += 1
            newest[indicator] = max(newest.get(indicator, ("", 0)), (published[letter], figure))
    latest = _with_letters(figure for _, figure in newest.values())
    doubts = _doubts(numbers)
    return [IndicatorRow(one, counts[one.pk], latest.get(one.pk), doubts[one.pk]) for one in shown]


def _doubts(indicators: Collection[int]) -> Counter[int]:
    """How many stand under each, or have a figure of it."""
    doubts = open_doubts().order_by()
    owned = doubts.filter(indicator__in=indicators).values_list("pk", "indicator_id")
    taking_part = CheckMember.objects.filter(of__in=doubts, figure__indicator__in=indicators).order_by()
    return Counter(one for _, one in {*owned, *taking_part.values_list("of_id", "figure__indicator_id")})


def _with_letters(pks: Iterable[int]) -> dict[int, Figure]:
    """By their indicators."""
    figures = Figure.objects.in_bulk(list(pks)).values()
    columns = ("title", "doc_number", "agency", "written_on")
    letters = ReplyLetter.objects.only(*columns).in_bulk({figure.letter_id for figure in figures})
    held = [figure for figure in figures if figure.letter_id in letters]  # not deleted just now
    for figure in held:
        figure.letter = letters[figure.letter_id]
    return {figure.indicator_id or 0: figure for figure in held}
