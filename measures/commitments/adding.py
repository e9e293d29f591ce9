"""The page on which an editor says that words of a passage are a promise."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kejiting.web.actions import ActionError, form_errors
from kejiting.web.permission import MAY_RULE, require_permission
from measures.commitments.candidate_sentences import choices_of, offered
from measures.commitments.forms import AddForm
from measures.models import Commitment
from measures.records import ANSWER_PARTS, add_commitment
from proposals.models import Passage, ReplyLetter

# The list of what may be promised sends this with a press of its buttons, to be shown again after it.
_TO_LIST = "list"
_GONE = "没有记下承诺：答复函刚刚撤回，或者这一段刚刚改动过。请打开答复函，看过现在的原文再选。"


@dataclass(frozen=True, slots=True)
class AddRefusal:
    """`obstacle`: the commitment that stands in the way."""

    sentences: tuple[str, ...]
    obstacle: Model | None = None


@require_http_methods(["GET", "HEAD", "POST"])
def commitment_add(request: HttpRequest, pk: int) -> HttpResponse:
    """`pk` is a passage's; `?sentence=` chooses one. POST carries the version of the letter that was seen."""
    user = require_permission(MAY_RULE, request)
    if request.method != "POST":
        return _shown(request, _passage(pk), AddForm(initial={"sentence": request.GET.get("sentence", "")}))
    try:
        return _add(request, _passage(pk), user)
    except Http404:
        messages.error(request, _GONE)
        return redirect("commitments")


def _add(request: HttpRequest, passage: Passage, user: User) -> HttpResponse:
    form = AddForm(request.POST)
    if not form.is_valid():
        return _shown(request, passage, form, AddRefusal(tuple(form_errors(form))))
    version = form.cleaned_data["expected_version"]
    try:
        added = add_commitment(passage, form.named(passage.text), expected_version=version, by=user)
    except ActionError as error:
        return _shown(request, passage, form, AddRefusal((str(error),), error.obstacle))
    messages.success(request, f"已记下这项承诺：“{added}”。")
    return (
        redirect("commitments_possible", passage.letter_id)
        if form.cleaned_data["back"] == _TO_LIST
        else redirect(added)
    )


def _passage(pk: int) -> Passage:
    published = ReplyLetter.objects.published().order_by().values("pk")
    passages = Passage.objects.select_related("letter", "recommendation").defer("letter__as_read_text")
    return get_object_or_404(passages, pk=pk, part__in=ANSWER_PARTS, letter__in=published)


def _shown(request: HttpRequest, passage: Passage, form: AddForm, refusal: AddRefusal | None = None) -> HttpResponse:
    """With what was typed, if it was refused; the sentences and the version are those of now."""
    passage = _passage(passage.pk)
    held = Commitment.objects.filter(passage=passage).order_by("start", "pk")
    context = {
        "passage": passage,
        "letter": passage.letter,
        "choices": choices_of(passage, held),
        "form": form,
        "refusal": refusal,
    }
    return render(request, "commitments/commitment_add.html", context, status=422 if refusal else 200)


@require_safe
def commitments_possible(request: HttpRequest, pk: int) -> HttpResponse:
    require_permission(MAY_RULE, request)
    letter = get_object_or_404(ReplyLetter.objects.published().defer("as_read_text"), pk=pk)
    passages = list(
        letter.passages.filter(part__in=ANSWER_PARTS).select_related("recommendation").order_by("start", "id")
    )
    for passage in passages:
        passage.letter = letter
    context = {"letter": letter, "offers": offered(passages, letter.commitments.all()), "searched": bool(passages)}
    return render(request, "commitments/commitments_possible.html", context)
