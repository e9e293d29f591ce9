"""The pages of plans."""

from __future__ import annotations

from itertools import count

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString

from kejiting.text.spans import Span
from kejiting.web.downloads import export_links
from measures.citations.links import CitationLinks
from measures.models import Plan, PlanLevel
from measures.plans.rows import count_standings, lines_of


def plan_list(request: HttpRequest) -> HttpResponse:
    plans = Plan.objects.published().defer("text", "as_read_text").annotate(target_count=Count("items__targets"))
    return render(request, "plans/plan_list.html", {"plans": plans})


def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user).defer("as_read_text"), pk=pk)
    measures = count(1)
    items = list(plan.items.all())
    for item in items:
        item.plan = plan
    lines = lines_of(plan)
    context = {
        "plan": plan,
        "items": items,
        # each measure with the number of its page
        "tree": [(item, next(measures) if item.level == PlanLevel.MEASURE else None) for item in items],
        "lines": lines,
        "standings": count_standings(lines),
        "exports": export_links("scoreboard_export", {}, plan.pk),
        "links": CitationLinks(plan.public_text, [item.span for item in items]),
        "basis": _linked("、".join(plan.cites)),
    }
    return render(request, "plans/plan_detail.html", context)


def _linked(numbers: str) -> SafeString:
    whole = Span(0, len(numbers))
    return CitationLinks(numbers, [whole]).html(whole)
