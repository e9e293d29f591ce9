"""The pages of plans."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from measures.models import Plan, Target


def plan_list(request: HttpRequest) -> HttpResponse:
    plans = Plan.objects.defer("text", "as_read_text").annotate(target_count=Count("items__targets"))
    return render(request, "measures/plan_list.html", {"plans": plans})


def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.defer("as_read_text"), pk=pk)
    items = list(plan.items.all())
    targets = list(Target.objects.filter(item__plan=plan).select_related("item").order_by("start"))
    for item in items:
        item.plan = plan
    for target in targets:
        target.item.plan = plan
    return render(request, "measures/plan_detail.html", {"plan": plan, "items": items, "targets": targets})
