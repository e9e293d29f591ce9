"""The review page: a letter's text at one side, all that was read from it at the other, and every correction.

Every press saves the header as it stands on the page together with what the pressed button says, in one transaction,
and only if the letter is still as the person saw it.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from kejiting.indexing.sync import sync_pending
from kejiting.ingest.duplicates import PossibleDuplicateError
from kejiting.ingest.saving import confirm_letter, discard_letter
from proposals.entry.content_deeds import content_changes
from proposals.entry.corrections import HEADER_FIELDS, correct
from proposals.entry.header_form import HeaderForm, header_initial
from proposals.entry.outcome import NOT_SAVED, show_saved
from proposals.entry.permission import editor_of, editors_only
from proposals.entry.review_page import show_review
from proposals.entry.selection import header_values, selected_span
from proposals.entry.sentence_deeds import judge
from proposals.models import ReplyLetter, Status
from proposals.records import (
    LetterChangedError,
    MarkingError,
    Provenance,
    correcting,
    decline_offer,
    reread_letter,
    save_letter,
    take_offer,
    to_parsed,
)

logger = logging.getLogger(__name__)

# The buttons that end a review, and what the letter is then
KEPT = {"draft": Status.DRAFT, "publish": Status.PUBLISHED}
READ_AGAIN = "已按最新规则重新识别；人工改定的没有动。"


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(ReplyLetter, pk=pk)
    if request.method != "POST":
        return show_review(request, letter, HeaderForm(initial=header_initial(to_parsed(letter))))
    if request.POST.get("version") != str(letter.version):
        messages.error(request, str(LetterChangedError(letter)))
        return redirect("entry_review", pk)
    deed, _, target = request.POST.get("deed", "save").partition(":")
    try:
        return _discard(request, letter) if deed == "discard" else _correct(request, letter, deed, target)
    except LetterChangedError as error:
        messages.error(request, str(error))
        return redirect("entry_review", pk)


def _correct(request: HttpRequest, letter: ReplyLetter, deed: str, target: str) -> HttpResponse:
    entered = request.POST.copy()
    header = HeaderForm(entered)
    try:
        if deed == "field":
            entered.update(header_values(target, selected_span(entered, letter.text).of(letter.public_text)))
        if not header.is_valid():
            return show_review(request, letter, header, status=422)
        with transaction.atomic():
            _do(letter, header, deed, target, entered, editor_of(request))
            if deed in KEPT:
                _keep(letter, KEPT[deed], header, editor_of(request))
    except MarkingError as error:
        header.add_error(None, str(error))
    except (OSError, DatabaseError):
        logger.exception("letter %s could not be corrected", letter.pk)
        header.add_error(None, NOT_SAVED)
        return show_review(request, letter, header, status=503)
    sync_pending()
    if header.errors:
        return show_review(request, letter, header, status=422)
    if deed in KEPT:
        return show_saved(request, letter)
    messages.success(request, READ_AGAIN if deed == "reread" else "已保存。")
    return redirect("entry_review", letter.pk)


def _do(letter: ReplyLetter, header: HeaderForm, deed: str, target: str, posted: QueryDict, by: User) -> None:
    """Save what the person changed of the header, then do what the pressed button says."""
    parsed = replace(to_parsed(letter), text=letter.text)
    corrected, changed = correct(parsed, {name: header.cleaned_data[name] for name in HEADER_FIELDS})
    if changed:
        save_letter(corrected, source=Provenance.of(letter), by=by, letter=letter, set_by_person=changed)
    changes = content_changes(letter, deed, target, posted)
    if changes:
        with correcting(letter):
            for change in changes:
                change()
    match deed:
        case "reread":
            reread_letter(letter, by=by)
        case "take":
            take_offer(letter, target, by=by)
        case "decline":
            decline_offer(letter, target)
        case "judge":
            judge(letter, target)


def _keep(letter: ReplyLetter, status: Status, header: HeaderForm, by: User) -> None:
    """Take the letter into the base; one that may be there already stays where it is, corrected."""
    try:
        confirm_letter(letter, status, by=by, again=header.data.get("again") == "on")
    except PossibleDuplicateError as error:
        header.add_error(None, str(error))


def _discard(request: HttpRequest, letter: ReplyLetter) -> HttpResponse:
    """What arrived goes, with its file; drafts and published letters are deleted elsewhere, after one more question."""
    if not letter.is_arrived:
        return redirect("entry_delete", letter.pk)
    discard_letter(letter)
    messages.info(request, f"已放弃《{letter}》，库里没有留下它。")
    return redirect("entry")
