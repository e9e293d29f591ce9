"""A question too long for an address: sent by POST, kept for a while, answered part by part at an address of its own."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kejiting.answers.parts import answer_parts
from kejiting.question_form.chips import chips
from kejiting.question_form.forms import QuestionForm
from kejiting.search import NAMES, Filters
from kejiting.search_pages.hit_annotations import hit_annotations
from kejiting.search_pages.matters import matters_of
from kejiting.text.unreadable import UnreadableFile
from kejiting.web.actions import form_errors
from kejiting.web.parameters import words_of
from kejiting.web.querystring import address, given
from measures.extraction.trial import expect_readable
from proposals.models import LongQuestion

LONGEST = 20_000
# What is no longer is asked by its address alone, which people can read and change
LONGEST_IN_ADDRESS = 100
# Swept when the next one is kept
_KEPT = timedelta(days=90)
# What is sent by machines must not fill the base: the oldest go
MOST_KEPT = 2000


class LongQuestionForm(QuestionForm):
    q = forms.CharField(
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": f"最多可以贴 {LONGEST} 字。请只留建议部分，或者分几次检索。"},
    )

    def clean_q(self) -> str:
        text: str = self.cleaned_data["q"]
        try:
            expect_readable(text)
        except UnreadableFile as error:
            raise forms.ValidationError(str(error)) from error
        return text


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Lead to the address of the question; the same text has the same one. Who comes without one may ask."""
    if request.method != "POST":
        return redirect("search")
    form = LongQuestionForm(request.POST)
    if not form.is_valid():
        return refuse(request, form, words_of(request.POST, "q", LONGEST))
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    text = str(asked.pop("q", "")).replace("\r\n", "\n")
    if len(text) <= LONGEST_IN_ADDRESS:
        return redirect(reverse("search") + address({"q": text, **asked}))
    narrowed = {name: asked[name] for name in NAMES if name in asked}
    return redirect(keep(text).get_absolute_url() + (address(narrowed) if narrowed else ""))


def asked_page(request: HttpRequest, key: str) -> HttpResponse:
    text = get_object_or_404(LongQuestion, key=key).text
    form = QuestionForm(request.GET)
    if not form.is_valid():
        return refuse(request, form, text)
    asked = {name: form.cleaned_data[name] for name in NAMES if form.cleaned_data[name]}
    context = {
        "asked": {"q": text, **asked},
        "kept": list(given(asked)),
        "chips": chips(asked),
        **parts_context(text, Filters(**asked)),
    }
    return render(request, "search_pages/search.html", context)


def refuse(request: HttpRequest, form: forms.Form, q: str) -> HttpResponse:
    """Say what is wrong with what was asked; the words stay in the box."""
    context = {"errors": form_errors(form), "asked": {"q": q}}
    return render(request, "search_pages/search.html", context, status=422)


def parts_context(text: str, filters: Filters) -> dict[str, object]:
    """What the page shows of a question that is asked part by part."""
    answered = answer_parts(text, filters)
    return {
        "parts": list(zip(answered.parts, matters_of(answered.parts), strict=True)),
        "parts_notice": answered.notice,
        "notes": hit_annotations(document for part in answered.parts for document in part.documents),
    }


@transaction.atomic
def keep(text: str) -> LongQuestion:
    question, _ = LongQuestion.objects.update_or_create(
        key=sha256(text.encode()).hexdigest()[:32], defaults={"text": text}
    )
    LongQuestion.objects.filter(asked_at__lt=timezone.now() - _KEPT).delete()
    oldest = LongQuestion.objects.order_by("-asked_at").values_list("pk", flat=True)[MOST_KEPT:]
    LongQuestion.objects.filter(pk__in=list(oldest)).delete()
    return question
