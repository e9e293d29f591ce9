"""What a plan was before another version took its place, beside what it is today, and the files of both."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kejiting.ingest.originals import send_original
from kejiting.web.permission import MAY_ENTER_PLANS, only_with
from measures.models import Plan
from measures.plan_entry.forms import LABELS
from measures.records import PLAN_FIELDS
from proposals.pages.comparison import compare_texts, fields_that_differ
from proposals.records import printed


def former_versions(plan: Plan) -> list[Any]:
    """Of each file that the plan was read from before, the last row of its history; the newest first."""
    rows = plan.history.exclude(source_sha256=plan.source_sha256).order_by("-history_date", "-history_id")
    return _first_of_each_file(rows.defer("text"))


@only_with(MAY_ENTER_PLANS)
@require_safe
def former_plan(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """`version` is the key of a row of the plan's history."""
    plan = get_object_or_404(Plan, pk=pk)
    former = _former(plan, version)
    context = {
        "plan": plan,
        "former": former,
        "fields": fields_that_differ({name: LABELS[name] for name in PLAN_FIELDS}, head_of(former), head_of(plan)),
        "comparison": compare_texts(Plan(text=former.text).public_text, plan.public_text),
        "old": "旧版",
        "new": "现在",
    }
    return render(request, "plan_entry/former.html", context)


@only_with(MAY_ENTER_PLANS)
@require_safe
def plan_original(request: HttpRequest, pk: int, version: int | None = None) -> FileResponse:
    """The file that the plan, or a former version of it, was read from."""
    plan = get_object_or_404(Plan, pk=pk)
    source = plan if version is None else _former(plan, version)
    return send_original(source.source_name, source.source_sha256)


def head_of(plan: Any) -> dict[str, str | None]:
    """The head of a plan, or of a row of its history, as it is printed."""
    return {**{name: printed(getattr(plan, name)) for name in PLAN_FIELDS}, "cites": printed(tuple(plan.cites))}


def _former(plan: Plan, version: int) -> Any:
    former = next((row for row in former_versions(plan) if row.pk == version), None)
    if former is None:
        raise Http404
    return former


def _first_of_each_file(rows: Iterable[Any]) -> list[Any]:
    firsts: dict[str, Any] = {}
    for row in rows:
        firsts.setdefault(row.source_sha256, row)
    return list(firsts.values())
