"""Checks as people had answered them by a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from measures.models import Discrepancy, DiscrepancyReview


def checks_then(checks: QuerySet[Discrepancy], day: date | None) -> tuple[QuerySet[Discrepancy], QuerySet[Discrepancy]]:
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


def steps_then(steps: Iterable[DiscrepancyReview], day: date | None) -> list[DiscrepancyReview]:
    return [step for step in steps if day is None or timezone.localdate(step.at) <= day]
