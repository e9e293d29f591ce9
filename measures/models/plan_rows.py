"""Who may see what: of plans, and of all that hangs on a plan."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from kejiting.web.permission import MAY_ENTER_PLANS
from proposals.models.querysets import OwnedRowQuerySet

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class PlanRowQuerySet(OwnedRowQuerySet[Row_co]):
    owner = "plan"
    owner_model = "measures.Plan"
    right = MAY_ENTER_PLANS


class TargetRowQuerySet(PlanRowQuerySet[Row_co]):
    owner = "item__plan"
