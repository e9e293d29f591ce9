"""The page of a plan's item at the desk: what it is, where it begins and ends, and its sentences with their targets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kejiting.indexing.sync import sync_pending
from kejiting.text.list_numbers import TYPED_NUMBER
from kejiting.text.numerals import NUMBER, to_int
from kejiting.text.spans import Span
from kejiting.web.actions import UNKNOWN_ACTION, ActionError
from kejiting.web.permission import MAY_ENTER_PLANS, only_with, require_permission
from measures.models import PlanItem, PlanLevel, Target
from measures.plan_entry.forms import PlanItemForm, item_initial
from measures.records import change_item, join_plan_item, split_plan_item
from proposals.entry.action_forms import LetterActionForm
from proposals.models import ActKind
from proposals.parsing.stops import sentence_spans
from proposals.records import one_act

_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class PlanSentence:
    """A sentence of the item, with the targets that begin in it."""

    text: str
    span: Span
    targets: list[Target]


@only_with(MAY_ENTER_PLANS)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_item(request: HttpRequest, plan: int, pk: int) -> HttpResponse:
    item = PlanItem.objects.in_use().select_related("plan").filter(plan=plan, pk=pk).first()
    if item is None:
        if request.method != "POST":
            raise Http404
        messages.error(request, "这一条已经不在了，您的改动没有保存。请看过新的内容再改。")
        return redirect("entry_plan", plan)
    if request.method != "POST":
        return _show(request, item, PlanItemForm(initial=_with_suggestions(item)))
    action = LetterActionForm(request.POST)
    form = PlanItemForm(request.POST)
    if action.action_name == "save" and not form.is_valid():
        return _show(request, item, form, status=422)
    try:
        with one_act(item.plan, ActKind.CORRECTED, by=require_permission(MAY_ENTER_PLANS, request)):
            here = _do(item, action, form)
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("entry_plan_item", plan, pk)
    sync_pending()
    messages.success(request, "已保存。")
    return redirect("entry_plan_item", plan, here)


def _do(item: PlanItem, action: LetterActionForm, form: PlanItemForm) -> int:
    """Do what the button says; return the key of the item to go on with."""
    plan, version = item.plan, action.expected_version
    match action.action_name:
        case "save":
            level = PlanLevel(form.cleaned_data["level"])
            number, title = form.cleaned_data["number"], form.cleaned_data["title"]
            change_item(plan, item.pk, level=level, number=number, title=title, expected_version=version)
            return item.pk
        case "split":
            at = int(action.target) if re.fullmatch(r"[0-9]{1,7}", action.target) else 0
            return split_plan_item(plan, item.pk, at, expected_version=version).pk
        case "join":
            return join_plan_item(plan, item.pk, expected_version=version).pk
    raise ActionError(UNKNOWN_ACTION)


def _show(request: HttpRequest, item: PlanItem, form: PlanItemForm, *, status: int = 200) -> HttpResponse:
    around = PlanItem.objects.filter(plan=item.plan_id)
    context = {
        "plan": item.plan,
        "item": item,
        "form": form,
        "sentences": _sentences(item),
        "above": around.filter(position__lt=item.position).last(),
        "below": around.filter(position__gt=item.position).first(),
    }
    return render(request, "plan_entry/item.html", context, status=status)


def _sentences(item: PlanItem) -> list[PlanSentence]:
    text = item.plan.public_text
    targets = list(item.targets.order_by("start", "pk"))
    for target in targets:
        target.item = item
    sentences = [PlanSentence(span.of(text), span, []) for span in sentence_spans(text, item.span)]
    for target in targets:
        holding = [sentence for sentence in sentences if sentence.span.start <= target.start]
        (holding or sentences)[-1].targets.append(target)
    return sentences


def _with_suggestions(item: PlanItem) -> dict[str, str | int | None]:
    """What the item is; of a numbered line also the number and the title that it would have as a heading."""
    initial = item_initial(item)
    mark = TYPED_NUMBER.match(item.text)
    if mark is None or item.level in (PlanLevel.CHAPTER, PlanLevel.SECTION):
        return initial
    printed = re.search(NUMBER, mark[0])
    title = re.split("[。：:\n]", item.text[mark.end() :], maxsplit=1)[0].strip()
    return {
        **initial,
        "number": item.number or (to_int(printed[0]) if printed else None),
        "title": title if len(title) <= _LONGEST_TITLE else None,
    }
