"""Which figures are asked for, and the rows that fit: those of published letters, the newest letter first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import F, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from kejiting.text.fold import fold
from measures.extraction.figures import BETWEEN
from measures.figures.values import Condition
from measures.models import Figure
from measures.models.figures import COUNTED
from proposals.models.letters import of_office, of_person

SORTS = {"date": "成文日期，新的在前", "oldest": "成文日期，旧的在前"}
Settled = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class FigureFilters:
    """None and the empty string ask for nothing. `unit` is a base unit; `person` the name of who asked, or its pinyin; `as_of` takes letters written later away."""

    counted: str = ""
    value: Condition | None = None
    unit: str = ""
    year: int | None = None
    indicator: int | None = None
    settled: Settled | None = None
    office: str = ""
    person: str = ""
    as_of: date | None = None
    sort: str = ""

    @property
    def wanted(self) -> Q:
        """What is asked of the figures; a letter that is just read again shows none that lost its passage."""
        wanted = Q(passage__isnull=False)
        for word in filter(None, map(fold, self.counted.replace(BETWEEN, "").split())):
            wanted &= _counts(word)
        if self.value:
            wanted &= _within(self.value)
        if self.unit:
            wanted &= Q(unit=self.unit)
        if self.indicator:
            wanted &= Q(indicator=self.indicator)
        if self.settled:
            wanted &= Q(indicator__isnull=self.settled == "no")
        return wanted

    def of_letters(self, to: str = "") -> Q:
        """What is asked of the letters; `to` leads to them: letter__."""
        said = {"status": "published", "written_on__year": self.year, "written_on__lte": self.as_of}
        wanted = Q(**{to + name: value for name, value in said.items() if value})
        if self.office:
            wanted &= of_office(self.office, to)
        if self.person:
            wanted &= of_person(self.person, to)
        return wanted


def published_figures(filters: FigureFilters) -> QuerySet[Figure]:
    """Those that fit, in no order."""
    return fitting(filters).filter(filters.of_letters("letter__"))


def fitting(filters: FigureFilters) -> QuerySet[Figure]:
    """Those that fit of any letters."""
    return Figure.objects.filter(filters.wanted)


def newest_first(figures: QuerySet[Figure]) -> QuerySet[Figure]:
    """In the order of the ledger; with what a row shows besides the letter."""
    return sorted_by("", figures)


def sorted_by(sort: str, figures: QuerySet[Figure]) -> QuerySet[Figure]:
    """By one of SORTS, within a letter in the order of its text."""
    day = F("letter__written_on")
    letters = (day.asc(nulls_last=True), "letter_id") if sort == "oldest" else (day.desc(nulls_last=True), "-letter_id")
    rows = figures.select_related("passage__recommendation", "indicator")
    return rows.order_by(*letters, "passage__start", "start", "pk")


def _counts(word: str) -> Q:
    """Few are named by pieces; only these are put together before they are looked through."""
    return Q(_stands(word, F("counted_folded"))) | Q(_stands(BETWEEN, F("counted_folded")), _stands(word, COUNTED))


def _stands(words: str, within: Combinable) -> GreaterThan:
    """Their place is looked for: a pattern takes twice as long in SQLite."""
    return GreaterThan(StrIndex(within, Value(words)), 0)


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
