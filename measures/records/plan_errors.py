"""Hold a plan while it is changed, and say in Chinese why it was not."""

from __future__ import annotations

from kejiting.web.actions import ActionError
from measures.models import Plan, PlanItem, Target
from proposals.records import begin_acts


class PlanChangedError(ActionError):
    """Someone else saved the plan in the meantime: nothing is overwritten."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(f"《{plan}》刚才已被别人改过，您的改动没有保存。请看过新的内容再改。", plan)


class SamePlanError(ActionError):
    """The very same file is in the base already."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(f"这份方案已经录入过：{plan}。", plan)
        self.plan = plan


def expect_plan_version(plan: Plan, expected_version: int | None) -> None:
    """Raise PlanChangedError if `plan` is not as the person saw it; None: nobody saw a page of it."""
    if expected_version not in (None, plan.version):
        raise PlanChangedError(plan)


def lock_plan(plan: Plan, expected_version: int | None = None) -> None:
    """Hold the plan's row until the transaction ends.

    Raises PlanChangedError if it is not as the caller read it, or not as the person saw it (see `expect_plan_version`).
    """
    expect_plan_version(plan, expected_version)
    current = Plan.everything.select_for_update().filter(pk=plan.pk).values_list("version", flat=True).first()
    if current != plan.version:
        raise PlanChangedError(plan)
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
