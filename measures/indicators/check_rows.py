"""Checks as pages show them: the passages side by side, each with its figures marked and its citation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery, Value, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.safestring import SafeString

from kejiting.search import snippet_html
from measures.figures.filters import FigureFilters, newest_first, published_figures
from measures.figures.rows import LedgerRow, ledger_rows
from measures.indicators.forms import ReviewForm
from measures.models import Discrepancy, DiscrepancyFigure, DiscrepancyReview, Indicator

_WIDTH = 320


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence with the figures of a check that stand in it: all of one sentence are quoted once."""

    rows: tuple[LedgerRow, ...]

    @property
    def marked(self) -> SafeString:
        places = tuple(sorted(row.place for row in self.rows))
        return SafeString(snippet_html(self.rows[0].sentence, places, _WIDTH))  # escaped there


@dataclass(frozen=True, slots=True)
class CheckRow:
    """`lost` are the figures no longer stated so, or whose letters are no longer published, as they were quoted then."""

    check: Discrepancy
    members: tuple[DiscrepancyFigure, ...]
    rows: tuple[LedgerRow, ...]
    lost: tuple[DiscrepancyFigure, ...]
    steps: tuple[DiscrepancyReview, ...]

    @property
    def closed(self) -> bool:
        """As the last of the steps says."""
        return bool(self.steps) and self.steps[-1].resolved

    @property
    def figures(self) -> list[int]:
        return [row.figure.pk for row in self.rows]

    @property
    def form(self) -> ReviewForm:
        return ReviewForm(auto_id=f"%s-{self.check.pk}")

    @property
    def quotes(self) -> list[Quote]:
        together: dict[tuple[int | None, str], list[LedgerRow]] = {}
        for row in self.rows:
            together.setdefault((row.figure.passage_id, row.sentence), []).append(row)
        return [Quote(tuple(rows)) for rows in together.values()]


@dataclass(frozen=True, slots=True)
class ChecksOf:
    """Of the checks those that stand under the indicator or in which its figures take part, the newest first.

    A page is looked up in the indexes of both, however many there are.
    """

    indicator: Indicator
    checks: QuerySet[Discrepancy]

    def count(self) -> int:
        return sum(some.count() for some in self._both)

    def __getitem__(self, part: slice) -> list[Discrepancy]:
        found = {one for some in self._both for one in some[: part.stop]}
        return sorted(found, key=lambda one: (one.newest or date.min, one.pk), reverse=True)[part]

    @property
    def _both(self) -> tuple[QuerySet[Discrepancy], QuerySet[Discrepancy]]:
        return self.checks.filter(indicator=self.indicator), self.checks.filter(other_indicators=self.indicator)


def check_rows(checks: Iterable[Discrepancy], *, to_editor: bool, as_of: date | None = None) -> list[CheckRow]:
    """With the steps taken by that day, in a number of queries that does not grow."""
    shown = list(checks)
    prefetch_related_objects(shown, "members", "reviews", "indicator")
    members = {member.figure_id or 0 for check in shown for member in check.members.all()}
    figures = newest_first(published_figures(FigureFilters()).filter(pk__in=members))
    rows = {row.figure.pk: row for row in ledger_rows(figures)}
    found = [_row(check, rows, as_of) for check in shown]
    # what was quoted then may not be published now
    return [row for row in found if to_editor or not row.lost]


def _row(check: Discrepancy, rows: dict[int, LedgerRow], as_of: date | None) -> CheckRow:
    members = tuple(check.members.all())
    stated = {member.pk: row for member in members if (row := rows.get(member.figure_id or 0)) and _says(row, member)}
    return CheckRow(
        check,
        members,
        tuple(stated.values()),
        tuple(member for member in members if member.pk not in stated),
        tuple(step for step in check.reviews.all() if as_of is None or timezone.localdate(step.at) <= as_of),
    )


def _says(row: LedgerRow, member: DiscrepancyFigure) -> bool:
    """The figure's number may have been corrected since."""
    return row.figure.printed.split() == member.printed.split()


def discrepancies_as_of(
    checks: QuerySet[Discrepancy], day: date | None
) -> tuple[QuerySet[Discrepancy], QuerySet[Discrepancy]]:
    """Those open and those closed that day, of letters written until then; as they are now, if there is no day."""
    if day is None:
        return checks.filter(closed=False), checks.filter(closed=True)
    steps = (
        DiscrepancyReview.objects.filter(discrepancy=OuterRef("pk"), at__date__lte=day)
        .order_by("-pk")
        .values("resolved")
    )
    then = checks.filter(newest__lte=day).annotate(closed_then=Coalesce(Subquery(steps[:1]), Value(False)))
    return then.filter(closed_then=False), then.filter(closed_then=True)
