"""Which figures are asked for, and the rows that fit: those of published letters, the newest letter first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import F, Q, QuerySet

from kejiting.text.fold import fold
from measures.extraction.figures import BETWEEN
from measures.figure_ledger.values import Condition
from measures.models import Figure
from measures.models.figures import COUNTED
from proposals.models import ReplyLetter, Status

Settled = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Filters:
    """None and the empty string ask for nothing. `unit` is a base unit; `as_of` takes letters written later away."""

    counted: str = ""
    value: Condition | None = None
    unit: str = ""
    year: int | None = None
    indicator: int | None = None
    settled: Settled | None = None
    as_of: date | None = None

    @property
    def wanted(self) -> Q:
        wanted = Q()
        for word in filter(None, map(fold, self.counted.replace(BETWEEN, "").split())):
            wanted &= Q(counts__contains=word)
        if self.value:
            wanted &= _within(self.value)
        if self.unit:
            wanted &= Q(unit=self.unit)
        if self.year:
            wanted &= Q(letter__written_on__year=self.year)
        if self.indicator:
            wanted &= Q(indicator=self.indicator)
        if self.settled:
            wanted &= Q(indicator__isnull=self.settled == "no")
        if self.as_of:
            wanted &= Q(letter__written_on__lte=self.as_of)
        return wanted


def published_figures(filters: Filters) -> QuerySet[Figure]:
    """Those that fit, in no order; a letter that is just read again shows none that lost its passage."""
    return _fitting(filters).filter(letter__status=Status.PUBLISHED)


def count_published(filters: Filters) -> int:
    """How many `published_figures` are.

    Which letters are published is asked apart, of an index: in the rows of letters the status stands behind the text.
    """
    return _fitting(filters).filter(letter__in=ReplyLetter.objects.published().order_by().values("pk")).count()


def _fitting(filters: Filters) -> QuerySet[Figure]:
    return Figure.objects.alias(counts=COUNTED).filter(filters.wanted, passage__isnull=False)


def newest_first(figures: QuerySet[Figure]) -> QuerySet[Figure]:
    """In the order of the ledger, within a letter in that of its text; with what a row shows besides the letter."""
    return figures.select_related("passage__recommendation", "indicator").order_by(
        F("letter__written_on").desc(nulls_last=True), "-letter_id", "passage__start", "start", "pk"
    )  # fmt: skip


def _within(asked: Condition) -> Q:
    """All that is printed lies within: 15－30万元 is within 10..50万元, and is not the same as 15万元."""
    beyond = "" if asked.beyond else "e"
    wanted = Q()
    if asked.unit:
        wanted &= Q(unit=asked.unit)
    if asked.is_one_value:
        return wanted & Q(low=asked.low, high=asked.high)
    if asked.low is not None:
        wanted &= Q(**{f"low__gt{beyond}": asked.low})
    if asked.high is not None:
        wanted &= Q(**{f"high__lt{beyond}": asked.high})
    return wanted
