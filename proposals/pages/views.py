"""The pages of letters and of those who asked."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from kejiting.ingest.originals import send_original
from kejiting.web.alphabet import alphabet, beginning_with, count_initials
from kejiting.web.downloads import download_word
from kejiting.web.filter_forms import filtered_by
from kejiting.web.permission import MAY_HANDLE, MAY_RULE
from measures.annotations.passages import annotate_letter
from measures.commitments.candidate_sentences import offered
from measures.commitments.rows import promised_to
from proposals.models import Delegate, Part, ReplyLetter, Status
from proposals.models.delegates import count_letters
from proposals.pages.comparison import compare_texts, fields_that_differ
from proposals.pages.field_labels import LABELS, labels_of
from proposals.pages.forms import DelegateListForm, LetterListForm
from proposals.pages.letter_page import asks_of, lines_as_issued
from proposals.parsing import issued_lines
from proposals.records import get_shown, open_to, printed

PAGE_SIZE = 30
FORMER_FIELDS = {name: LABELS[name] for name in ("title", "doc_number", "written_on")}


@filtered_by(LetterListForm)
def letter_list(request: HttpRequest) -> HttpResponse:
    form = LetterListForm(request.GET)
    letters = form.narrowed(ReplyLetter.objects.published()) if form.is_valid() else ReplyLetter.objects.none()
    # keys alone, so that a page far down reads no more letters than the first
    paginator: Paginator[Any] = Paginator(letters.values_list("pk", flat=True), PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    shown = ReplyLetter.objects.with_proposals().defer("text", "as_read_text").in_bulk(list(page))
    page.object_list = [shown[pk] for pk in page if pk in shown]
    context = {"form": form, "page": page, "chips": form.chips("letters") if form.is_valid() else []}
    return render(request, "letters/letter_list.html", context, status=200 if form.is_valid() else 422)


def letter_detail(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_shown(ReplyLetter.objects.visible_to(request.user).with_proposals().defer("as_read_text"), pk)
    passages = list(letter.passages.order_by("start", "id"))
    for passage in passages:
        passage.letter = letter
    commitments = list(letter.commitments.order_by("start", "pk"))
    in_force = [one for one in commitments if not one.is_dismissed]
    may_rule = letter.is_published and request.user.has_perm(MAY_RULE)
    context = {
        "letter": letter,
        "steps": open_to(letter, request.user),
        "head_passages": [passage for passage in passages if passage.part in (Part.TITLE, Part.PROPOSAL)],
        "set_by_person": labels_of(letter.set_by_person),
        "requests": letter.requests.defer("text") if request.user.has_perm(MAY_HANDLE) else (),
        "versions": letter.versions.select_related("replaced_by").defer("text", "as_read_text")
        if request.user.is_authenticated
        else (),
        "asks": asks_of(letter, passages, in_force),
        "reworded": [one for one in in_force if one.is_reworded],
        "may_be_promised": len(offered(passages, commitments)) if may_rule else 0,
        "may_rule": may_rule,
        "lines": lines_as_issued(letter.public_text, passages),
        "notes": annotate_letter(letter, passages),
    }
    return render(request, "letters/letter_detail.html", context)


def letter_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as it was issued, as a Word file: the lines of its public text."""
    letter = get_shown(ReplyLetter.objects.visible_to(request.user).defer("as_read_text"), pk)
    title = str(letter) if letter.is_published else f"{letter}（{letter.get_status_display()}）"
    return download_word(title, issued_lines(letter.public_text))


@login_required
def letter_original(request: HttpRequest, pk: int) -> HttpResponseBase:
    letter = get_shown(ReplyLetter.objects.visible_to(request.user).only("source_name", "source_sha256"), pk)
    return send_original(letter.source_name, letter.source_sha256)


@login_required
def letter_former(request: HttpRequest, pk: int, former: int) -> HttpResponse:
    """What a letter was before another version took its place, beside what it is today."""
    letter = get_shown(ReplyLetter.objects.visible_to(request.user), pk)
    version = get_object_or_404(letter.versions.select_related("replaced_by"), pk=former)
    heads = [{name: printed(getattr(one, name)) for name in FORMER_FIELDS} for one in (version, letter)]
    context = {
        "letter": letter,
        "former": version,
        "fields": fields_that_differ(FORMER_FIELDS, *heads),
        "comparison": compare_texts(version.public_text, letter.public_text),
        "old": "旧版",
        "new": "现在",
    }
    return render(request, "letters/former_version.html", context)


@login_required
def former_original(request: HttpRequest, pk: int, former: int) -> HttpResponseBase:
    letter = get_shown(ReplyLetter.objects.visible_to(request.user).only("pk"), pk)
    version = get_object_or_404(letter.versions, pk=former)
    return send_original(version.source_name, version.source_sha256)


@login_required
def letter_as_read(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_shown(ReplyLetter.objects.visible_to(request.user).only("as_read_text"), pk)
    return HttpResponse(letter.as_read_text, content_type="text/plain; charset=utf-8")


@filtered_by(DelegateListForm)
def delegate_list(request: HttpRequest) -> HttpResponse:
    form = DelegateListForm(request.GET)
    valid = form.is_valid()
    letter = form.cleaned_data["letter"] if valid else ""
    named = form.named() if valid else Delegate.objects.none()
    initials = count_initials(named)
    paginator = Paginator(beginning_with(named, letter).order_by("pinyin", "pk"), 60)
    paginator.count = initials[letter] if letter else initials.total()
    page = paginator.get_page(request.GET.get("page"))
    answered = count_letters(page)
    context = {
        "page": page,
        "rows": [(delegate, answered[delegate.pk]) for delegate in page],
        "form": form,
        "chips": form.chips("delegates") if valid else [],
        "alphabet": alphabet(initials, form.asked, letter) if valid else [],
    }
    return render(request, "letters/delegate_list.html", context, status=200 if valid else 422)


def delegate_detail(request: HttpRequest, pk: int) -> HttpResponse:
    delegate = get_object_or_404(Delegate, pk=pk)
    letters = ReplyLetter.objects.visible_to(request.user).exclude(status=Status.ARRIVED).answering(delegate)
    letters = letters.with_proposals().prefetch_related("recommendations").defer("text", "as_read_text")
    if not letters:
        raise Http404
    answers = sum(not letter.is_opinion for letter in letters)
    context = {"delegate": delegate, "letters": letters, "answers": answers, "promised": promised_to(delegate.pk)}
    return render(request, "letters/delegate_detail.html", context)
