"""Publish, withdraw or delete a letter. Each carries the version that the person saw; a stale one changes nothing."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kejiting.indexing.sync import sync_pending
from kejiting.ingest.wastebasket import throw_away
from kejiting.web.actions import ActionError
from kejiting.web.permission import MAY_ENTER, require_permission
from measures.queues.set_off import tell_what_is_set_off
from proposals.entry.action_forms import LetterActionForm
from proposals.entry.incomplete import NEVERTHELESS, missing_of
from proposals.entry.outcome import DONE, Entered
from proposals.entry.permission import editors_only
from proposals.models import ReplyLetter, Status
from proposals.records import LONGEST_REASON, NotLookedAtError, set_status


@editors_only
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(ReplyLetter, pk=pk)
    if letter.is_arrived:
        messages.error(request, f"《{letter}》还没有核对。请核对后在本页发布。")
        return redirect("entry_review", pk)
    missing = missing_of(letter)
    if missing and LetterActionForm(request.POST).target != NEVERTHELESS:
        return render(request, "entry/publish.html", {"letter": letter, "missing": missing})
    return _set_status(request, letter, Status.PUBLISHED)


@editors_only
@require_POST
def to_draft(request: HttpRequest, pk: int) -> HttpResponse:
    return _set_status(request, get_object_or_404(ReplyLetter, pk=pk), Status.DRAFT)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(ReplyLetter, pk=pk)
    return _set_status(request, letter, Status.WITHDRAWN) if request.method == "POST" else ask_reason(request, letter)


def ask_reason(request: HttpRequest, document: Entered) -> HttpResponse:
    """Ask why it is withdrawn: whoever opens its address reads it."""
    return render(request, "entry/withdraw.html", {"document": document, "longest": LONGEST_REASON})


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def delete_draft(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(ReplyLetter, pk=pk)
    words = {"kind": "答复函", "parts": "建议和各段答复", "desk": "entry", "withdraw": letter.get_absolute_url()}
    return delete_after_asking(request, letter, words, right=MAY_ENTER)


def delete_after_asking(
    request: HttpRequest, document: Entered, words: Mapping[str, str], *, right: str
) -> HttpResponse:
    """GET asks once more; POST puts into the wastebasket. What is published has to be withdrawn first."""
    if document.is_published:
        messages.error(request, f"《{document}》已经发布，要删除请先撤回。")
        return redirect(words["withdraw"])
    if request.method != "POST":
        days = settings.WASTEBASKET_DAYS
        context = {"document": document, "days": days, "longest": LONGEST_REASON, **words}
        return render(request, "entry/delete.html", context)
    status, by, reason = document.get_status_display(), require_permission(right, request), reason_of(request)
    expected = LetterActionForm(request.POST).expected_version
    try:
        throw_away(document, by=by, reason=reason, expected_version=expected)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"已删除{status}的《{document}》，在回收站里可以恢复。")
    return redirect(words["desk"])


def reason_of(request: HttpRequest) -> str:
    return request.POST.get("reason", "").replace("\0", "")


def _set_status(request: HttpRequest, letter: ReplyLetter, status: Status) -> HttpResponse:
    by, form = require_permission(MAY_ENTER, request), LetterActionForm(request.POST)
    try:
        set_status(letter, status, by=by, reason=reason_of(request), expected_version=form.expected_version)
    except NotLookedAtError as error:
        messages.error(request, str(error))
        return redirect("entry_review", letter.pk)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        sync_pending()
        messages.success(request, DONE[status].format(letter))
        if letter.is_published:
            tell_what_is_set_off(request, [letter.pk])
    return redirect(letter)
