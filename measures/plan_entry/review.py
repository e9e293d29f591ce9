"""The review page of a plan: its text at one side, its head, outline and targets at the other.

Every press saves the head as it stands on the page together with what the pressed button says, in one transaction, and
only if the plan is still as the person saw it. Items and targets have pages of their own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kejiting.indexing.sync import sync_pending
from kejiting.ingest.duplicates import Duplicates, PossibleDuplicateError
from kejiting.ingest.plan_saving import confirm_plan
from kejiting.web.actions import ActionError, RowChangedError, expect_version
from kejiting.web.permission import MAY_ENTER_PLANS, only_with, require_permission
from measures.models import Plan, PlanItem, Target
from measures.plan_entry.former import former_versions
from measures.plan_entry.forms import LABELS, PlanHeadForm, head_initial
from measures.queues.kinds import QUEUES, Scope
from measures.queues.places import QueuePlace, asked_place, place_in
from measures.queues.undo import remember_deed
from measures.records import correct_plan_head, reread_plan, set_plan_status
from proposals.entry.action_forms import LetterActionForm
from proposals.entry.actions import ask_reason, delete_after_asking, reason_of
from proposals.entry.outcome import DONE, refuse_unreadable, saving, show_saved
from proposals.models import ActKind, Status
from proposals.pages.letter_page import TextLine, lines_of
from proposals.records import one_act, open_to

# The buttons that end a review, and what the plan is then
CONFIRMED = {"draft": Status.DRAFT, "check": Status.CHECKED, "publish": Status.PUBLISHED}
MESSAGES = {
    "reread": "已按最新规则重新识别；人工改定的没有动。",
    "release": "已按最新规则重新识别这一项。",
}


@dataclass(frozen=True, slots=True)
class TargetMark:
    """Where a target stands, in characters of its item."""

    target: Target
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ShownPlanItem:
    """An item with the lines of its text, in which its targets are marked."""

    item: PlanItem
    lines: list[TextLine]
    targets: list[Target]


@only_with(MAY_ENTER_PLANS)
@require_http_methods(["GET", "HEAD", "POST"])
def review_plan(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.select_related("entered_by"), pk=pk)
    place = _place(request, plan)
    if request.method != "POST":
        return _show(request, plan, PlanHeadForm(initial=head_initial(plan)))
    form = LetterActionForm(request.POST)
    try:
        # before anything is shown: a page with the present version must not show what was entered at a former one
        expect_version(plan, form.expected_version)
        return _correct(request, plan, form, place)
    except RowChangedError as error:
        messages.error(request, str(error))
        return redirect(request.get_full_path())


def _place(request: HttpRequest, plan: Plan) -> QueuePlace | None:
    """What arrived is always one of a queue."""
    asked = asked_place(request, "entry_plan", plan.pk)
    if asked or not plan.is_arrived:
        return asked
    return place_in(QUEUES["plans"], Scope(require_permission(MAY_ENTER_PLANS, request)), plan.pk)


@only_with(MAY_ENTER_PLANS)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_plan(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    if request.method != "POST":
        return ask_reason(request, plan)
    by, expected = require_permission(MAY_ENTER_PLANS, request), LetterActionForm(request.POST).expected_version
    try:
        set_plan_status(plan, Status.WITHDRAWN, by=by, reason=reason_of(request), expected_version=expected)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        sync_pending()
        messages.success(request, DONE[Status.WITHDRAWN].format(plan))
    return redirect("entry_plan", pk)


@only_with(MAY_ENTER_PLANS)
@require_http_methods(["GET", "HEAD", "POST"])
def delete_plan_draft(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan, pk=pk)
    withdraw = reverse("entry_plan", args=[pk])
    words = {"kind": "方案", "parts": "章节、措施和目标", "desk": "entry_plans", "withdraw": withdraw}
    return delete_after_asking(request, plan, words, right=MAY_ENTER_PLANS)


def _correct(request: HttpRequest, plan: Plan, form: LetterActionForm, place: QueuePlace | None) -> HttpResponse:
    head = PlanHeadForm(request.POST)
    if not head.is_valid():
        return _show(request, plan, head, status=422)
    try:
        with saving(f"plan {plan.pk}"):
            _save(request, plan, form, head)
    except RowChangedError:
        raise
    except ActionError as error:
        head.add_error(None, str(error))
        # as it is in the base, not as it would have been
        plan.refresh_from_db()
        expect_version(plan, form.expected_version)
        return _show(request, plan, head, status=error.status)
    return _saved(request, plan, form, head, place)


def _saved(
    request: HttpRequest, plan: Plan, form: LetterActionForm, head: PlanHeadForm, place: QueuePlace | None
) -> HttpResponse:
    sync_pending()
    remember_deed(request, None)
    if head.errors:
        return _show(request, plan, head, status=422)
    if form.action_name in CONFIRMED:
        return show_saved(request, plan, place=place)
    messages.success(request, MESSAGES.get(form.action_name, "已保存。"))
    return redirect(request.get_full_path())


@transaction.atomic
def _save(request: HttpRequest, plan: Plan, form: LetterActionForm, head: PlanHeadForm) -> None:
    """Correct the head, then do what the button says; a plan that may be there already stays where it is, corrected."""
    by = require_permission(MAY_ENTER_PLANS, request)
    with one_act(plan, ActKind.CORRECTED, by=by):
        correct_plan_head(plan, head.head(), expected_version=form.expected_version)
    match form.action_name:
        case "draft" | "check" | "publish" as action:
            allow_duplicate = form.cleaned_data.get("allow_duplicate", False)
            try:
                confirm_plan(plan, CONFIRMED[action], by=by, allow_duplicate=allow_duplicate)
            except PossibleDuplicateError as error:
                head.add_error(None, str(error))
        case "reread":
            refuse_unreadable(plan.as_read_text)
            reread_plan(plan, by=by)
        case "release":
            if form.target not in plan.set_by_person:
                raise ActionError("这一项已经不是人工改定的了，请刷新页面再看。")
            refuse_unreadable(plan.as_read_text)
            reread_plan(plan, release=form.target, by=by)


def _show(request: HttpRequest, plan: Plan, head: PlanHeadForm, *, status: int = 200) -> HttpResponse:
    items = _shown_items(plan)
    context = {
        "plan": plan,
        "place": _place(request, plan),
        "steps": open_to(plan, require_permission(MAY_ENTER_PLANS, request)),
        "head": head,
        "items": items,
        "target_count": sum(len(one.targets) for one in items),
        "set_by_person": [(name, LABELS[name]) for name in plan.set_by_person if name in LABELS],
        "formers": former_versions(plan),
        "duplicates": Duplicates.of_plan(plan) if plan.is_arrived else Duplicates(),
    }
    return render(request, "plan_entry/review.html", context, status=status)


def _shown_items(plan: Plan) -> list[ShownPlanItem]:
    """Two queries, however many there are."""
    targets: dict[int, list[Target]] = defaultdict(list)
    for target in Target.objects.filter(item__plan=plan).order_by("start", "pk"):
        targets[target.item_id].append(target)
    items = []
    for item in plan.items.order_by("position"):
        item.plan = plan
        own = targets[item.pk]
        for target in own:
            target.item = item
        marks = [TargetMark(target, target.start - item.start, target.end - item.start) for target in own]
        items.append(ShownPlanItem(item, lines_of(item.text, marks), own))
    return items
