"""Hold a plan while it is changed."""

from __future__ import annotations

from kejiting.web.actions import lock_row
from measures.models import Plan, PlanItem, Target
from proposals.records import begin_acts


def lock_plan(plan: Plan, expected_version: int | None = None) -> None:
    """Hold the plan's row until the transaction ends. Raises RowChangedError (see `lock_row`)."""
    lock_row(Plan.everything.all(), plan, expected_version)
    _begin_history(plan)
    begin_acts(plan)


def _begin_history(plan: Plan) -> None:
    """A plan that is older than histories of plans begins its own with what it was before the first change."""
    if Plan.history.filter(id=plan.pk).exists():
        return
    was = Plan.everything.get(pk=plan.pk)
    Plan.history.bulk_history_create([was], default_date=was.entered_at)
    PlanItem.history.bulk_history_create(list(was.items.all()), default_date=was.entered_at)
    targets = Target.objects.filter(item__plan=was)
    Target.history.bulk_history_create(list(targets), default_date=was.entered_at)
