"""A plan that came and one that may be the same, side by side; then one takes the other's place, or both stay."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kejiting.indexing.sync import sync_pending
from kejiting.ingest.plan_saving import discard_plan
from kejiting.web.actions import UNKNOWN_ACTION, ActionError
from kejiting.web.permission import MAY_ENTER_PLANS, only_with
from measures.models import Plan
from measures.plan_entry.former import head_of
from measures.plan_entry.forms import LABELS
from measures.records import PLAN_FIELDS, expect_plan_version, replace_plan
from proposals.entry.action_forms import CompareForm
from proposals.entry.outcome import NOT_SAVED, desk_address, link_to
from proposals.pages.comparison import compare_texts, fields_that_differ

AWAITS_LOOK = "新来的由文字识别读入，替换后是草稿，请对照原件核对后再发布："

logger = logging.getLogger(__name__)


@only_with(MAY_ENTER_PLANS)
@require_http_methods(["GET", "HEAD", "POST"])
def compare_plans(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """`pk` is the plan that came, `other` the one that was there. POST carries the versions of both that were seen."""
    if pk == other:
        raise Http404
    plan, duplicate = get_object_or_404(Plan, pk=pk), get_object_or_404(Plan, pk=other)
    if request.method != "POST":
        return _show(request, plan, duplicate)
    form = CompareForm(request.POST)
    try:
        sentence = _do(plan, duplicate, form)
    except ActionError as error:
        messages.error(request, str(error))
    except (OSError, DatabaseError):
        logger.exception("plans %s and %s could not be brought together", pk, other)
        messages.error(request, NOT_SAVED)
    else:
        sync_pending()
        if form.action_name == "replace" and duplicate.awaits_look:
            messages.warning(request, link_to(AWAITS_LOOK, duplicate))
        messages.success(request, link_to(sentence, duplicate))
        return redirect("entry_plans")
    return redirect("entry_plan_compare", pk, other)


def _do(plan: Plan, duplicate: Plan, form: CompareForm) -> str:
    """Do what the button says; return what the person is told of the plan that stays."""
    if plan.is_published:
        raise ActionError("没有改动：已发布的方案不能在这里放弃或用来替换别的，请先撤回。")
    match form.action_name:
        case "replace":
            replace_plan(
                duplicate,
                plan,
                expected_version=form.other_expected_version,
                expected_arrived=form.expected_version,
            )
            return "已用新来的替换，旧版留存："
        case "discard":
            expect_plan_version(duplicate, form.other_expected_version)
            discard_plan(plan, expected_version=form.expected_version)
            return "已放弃新来的，库中的没有动："
    raise ActionError(UNKNOWN_ACTION)


def _show(request: HttpRequest, plan: Plan, duplicate: Plan) -> HttpResponse:
    context = {
        "plan": plan,
        "duplicate": duplicate,
        "duplicate_address": desk_address(duplicate),
        "plan_address": desk_address(plan),
        "fields": fields_that_differ({name: LABELS[name] for name in PLAN_FIELDS}, head_of(duplicate), head_of(plan)),
        "comparison": compare_texts(duplicate.public_text, plan.public_text),
        "old": "库中",
        "new": "新来",
    }
    return render(request, "plan_entry/compare.html", context)
