"""The page of a commitment: its words, what came of it step by step, and later passages that may say so."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST

from kejiting.search import marked_html
from kejiting.text.spans import Span
from kejiting.web.actions import STALE, ActionError, ActionForm, form_errors
from kejiting.web.parameters import MAX_ID
from kejiting.web.permission import MAY_FOLLOW, MAY_RULE, require_permission
from measures.commitments.evidence_suggestions import EvidenceSuggestions, suggest_evidence
from measures.commitments.forms import StepForm
from measures.commitments.rows import row_of
from measures.models import LONGEST_REASON, Commitment, CommitmentState, CommitmentStep, ReviewAction
from measures.queues.places import asked_place, go_on
from measures.queues.undo import Deed, remember_deed
from measures.records import dismiss_commitment, restore_commitment, take_step


@require_http_methods(["GET", "HEAD", "POST"])
def commitment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return commitment_shown(request, pk)
    place = asked_place(request, "commitment", pk)
    commitment = visible_commitment(request, pk)
    user = require_permission(MAY_FOLLOW, request)
    form = StepForm(request.POST)
    if not form.is_valid():
        return commitment_shown(request, pk, form, form_errors(form))
    asked = form.cleaned_data
    try:
        take_step(
            commitment,
            CommitmentState(asked["state"]),
            expected_version=asked["expected_version"],
            by=user,
            evidence=form.passage,
            reason=asked["reason"],
        )
    except ActionError as error:
        if not Commitment.objects.filter(pk=pk).exists():
            messages.error(request, str(error))
            return redirect("commitments")
        return commitment_shown(request, pk, form, [str(error)])
    messages.success(request, "已记下这项承诺的进展。")
    said = f"承诺“{commitment}”认定为{CommitmentState(asked['state']).label}"
    former = {"promise": pk, "state": commitment.state, "steps": asked["expected_version"] + 1}
    remember_deed(request, Deed("step", said, request.get_full_path(), former))
    return go_on(request, place) if place else redirect(commitment)


def visible_commitment(request: HttpRequest, pk: int) -> Commitment:
    """With its steps and verdicts. Raises Http404."""
    steps = Prefetch("steps", CommitmentStep.objects.select_related("evidence__letter"))
    commitments = Commitment.objects.select_related("letter", "passage__recommendation").prefetch_related(
        steps, "reviews"
    )
    return get_object_or_404(commitments.visible_to(request.user).defer("letter__as_read_text"), pk=pk)


def commitment_shown(
    request: HttpRequest,
    pk: int,
    form: StepForm | None = None,
    refused: list[str] | None = None,
    verdict: tuple[list[str], str] = ([], ""),
) -> HttpResponse:
    """With what was typed, if it was refused; what others found is that of now, so that it is seen before the next try.

    `verdict`: why one was refused, and the reason that was typed with it.
    """
    commitment = visible_commitment(request, pk)
    row = row_of(commitment, timezone.localdate())
    verdicts = commitment.reviews.all()
    found = (
        EvidenceSuggestions(())
        if commitment.is_dismissed
        else suggest_evidence(commitment, {one for step in row.steps if (one := step.evidence_id)})
    )
    is_published = commitment.letter.is_published
    context = {
        "row": row,
        "place": asked_place(request, "commitment", pk),
        "commitment": commitment,
        "marked": _marked(commitment),
        "offers": found.offers,
        "no_index": found.no_index,
        "form": form or StepForm(),
        "refused": refused,
        "verdicts": verdicts,
        "verdict_refused": verdict[0],
        "verdict_reason": verdict[1],
        "expected_version": len(row.steps) + len(verdicts),
        "may_follow": is_published and not commitment.is_dismissed and request.user.has_perm(MAY_FOLLOW),
        "may_rule": is_published and request.user.has_perm(MAY_RULE),
    }
    return render(request, "commitments/commitment_detail.html", context, status=422 if refused or verdict[0] else 200)


def _marked(commitment: Commitment) -> SafeString | None:
    """The whole passage with the commitment's words marked; None if they are no longer there."""
    passage = commitment.passage
    if passage is None:
        return None
    passage.letter = commitment.letter
    return SafeString(marked_html(passage.text, (Span(commitment.start, commitment.end),)))  # escaped there


_ACTIONS = {
    ReviewAction.SET_ASIDE: (dismiss_commitment, "已记下：这一项不是承诺。承诺页默认不再列出，可以随时恢复。"),
    ReviewAction.RESTORED: (restore_commitment, "已恢复为承诺。"),
}


class VerdictForm(ActionForm):
    action = forms.ChoiceField(choices=[(action.value, action.label) for action in _ACTIONS], error_messages=STALE)
    reason = forms.CharField(
        max_length=LONGEST_REASON,
        error_messages={
            "required": "请写明理由。",
            "max_length": f"理由太长，请不要超过{LONGEST_REASON}字。",
        },
    )
    expected_version = forms.IntegerField(min_value=0, max_value=MAX_ID, error_messages=STALE)


@require_POST
def commitment_verdict(request: HttpRequest, pk: int) -> HttpResponse:
    """What was typed is shown again if it is refused; `expected_version` counts the steps and verdicts that the person saw."""
    user = require_permission(MAY_RULE, request)
    place = asked_place(request, "commitment", pk)
    commitment = visible_commitment(request, pk)
    form = VerdictForm(request.POST)
    typed = str(form["reason"].value() or "")
    if not form.is_valid():
        return commitment_shown(request, pk, verdict=(form_errors(form), typed))
    action = ReviewAction(form.cleaned_data.pop("action"))
    act, done = _ACTIONS[action]
    try:
        act(commitment, **form.cleaned_data, by=user)
    except ActionError as error:
        if not Commitment.objects.filter(pk=pk).exists():
            messages.error(request, str(error))
            return redirect("commitments")
        return commitment_shown(request, pk, verdict=([str(error)], typed))
    messages.success(request, done)
    facts = {"promise": pk, "acts": form.cleaned_data["expected_version"] + 1}
    address = commitment.get_absolute_url() + (place.asked if place else "")
    deed = Deed("set aside", f"“{commitment}”认定为不是承诺", address, facts)
    remember_deed(request, deed if action == ReviewAction.SET_ASIDE else None)
    return go_on(request, place) if place else redirect(commitment)
