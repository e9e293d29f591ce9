"""The lines of a plan's scoreboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from measures.models import Plan, PlanItem, Target, TargetEvidence
from measures.models.plan_rows import TargetRowQuerySet
from measures.models.target_status import TargetStatus
from measures.plans.target_evidence import Reported, deciding, reported
from measures.queues.kinds import open_suggestions

SEVERAL = "同一天报告的几个数据说法不一，请核口径"
LINKS = Prefetch(
    "evidence",
    TargetEvidence.objects.published()
    .select_related("figure__letter", "figure__passage__recommendation", "figure__indicator", "by")
    .defer("figure__letter__text", "figure__letter__as_read_text"),
    to_attr="links",  # a list: for each target alone a queryset would be made
)
# One that has thousands of offers takes no longer than one that has a single one. Composed once: it takes a third of the
# time of a plan's lines
_TARGETS: TargetRowQuerySet[Target] = (
    Target.objects.select_related("item", "superseded")
    .prefetch_related(LINKS)
    .annotate(is_offered=Exists(open_suggestions().filter(target=OuterRef("pk"))))
    .order_by("start")
)


@dataclass(frozen=True)
class TargetRow:
    """A target, the figures linked to it, the newest first, and whether others may be linked."""

    target: Target
    reported: tuple[Reported, ...]
    is_offered: bool

    @cached_property
    def deciding(self) -> tuple[Reported, ...]:
        """By these it stands as it does; none decide for a target that no longer holds."""
        return () if self.is_superseded else deciding(self.reported)

    @property
    def is_superseded(self) -> bool:
        return hasattr(self.target, "superseded")

    @property
    def standing(self) -> TargetStatus:
        if self.is_superseded:
            return TargetStatus.SUPERSEDED
        said = {row.standing for row in self.deciding}
        if not said:
            return TargetStatus.OFFERED if self.is_offered else TargetStatus.UNREPORTED
        return said.pop() if len(said) == 1 else TargetStatus.OPEN

    @property
    def notes(self) -> tuple[str, ...]:
        """What to mind about the standing."""
        several = (SEVERAL,) if len({row.standing for row in self.deciding}) > 1 else ()
        return several + tuple(dict.fromkeys(note for row in self.deciding for note in row.notes))


def lines_of(plan: Plan) -> list[TargetRow]:
    """In the order of the text, in a number of queries that does not grow."""
    return lines_of_plans([plan])[plan.pk]


def lines_of_plans(plans: Iterable[Plan]) -> dict[int, list[TargetRow]]:
    """Those of each plan, by its key, in the order of its text, in a number of queries that does not grow."""
    by_key = {plan.pk: plan for plan in plans}
    lines: dict[int, list[TargetRow]] = {pk: [] for pk in by_key}
    for target in _TARGETS.filter(item__plan__in=by_key):
        target.item.plan = by_key[target.item.plan_id]
        lines[target.item.plan_id].append(_line(target))
    return lines


def lines_of_items(items: Sequence[PlanItem]) -> list[TargetRow]:
    """Of the targets that stand in some measures, whose plans are at hand."""
    return _lines(_TARGETS.filter(item__in=items), [item.plan for item in items])


def line_of(plan: int, pk: int, user: User | AnonymousUser) -> TargetRow | None:
    """Of one target that the person may see, with its plan."""
    target = (
        _TARGETS.visible_to(user).select_related("item__plan", "superseded__by").filter(pk=pk, item__plan=plan).first()
    )
    return _line(target) if target else None


def _lines(targets: QuerySet[Target], plans: Sequence[Plan]) -> list[TargetRow]:
    known = {plan.pk: plan for plan in plans}
    for target in targets:
        target.item.plan = known[target.item.plan_id]
    return [_line(target) for target in targets]


def _line(target: Target) -> TargetRow:
    known = vars(target)
    return TargetRow(target, reported(target, known["links"]), bool(known["is_offered"]))
