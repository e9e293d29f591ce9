"""The review page: a letter's text at one side, all that was read from it at the other, and every correction.

Every press saves the header as it stands on the page together with what the pressed button says, in one transaction,
and only if the letter is still as the person saw it.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from kejiting.indexing.sync import sync_pending
from kejiting.ingest.duplicates import PossibleDuplicateError
from kejiting.ingest.saving import confirm_letter
from kejiting.ingest.wastebasket import throw_away
from kejiting.web.actions import ActionError, RowChangedError, expect_version
from kejiting.web.permission import MAY_ENTER, require_permission
from measures.queues.kinds import QUEUES, Scope
from measures.queues.places import QueuePlace, asked_place, go_on, place_in
from measures.queues.undo import Deed, remember_deed
from proposals.entry.action_forms import LetterReviewForm
from proposals.entry.header_form import HeaderForm, header_initial
from proposals.entry.incomplete import asked_first
from proposals.entry.outcome import refuse_unreadable, saving, show_saved
from proposals.entry.permission import editors_only
from proposals.entry.review_page import show_review
from proposals.entry.selection import header_values
from proposals.models import ActKind, ReplyLetter, Status
from proposals.pages.comparison import fields_that_differ
from proposals.pages.field_labels import HEADER_LABELS, printed_header
from proposals.records import HEADER_FIELDS, correct_letter, key_of, last_edit_of, one_act, quoted, to_parsed, undo_edit

# The buttons that end a review, and what the letter is then
CONFIRMED = {"draft": Status.DRAFT, "check": Status.CHECKED, "publish": Status.PUBLISHED}
# and those that have the text read again
READ_AGAIN = {"reread", "take"}
MOST_CHANGES_TOLD = 5


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(ReplyLetter, pk=pk)
    place = _place(request, letter)
    if request.method != "POST":
        return show_review(request, letter, HeaderForm(initial=header_initial(to_parsed(letter))))
    form = LetterReviewForm(request.POST)
    if form.action_name == "undo":
        return _undo(request, letter, key_of(form.target))
    try:
        # before anything is shown: a page with the present version must not show what was entered at a former one
        expect_version(letter, form.expected_version)
        if form.action_name == "discard":
            return _discard(request, letter, form, place)
        return _correct(request, letter, form, place)
    except RowChangedError as error:
        messages.error(request, str(error))
        return redirect(request.get_full_path())


def _place(request: HttpRequest, letter: ReplyLetter) -> QueuePlace | None:
    """What arrived is always one of a queue."""
    asked = asked_place(request, "entry_review", letter.pk)
    if asked or not letter.is_arrived:
        return asked
    return place_in(QUEUES["review"], Scope(require_permission(MAY_ENTER, request)), letter.pk)


def _correct(
    request: HttpRequest, letter: ReplyLetter, form: LetterReviewForm, place: QueuePlace | None
) -> HttpResponse:
    header = HeaderForm(request.POST)
    try:
        if form.action_name == "field":
            selected = form.edit().selection(letter.text).of(letter.public_text)
            header = HeaderForm({**request.POST.dict(), **header_values(form.target, selected)})
        if not header.is_valid():
            return show_review(request, letter, header, status=422)
        with saving(f"letter {letter.pk}"):
            message = _save(request, letter, form, header)
    except RowChangedError:
        raise
    except ActionError as error:
        header.add_error(None, str(error))
        # as it is in the base, not as it would have been
        letter.refresh_from_db()
        expect_version(letter, form.expected_version)
        return show_review(request, letter, header, status=error.status)
    return _saved(request, letter, form, header, message, place)


def _saved(
    request: HttpRequest,
    letter: ReplyLetter,
    form: LetterReviewForm,
    header: HeaderForm,
    message: str,
    place: QueuePlace | None,
) -> HttpResponse:
    sync_pending()
    if header.errors:
        return show_review(request, letter, header, status=422)
    missing = asked_first(form, printed_header(letter))
    if missing:
        return show_review(request, letter, header, missing=missing, status=422)
    if form.action_name in CONFIRMED:
        remember_deed(request, None)
        return show_saved(request, letter, place=place)
    if message:  # what can be taken back stands on the page itself
        messages.success(request, message)
    # on the page itself its own 撤销 stands beside what was changed
    leaves = place is not None and place.number is not None and not place.still_waits()
    remember_deed(request, _deed(request, letter) if leaves else None)
    return go_on(request, place) if place and leaves else redirect(request.get_full_path())


def _deed(request: HttpRequest, letter: ReplyLetter) -> Deed | None:
    edit = last_edit_of(letter, require_permission(MAY_ENTER, request))
    if edit is None:
        return None
    said = f"《{letter}》{edit.message.removeprefix('已保存：')}"
    return Deed("edited", said, request.get_full_path(), {"letter": letter.pk, "act": edit.pk})


@transaction.atomic
def _save(request: HttpRequest, letter: ReplyLetter, form: LetterReviewForm, header: HeaderForm) -> str:
    """Correct the letter, and take it into the base; one that may be there already stays where it is, corrected.

    Returns what the person is told, "" if the page itself says what was changed.
    """
    by = require_permission(MAY_ENTER, request)
    values = {name: header.cleaned_data[name] for name in HEADER_FIELDS}
    former_header, expected = printed_header(letter), form.expected_version
    if form.action_name in READ_AGAIN:
        refuse_unreadable(letter.as_read_text)
    # that a person had it read again is told of, whatever came of it
    with one_act(letter, ActKind.CORRECTED, by=by, only_if_changed=form.action_name != "reread") as act:
        clauses = correct_letter(letter, expected_version=expected, header=values, contents=form.edit(), by=by)
        differing = fields_that_differ(HEADER_LABELS, former_header, printed_header(letter))
        changed = (f"{field.label}由{_value(field.old)}改为{_value(field.new)}" for field in differing)
        act.message = _sentence([*changed, *clauses])
    if not act.is_kept:
        letter.refresh_from_db()
    if form.action_name in CONFIRMED and not asked_first(form, printed_header(letter)):
        allow_duplicate = form.cleaned_data["allow_duplicate"]
        try:
            confirm_letter(letter, CONFIRMED[form.action_name], by=by, allow_duplicate=allow_duplicate)
        except PossibleDuplicateError as error:
            header.add_error(None, str(error))
    return "" if act.is_kept else act.message


def _sentence(clauses: Sequence[str]) -> str:
    if not clauses:
        return "没有改动。"
    more = f"，等 {len(clauses)} 处" if len(clauses) > MOST_CHANGES_TOLD else ""
    return f"已保存：{'；'.join(clauses[:MOST_CHANGES_TOLD])}{more}。"


def _value(printed: str | None) -> str:
    return quoted(printed) if printed else "“未写”"


def _undo(request: HttpRequest, letter: ReplyLetter, key: int) -> HttpResponse:
    try:
        with saving(f"letter {letter.pk}, as it was,"):
            message = undo_edit(letter, key, by=require_permission(MAY_ENTER, request))
    except ActionError as error:
        messages.error(request, str(error))
    else:
        sync_pending()
        messages.success(request, f"已撤销，恢复原样（{message.removeprefix('已保存：').rstrip('。')}）。")
    return redirect(request.get_full_path())


def _discard(
    request: HttpRequest, letter: ReplyLetter, form: LetterReviewForm, place: QueuePlace | None
) -> HttpResponse:
    """What arrived goes into the wastebasket; drafts and published letters do so elsewhere, after one more question."""
    if not letter.is_arrived:
        return redirect("entry_delete", letter.pk)
    by = require_permission(MAY_ENTER, request)
    throw_away(letter, by=by, expected_version=form.expected_version)
    said = f"已放弃《{letter}》"
    messages.info(request, f"{said}，在回收站里可以恢复。")
    facts = {"letter": letter.pk, "version": letter.version}
    remember_deed(request, Deed("discarded", said, request.get_full_path(), facts))
    return go_on(request, place) if place else redirect("entry")
