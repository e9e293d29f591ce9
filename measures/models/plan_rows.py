"""Who may see what: of plans, and of all that hangs on a plan."""

from __future__ import annotations

from typing import Self, TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.db import models

from proposals.models import Status

MAY_ENTER_PLANS = "measures.add_plan"

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class PlanRowQuerySet(models.QuerySet[Row_co]):
    """`plan` leads from a row to its plan."""

    plan = "plan"

    def published(self) -> Self:
        return self.filter(**{f"{self.plan}__status": Status.PUBLISHED})

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everyone sees what is published; who may enter plans sees what arrived and the drafts, too."""
        return self.all() if user.has_perm(MAY_ENTER_PLANS) else self.published()


class TargetRowQuerySet(PlanRowQuerySet[Row_co]):
    plan = "item__plan"


PlanRowManager = models.Manager.from_queryset(PlanRowQuerySet)
TargetRowManager = models.Manager.from_queryset(TargetRowQuerySet)
