"""The desk of plans: two ways in, what still needs a look, and what is published."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from kejiting.ingest.plan_saving import stage_plan
from kejiting.ingest.reading import read_plan
from kejiting.web.permission import MAY_ENTER_PLANS, only_with, require_permission
from measures.models import Plan
from measures.plan_entry.forms import PlanPasteForm
from proposals.entry.arrival_forms import FilesForm, PasteForm, arrival_form, desk_forms
from proposals.entry.received import KNOWN, Received, answer_arrivals, kept_or_refused
from proposals.models import Status
from proposals.records import SameFileError

ROWS_A_PAGE = 20
# What the queue is narrowed to
STATES = (Status.ARRIVED, Status.DRAFT, Status.CHECKED, Status.WITHDRAWN)
REFUSED = 422


@only_with(MAY_ENTER_PLANS)
@require_safe
def plan_desk(request: HttpRequest) -> HttpResponse:
    return _show(request)


@only_with(MAY_ENTER_PLANS)
@require_POST
def read_plans(request: HttpRequest) -> HttpResponse:
    form = arrival_form(request, PlanPasteForm)
    by = require_permission(MAY_ENTER_PLANS, request)
    received = [_receive(*arrival, by=by) for arrival in form.arrivals()] if form.is_valid() else []
    return answer_arrivals(request, form, received, "entry_plans") or _show(request, form, status=REFUSED)


def _receive(name: str, data: bytes, *, by: User) -> Received:
    def keep(shown: str) -> Received:
        try:
            return Received(shown, "read", stage_plan(read_plan(name, data), by=by))
        except SameFileError as error:
            return Received(shown, "known", error.known, KNOWN)

    return kept_or_refused(name, keep, by=by)


def _show(request: HttpRequest, refused: FilesForm | PasteForm | None = None, *, status: int = 200) -> HttpResponse:
    # arrived, checked, draft: the alphabet has the order in which they need a look
    counts = dict(Plan.objects.order_by().values_list("status").annotate(Count("pk")))
    chosen = request.GET.get("status", "")
    plans = Plan.objects.filter(status=chosen) if chosen in STATES else Plan.objects.to_be_looked_at()
    queue = _listed(plans).order_by("status", "-changed_at", "-pk")
    published = _listed(Plan.objects.published()).order_by("-changed_at", "-pk")
    context = {
        **desk_forms(refused, PlanPasteForm),
        "queue": Paginator(queue, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "states": [(status, status.label, counts[status], status == chosen) for status in STATES if status in counts],
        "published": published[:ROWS_A_PAGE],
    }
    return render(request, "plan_entry/desk.html", context, status=status)


def _listed(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    return plans.select_related("entered_by").defer("text", "as_read_text")
