"""The page of a commitment: its words, what came of it step by step, and later passages that may say so."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from kejiting.search import marked_html
from kejiting.text.spans import Span
from measures.commitments.offers import offers_for
from measures.commitments.rows import row_of
from measures.commitments.step_form import StepForm
from measures.models import Commitment, CommitmentStep, State
from measures.records import StepError, take_step
from proposals.models import ReplyLetter

MAY_FOLLOW = "measures.add_commitmentstep"


@require_http_methods(["GET", "HEAD", "POST"])
def commitment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return _shown(request, pk, StepForm())
    commitment = _visible(request, pk)
    user = request.user
    if not isinstance(user, User) or not user.has_perm(MAY_FOLLOW):
        raise PermissionDenied
    form = StepForm(request.POST)
    if not form.is_valid():
        return _shown(request, pk, form, form.errors_said)
    said = form.cleaned_data
    try:
        take_step(
            commitment, State(said["state"]), seen=said["seen"], by=user, evidence=form.passage, reason=said["reason"]
        )  # fmt: skip
    except StepError as error:
        if not Commitment.objects.filter(pk=pk).exists():
            messages.error(request, str(error))
            return redirect("commitments")
        return _shown(request, pk, form, [str(error)])
    messages.success(request, "已记下这项承诺的进展。")
    return redirect(commitment)


def _visible(request: HttpRequest, pk: int) -> Commitment:
    steps = Prefetch("steps", CommitmentStep.objects.select_related("evidence__letter"))
    commitments = Commitment.objects.select_related("letter", "passage__recommendation").prefetch_related(steps)
    visible = ReplyLetter.objects.visible_to(request.user).order_by().values("pk")
    return get_object_or_404(commitments.defer("letter__as_read_text"), pk=pk, letter__in=visible)


def _shown(request: HttpRequest, pk: int, form: StepForm, refused: list[str] | None = None) -> HttpResponse:
    """With what was typed, if it was refused; the steps are those of now, so that they are seen before the next try."""
    commitment = _visible(request, pk)
    row = row_of(commitment, timezone.localdate())
    found = offers_for(commitment, {step.evidence_id for step in row.steps if step.evidence_id})
    context = {
        "row": row,
        "commitment": commitment,
        "marked": _marked(commitment),
        "offers": found.offers,
        "no_index": found.no_index,
        "form": form,
        "refused": refused,
        "may_follow": commitment.letter.is_published and request.user.has_perm(MAY_FOLLOW),
    }
    return render(request, "measures/commitment_detail.html", context, status=422 if refused else 200)


def _marked(commitment: Commitment) -> SafeString | None:
    """The whole passage with the commitment's words marked; None if they are no longer there."""
    passage = commitment.passage
    if passage is None:
        return None
    passage.letter = commitment.letter
    return SafeString(marked_html(passage.text, (Span(commitment.start, commitment.end),)))  # escaped there
