"""The desk of plans: two ways in, what still needs a look, and what is published."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db import DatabaseError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from kejiting.ingest.originals import short_name
from kejiting.ingest.plan_saving import stage_plan
from kejiting.ingest.reading import read_plan
from kejiting.text.files import UnreadableFile
from kejiting.web.permission import require_permission
from measures.models import Plan
from measures.models.plan_rows import MAY_ENTER_PLANS
from measures.plan_entry.forms import PlanPasteForm
from measures.plan_entry.permission import plan_editors_only
from measures.records import SamePlanError
from proposals.entry.arrival_forms import FilesForm
from proposals.entry.outcome import NOT_SAVED

logger = logging.getLogger(__name__)

ROWS_A_PAGE = 20
KNOWN = "这份文件已经录入过，没有再存："
REFUSED = 422


@dataclass(frozen=True, slots=True)
class ReceivedPlan:
    """`plan` is what was kept until a person looks at it or, with an error, what came from the same file before."""

    name: str
    plan: Plan | None = None
    error: str = ""


@plan_editors_only
@require_safe
def plan_desk(request: HttpRequest) -> HttpResponse:
    return _show(request, FilesForm(auto_id="file_%s"), PlanPasteForm(auto_id="paste_%s"))


@plan_editors_only
@require_POST
def read_plans(request: HttpRequest) -> HttpResponse:
    """One plan that was read is shown; of several, each is named at the desk; what failed is told at the form."""
    files, paste = FilesForm(auto_id="file_%s"), PlanPasteForm(auto_id="paste_%s")
    form: FilesForm | PlanPasteForm
    if "text" in request.POST:
        form = paste = PlanPasteForm(request.POST, auto_id="paste_%s")
    else:
        form = files = FilesForm(request.POST, request.FILES, auto_id="file_%s")
    by = require_permission(MAY_ENTER_PLANS, request)
    received = [receive_plan(*arrival, by=by) for arrival in form.arrivals()] if form.is_valid() else []
    for one in received:
        if one.plan is None:
            form.add_error(None, f"{one.name}：{one.error}" if len(received) > 1 else one.error)
    match received:
        case [ReceivedPlan(plan=Plan() as plan, error="")]:
            return redirect("entry_plan", plan.pk)
    for one in received:
        if one.plan and one.error:
            messages.error(request, link_to_plan(one.error, one.plan))
        elif one.plan:
            messages.success(request, link_to_plan(f"{one.name} 已读出，请核对：", one.plan))
    return _show(request, files, paste, status=REFUSED) if form.errors else redirect("entry_plans")


def receive_plan(name: str, data: bytes, *, by: User) -> ReceivedPlan:
    """Read a file and keep it, or say why not; one bad file is no trouble to the next."""
    shown = short_name(name)
    try:
        return ReceivedPlan(shown, stage_plan(read_plan(name, data), by=by))
    except UnreadableFile as error:
        logger.info("%r could not be read: %s", name, error)
        return ReceivedPlan(shown, error=str(error))
    except SamePlanError as error:
        return ReceivedPlan(shown, error.plan, KNOWN)
    except (OSError, DatabaseError):
        logger.exception("%r could not be saved", name)
        return ReceivedPlan(shown, error=NOT_SAVED)


def plan_address(plan: Plan) -> str:
    """Where a person goes on with a plan: what is published has its page, all else is still under review."""
    return plan.get_absolute_url() if plan.is_published else reverse("entry_plan", args=[plan.pk])


def link_to_plan(sentence: str, plan: Plan) -> SafeString:
    """A sentence that ends with a link to the plan."""
    name = plan.title or plan.source_name or str(plan)
    return format_html('{}<a href="{}">{}</a>', sentence, plan_address(plan), name)


def _show(request: HttpRequest, files: FilesForm, paste: PlanPasteForm, *, status: int = 200) -> HttpResponse:
    # arrived, draft: the alphabet has the order in which they need a look
    queue = _listed(Plan.objects.to_be_looked_at()).order_by("status", "-changed_at", "-pk")
    published = _listed(Plan.objects.published()).order_by("-changed_at", "-pk")
    context = {
        "file_form": files,
        "paste_form": paste,
        "queue": Paginator(queue, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "published": published[:ROWS_A_PAGE],
    }
    return render(request, "plan_entry/desk.html", context, status=status)


def _listed(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    return plans.select_related("entered_by").defer("text", "as_read_text")
