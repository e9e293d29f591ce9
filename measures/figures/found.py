"""The figures that fit as a list: how many they are, and any stretch of them, however far down, at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from itertools import accumulate

from django.db.models import Count, Value
from django.db.models.functions import Coalesce

from measures.figures.filters import FigureFilters, fitting, sorted_by
from measures.models import Figure
from proposals.models import ReplyLetter


class FoundFigures:
    """In the order of the ledger. What fits is counted letter by letter; figures are read only of a stretch's letters."""

    def __init__(self, filters: FigureFilters) -> None:
        self._filters = filters
        letters = ReplyLetter.objects.filter(filters.of_letters())
        # asked apart, of an index: in the rows of letters the status stands behind the text
        figures = fitting(filters).filter(letter__in=letters.order_by().values("pk"))
        counts = dict(figures.order_by().values_list("letter").annotate(many=Count("*")))
        # ordered by the day as an expression: by the day itself SQLite would go through the letters' rows
        oldest = (Coalesce("written_on", Value(date.max)).asc(), "pk")
        newest = (Coalesce("written_on", Value(date.min)).desc(), "-pk")
        ordered = letters.order_by(*(oldest if filters.sort == "oldest" else newest))
        self._letters = [pk for pk in ordered.values_list("pk", flat=True) if pk in counts]
        self._ends = list(accumulate(counts[pk] for pk in self._letters))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __getitem__(self, stretch: slice) -> list[Figure]:
        """Between two numbers, counted from 0; fewer where there are no more."""
        start, stop = int(stretch.start), int(stretch.stop)
        first, last = bisect_right(self._ends, start), bisect_left(self._ends, stop)
        before = self._ends[first - 1] if first else 0
        in_letters = fitting(self._filters).filter(letter__in=self._letters[first : last + 1])
        figures = sorted_by(self._filters.sort, in_letters)
        return list(figures[start - before : stop - before])
