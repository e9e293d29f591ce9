"""The page of a measure of a plan: its words, its targets, and what letters later said of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from measures.models import Plan, PlanItem, PlanLevel
from measures.plans.follow_ups import said_later
from measures.plans.rows import lines_of_items
from proposals.records import expect_not_withdrawn

_MOST = 10_000


def measure_detail(request: HttpRequest, plan: int, number: int) -> HttpResponse:
    """`number` counts the measures of a plan from 1, however they are numbered in print."""
    if not 1 <= number <= _MOST:
        raise Http404
    measures = PlanItem.objects.visible_to(request.user).filter(plan=plan, level=PlanLevel.MEASURE)
    measures = measures.select_related("plan").defer("plan__as_read_text").order_by("position")
    shown = list(measures[max(number - 2, 0) : number + 1])
    place = 0 if number == 1 else 1
    if place >= len(shown):
        expect_not_withdrawn(Plan, plan)
        raise Http404
    item = shown[place]
    context = {
        "item": item,
        "number": number,
        "lines": lines_of_items([item]),
        "later": said_later(item),
        "before": reverse("measure", args=[plan, number - 1]) if number > 1 else None,
        "after": reverse("measure", args=[plan, number + 1]) if len(shown) > place + 1 else None,
    }
    return render(request, "plans/measure_detail.html", context)
