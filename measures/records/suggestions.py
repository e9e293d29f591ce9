"""Which figures may tell how far targets were met: found once, when a letter or a plan comes in or changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from measures.extraction.same_name import likeness, names_of, same_kind
from measures.models import Figure, Plan, Target, TargetSuggestion
from proposals.models import Part, ReplyLetter

# As many as a query takes on every database
_AT_ONCE = 500
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Aim:
    """What a target aims at: by which names, in which units, since when."""

    target: int
    names: tuple[str, ...]
    units: frozenset[str]
    since: date | None

    def offer(self, figure: Figure, written_on: date | None) -> TargetSuggestion | None:
        """None also for figures of letters that are older than the plan."""
        if figure.unit not in self.units or (self.since and written_on and written_on < self.since):
            return None
        found = likeness(self.names, figure.counted_folded or "")
        if found is None:
            return None
        return TargetSuggestion(
            target_id=self.target,
            figure=figure,
            asked=found.asked[:_LONGEST],
            name=found.name[:_LONGEST],
            extra=found.extra,
        )


def refresh_suggestions(letter: ReplyLetter) -> None:
    """Offer the letter's figures to the targets of all plans; what it plans (下一步) reports nothing."""
    aims = list(_aims(Target.objects.all()))
    figures = list(_reporting().filter(letter=letter)) if aims else []
    TargetSuggestion.objects.filter(figure__letter=letter).delete()
    _save(aim.offer(figure, letter.written_on) for figure in figures for aim in aims)


@transaction.atomic
def suggest_for_plan(plan: Plan) -> None:
    """Offer the figures of all letters to a plan that is new or of another day now.

    Every wording is compared once, not every figure.
    """
    TargetSuggestion.objects.filter(target__item__plan=plan).delete()
    aims = list(_aims(Target.objects.filter(item__plan=plan)))
    wanted: dict[str, set[str]] = defaultdict(set)
    wordings = Figure.objects.filter(counted_folded__isnull=False).order_by().values_list("unit", "counted_folded")
    for unit, counted in wordings.distinct().iterator(_AT_ONCE):
        if counted and any(unit in aim.units and likeness(aim.names, counted) for aim in aims):
            wanted[unit].add(counted)
    for unit, words in wanted.items():
        for some in _batched(sorted(words), _AT_ONCE):
            figures = _reporting().filter(unit=unit, counted_folded__in=some).select_related("letter")
            figures = figures.only("unit", "counted_folded", "letter__written_on")
            _save(aim.offer(figure, figure.letter.written_on) for figure in figures for aim in aims)


def _aims(targets: QuerySet[Target]) -> Iterator[_Aim]:
    rows = targets.values_list("pk", "indicator", "unit", "item__plan__issued_on")
    for pk, indicator, unit, since in rows:
        if names := names_of(indicator):
            yield _Aim(pk, names, same_kind(unit), since)


def _reporting() -> QuerySet[Figure]:
    return Figure.objects.filter(counted_folded__isnull=False).exclude(passage__part=Part.NEXT_STEPS)


def _batched(words: Iterable[str], size: int) -> Iterator[list[str]]:
    rest = iter(words)
    while some := list(islice(rest, size)):
        yield some


def _save(offers: Iterable[TargetSuggestion | None]) -> None:
    TargetSuggestion.objects.bulk_create(filter(None, offers), batch_size=_AT_ONCE)
