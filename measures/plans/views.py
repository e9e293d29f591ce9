"""The pages of plans."""

from __future__ import annotations

from itertools import count

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kejiting.web.downloads import export_links
from kejiting.web.filter_forms import filtered_by
from measures.annotations.passages import annotate_plan
from measures.extraction.citations import number_key
from measures.models import Plan, PlanLevel
from measures.plans.progress import progress_bar
from measures.plans.rows import lines_of, lines_of_plans
from measures.plans.target_list import TargetListForm
from proposals.records import get_shown

PAGE_SIZE = 20


def plan_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(Plan.objects.published().defer("text", "as_read_text"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    lines, today = lines_of_plans(page), timezone.localdate()
    rows = [{"plan": plan, "total": len(lines[plan.pk]), "bar": progress_bar(lines[plan.pk], today)} for plan in page]
    return render(request, "plans/plan_list.html", {"page": page, "rows": rows})


@filtered_by(TargetListForm)
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_shown(Plan.objects.visible_to(request.user).defer("as_read_text"), pk)
    measures = count(1)
    items = list(plan.items.all())
    for item in items:
        item.plan = plan
    lines, today = lines_of(plan), timezone.localdate()
    form = TargetListForm(request.GET, items=items)
    narrowed = form.narrowed(lines, today) if form.is_valid() else []
    context = {
        "plan": plan,
        "form": form,
        "listing": f"plan/{plan.pk}",
        "items": items,
        # each measure with the number of its page
        "tree": [(item, next(measures) if item.level == PlanLevel.MEASURE else None) for item in items],
        "lines": narrowed,
        "total": len(lines),
        "bar": progress_bar(lines, today),
        "progress": form.cleaned_data.get("progress"),
        "parts": progress_bar(narrowed, today),
        "exports": export_links("scoreboard_export", {}, plan.pk),
        "notes": annotate_plan(plan),
        "basis": [(number, number_key(number)) for number in plan.cites],
        "chips": form.chips(plan.get_absolute_url()) if form.is_valid() else [],
    }
    return render(request, "plans/plan_detail.html", context, status=200 if form.is_valid() else 422)
