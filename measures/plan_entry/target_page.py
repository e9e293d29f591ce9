"""The page of a target at the desk: a person adds one from a sentence, changes it, or takes it away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kejiting.indexing.sync import sync_pending
from kejiting.text.spans import Span
from kejiting.web.actions import ActionError, RowChangedError, expect_version
from kejiting.web.permission import MAY_ENTER_PLANS, only_with, require_permission
from kejiting.web.row_actions import MAX_CHARACTER
from measures.extraction.amounts import amount_text
from measures.extraction.targets import find_targets
from measures.models import Comparator, Plan, Target
from measures.plan_entry.forms import PlanTargetForm, target_initial
from measures.records import TargetFields, remove_target, save_target
from proposals.entry.action_forms import LetterActionForm
from proposals.models import ActKind
from proposals.records import locate, one_act

NOT_IN_THE_TEXT = "方案里没有这段文字，请照原文写。"


class SentenceForm(forms.Form):
    """The sentence from which a target is added, in characters of the plan's text."""

    start = forms.IntegerField(min_value=0, max_value=MAX_CHARACTER)
    end = forms.IntegerField(min_value=0, max_value=MAX_CHARACTER)

    def span(self, plan: Plan) -> Span:
        """Raises Http404 for what is no place in the text."""
        if not self.is_valid():
            raise Http404
        start, end = self.cleaned_data["start"], min(self.cleaned_data["end"], len(plan.text))
        if start >= end:
            raise Http404
        return Span(start, end)


@only_with(MAY_ENTER_PLANS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_plan_target(request: HttpRequest, plan: int) -> HttpResponse:
    held = get_object_or_404(Plan, pk=plan)
    sentence = SentenceForm(request.GET).span(held)
    if request.method != "POST":
        return _show(request, held, PlanTargetForm(initial=_as_read(held, sentence)), None)
    return _save(request, held, None, near=sentence.start)


@only_with(MAY_ENTER_PLANS)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_target(request: HttpRequest, plan: int, pk: int) -> HttpResponse:
    held = get_object_or_404(Plan, pk=plan)
    target = Target.objects.select_related("item__plan").filter(item__plan=held, pk=pk).first()
    if target is None:
        if request.method != "POST":
            raise Http404
        messages.error(request, "这个目标已经不在了，您的改动没有保存。请看过新的内容再改。")
        return redirect("entry_plan", plan)
    if request.method != "POST":
        return _show(request, held, PlanTargetForm(initial=target_initial(target)), target)
    if LetterActionForm(request.POST).action_name == "remove":
        return _remove(request, held, target)
    return _save(request, held, target, near=target.start)


def _save(request: HttpRequest, plan: Plan, target: Target | None, *, near: int) -> HttpResponse:
    version = LetterActionForm(request.POST).expected_version
    form = PlanTargetForm(request.POST)
    try:
        expect_version(plan, version)
        span = _find(plan, form.cleaned_data["words"], near) if form.is_valid() else None
        if form.is_valid() and span is None:
            form.add_error("words", NOT_IN_THE_TEXT)
        if span is None or not form.is_valid():
            return _show(request, plan, form, target, status=422)
        with one_act(plan, ActKind.CORRECTED, by=require_permission(MAY_ENTER_PLANS, request)):
            saved = save_target(plan, target.pk if target else None, _fields(form, span), expected_version=version)
    except RowChangedError as error:
        messages.error(request, str(error))
        return redirect("entry_plan", plan.pk)
    except ActionError as error:
        form.add_error(None, str(error))
        return _show(request, plan, form, target, status=422)
    sync_pending()
    messages.success(request, f"已保存目标“{saved.indicator}”。")
    return redirect(f"{reverse('entry_plan', args=[plan.pk])}#i{saved.item_id}")


def _remove(request: HttpRequest, plan: Plan, target: Target) -> HttpResponse:
    item = target.item_id
    try:
        with one_act(plan, ActKind.CORRECTED, by=require_permission(MAY_ENTER_PLANS, request)):
            remove_target(plan, target.pk, expected_version=LetterActionForm(request.POST).expected_version)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        sync_pending()
        messages.success(request, f"已去掉目标“{target.indicator}”，原文没有动。")
    return redirect(f"{reverse('entry_plan', args=[plan.pk])}#i{item}")


def _fields(form: PlanTargetForm, span: Span) -> TargetFields:
    low, high, unit = form.cleaned_data["amount"]
    named = {name: form.cleaned_data[name] for name in ("indicator", "due")}
    return TargetFields(
        **named, comparator=Comparator(form.cleaned_data["comparator"]), low=low, high=high, unit=unit, span=span
    )


def _show(
    request: HttpRequest, plan: Plan, form: PlanTargetForm, target: Target | None, *, status: int = 200
) -> HttpResponse:
    context = {"plan": plan, "form": form, "target": target}
    return render(request, "plan_entry/target.html", context, status=status)


def _find(plan: Plan, words: str, near: int) -> Span | None:
    """Where the words stand: the first place from the sentence on, else the first in the text; widths do not count."""
    for start in (near, 0):
        if span := locate(plan.public_text[start:], words).span:
            return span.shifted(start)
    return None


def _as_read(plan: Plan, sentence: Span) -> dict[str, Any]:
    """What the rules read in the sentence that is no target yet; else its words alone."""
    known = set(Target.objects.filter(item__plan=plan).values_list("start", flat=True))
    found = [read for read in find_targets(plan.public_text, sentence, item=0) if read.span.start not in known]
    if not found:
        return {"words": sentence.of(plan.public_text)}
    first = found[0]
    low, high = (Target._meta.get_field("low").to_python(str(value)) for value in (first.low, first.high))
    return {
        "words": first.span.of(plan.public_text),
        "indicator": first.indicator,
        "comparator": first.comparator,
        "value": amount_text(low, high, first.unit),
        "due": first.due,
    }
