"""An editor says that a commitment is no promise, or that it is one after all."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kejiting.web.actions import STALE, ActionError, ActionForm
from kejiting.web.api_parameters import MAX_ID
from kejiting.web.permission import require_permission
from measures.commitments.page import commitment_shown, visible_commitment
from measures.commitments.permission import MAY_RULE
from measures.models import LONGEST_REASON, Commitment, ReviewAction
from measures.records import dismiss_commitment, restore_commitment

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
    commitment = visible_commitment(request, pk)
    form = VerdictForm(request.POST)
    typed = str(form["reason"].value() or "")
    if not form.is_valid():
        return commitment_shown(request, pk, verdict=(form.sentences, typed))
    act, done = _ACTIONS[ReviewAction(form.cleaned_data["action"])]
    try:
        act(
            commitment,
            reason=form.cleaned_data["reason"],
            expected_version=form.cleaned_data["expected_version"],
            by=user,
        )
    except ActionError as error:
        if not Commitment.objects.filter(pk=pk).exists():
            messages.error(request, str(error))
            return redirect("commitments")
        return commitment_shown(request, pk, verdict=([str(error)], typed))
    messages.success(request, done)
    return redirect(commitment)
