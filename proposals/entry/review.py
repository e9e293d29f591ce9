"""The review page: a letter's text at one side, all that was read from it at the other, and every correction.

Every press saves the header as it stands on the page together with what the pressed button says, in one transaction,
and only if the letter is still as the person saw it.
"""

from __future__ import annotations

import logging

from django.contrib import messages
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from kejiting.indexing.sync import sync_pending
from kejiting.ingest.duplicates import PossibleDuplicateError
from kejiting.ingest.saving import confirm_letter, discard_letter
from kejiting.web.actions import ActionError
from kejiting.web.permission import require_permission
from proposals.entry.action_forms import LetterReviewForm
from proposals.entry.header_form import HeaderForm, header_initial
from proposals.entry.outcome import NOT_SAVED, show_saved
from proposals.entry.permission import MAY_ENTER, editors_only
from proposals.entry.review_page import show_review
from proposals.entry.selection import header_values
from proposals.models import ReplyLetter, Status
from proposals.records import HEADER_FIELDS, LetterChangedError, correct_letter, expect_version, to_parsed

logger = logging.getLogger(__name__)

# The buttons that end a review, and what the letter is then
CONFIRMED = {"draft": Status.DRAFT, "publish": Status.PUBLISHED}
READ_AGAIN = "已按最新规则重新识别；人工改定的没有动。"


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(ReplyLetter, pk=pk)
    if request.method != "POST":
        return show_review(request, letter, HeaderForm(initial=header_initial(to_parsed(letter))))
    form = LetterReviewForm(request.POST)
    try:
        # before anything is shown: a page with the present version must not show what was entered at a former one
        expect_version(letter, form.expected_version)
        return _discard(request, letter, form) if form.action_name == "discard" else _correct(request, letter, form)
    except LetterChangedError as error:
        messages.error(request, str(error))
        return redirect("entry_review", pk)


def _correct(request: HttpRequest, letter: ReplyLetter, form: LetterReviewForm) -> HttpResponse:
    header = HeaderForm(request.POST)
    try:
        if form.action_name == "field":
            selected = form.edit().selection(letter.text).of(letter.public_text)
            header = HeaderForm({**request.POST.dict(), **header_values(form.target, selected)})
        if not header.is_valid():
            return show_review(request, letter, header, status=422)
        _save(request, letter, form, header)
    except LetterChangedError:
        raise
    except ActionError as error:
        header.add_error(None, str(error))
        status = 422
    except (OSError, DatabaseError):
        logger.exception("letter %s could not be corrected", letter.pk)
        header.add_error(None, NOT_SAVED)
        status = 503
    else:
        return _saved(request, letter, form, header)
    # as it is in the base, not as it would have been
    letter.refresh_from_db()
    expect_version(letter, form.expected_version)
    return show_review(request, letter, header, status=status)


def _saved(request: HttpRequest, letter: ReplyLetter, form: LetterReviewForm, header: HeaderForm) -> HttpResponse:
    sync_pending()
    if header.errors:
        return show_review(request, letter, header, status=422)
    if form.action_name in CONFIRMED:
        return show_saved(request, letter)
    messages.success(request, READ_AGAIN if form.action_name == "reread" else "已保存。")
    return redirect("entry_review", letter.pk)


@transaction.atomic
def _save(request: HttpRequest, letter: ReplyLetter, form: LetterReviewForm, header: HeaderForm) -> None:
    """Correct the letter, and take it into the base; one that may be there already stays where it is, corrected."""
    by = require_permission(MAY_ENTER, request)
    values = {name: header.cleaned_data[name] for name in HEADER_FIELDS}
    correct_letter(letter, expected_version=form.expected_version, header=values, contents=form.edit(), by=by)
    if form.action_name in CONFIRMED:
        allow_duplicate = form.cleaned_data["allow_duplicate"]
        try:
            confirm_letter(letter, CONFIRMED[form.action_name], by=by, allow_duplicate=allow_duplicate)
        except PossibleDuplicateError as error:
            header.add_error(None, str(error))


def _discard(request: HttpRequest, letter: ReplyLetter, form: LetterReviewForm) -> HttpResponse:
    """What arrived goes, with its file; drafts and published letters are deleted elsewhere, after one more question."""
    if not letter.is_arrived:
        return redirect("entry_delete", letter.pk)
    discard_letter(letter, expected_version=form.expected_version)
    messages.info(request, f"已放弃《{letter}》。")
    return redirect("entry")
