"""A letter that came and one that may be the same, side by side; then one takes the other's place, or both stay."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.contrib import messages
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kejiting.indexing.sync import sync_pending
from kejiting.ingest.saving import discard_letter
from kejiting.web.permission import require_permission
from proposals.entry.action_forms import CompareForm
from proposals.entry.outcome import NOT_SAVED, desk_address, link_to
from proposals.entry.permission import MAY_ENTER, editors_only
from proposals.models import ReplyLetter
from proposals.pages.comparison import compare_texts, fields_that_differ
from proposals.pages.field_labels import HEADER_LABELS, printed_header
from proposals.records import LetterChangedError, expect_version, replace_letter

logger = logging.getLogger(__name__)

Action = Callable[[HttpRequest, ReplyLetter, ReplyLetter, CompareForm], HttpResponse]


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """`pk` is the letter that came, `other` the one that was there. POST carries the versions of both that were seen."""
    if pk == other:
        raise Http404
    letter, duplicate = get_object_or_404(ReplyLetter, pk=pk), get_object_or_404(ReplyLetter, pk=other)
    if request.method != "POST":
        return _show(request, letter, duplicate)
    form = CompareForm(request.POST)
    action = ACTIONS.get(form.action_name)
    if action is None or letter.is_published:
        messages.error(request, "没有改动：已发布的答复不能在这里放弃或用来替换别的，请先撤回。")
        return redirect("entry_compare", pk, other)
    try:
        return action(request, letter, duplicate, form)
    except LetterChangedError as error:
        messages.error(request, str(error))
    except (OSError, DatabaseError):
        logger.exception("letters %s and %s could not be brought together", pk, other)
        messages.error(request, NOT_SAVED)
    return redirect("entry_compare", pk, other)


def _show(request: HttpRequest, letter: ReplyLetter, duplicate: ReplyLetter) -> HttpResponse:
    context = {
        "letter": letter,
        "duplicate": duplicate,
        "duplicate_address": desk_address(duplicate),
        "fields": fields_that_differ(HEADER_LABELS, printed_header(duplicate), printed_header(letter)),
        "comparison": compare_texts(duplicate.public_text, letter.public_text),
        "old": "库中",
        "new": "新来",
    }
    return render(request, "entry/compare.html", context)


def _replace(request: HttpRequest, letter: ReplyLetter, duplicate: ReplyLetter, form: CompareForm) -> HttpResponse:
    replaced = replace_letter(
        duplicate,
        letter,
        by=require_permission(MAY_ENTER, request),
        expected_version=form.other_expected_version,
        expected_arrived=form.expected_version,
    )
    sync_pending()
    if replaced.awaits_look:
        messages.warning(request, link_to("新来的由文字识别读入，替换后是草稿，请对照原件核对后再发布：", replaced))
    messages.success(request, link_to("已用新来的替换，旧版留存：", replaced))
    return redirect("entry")


def _discard(request: HttpRequest, letter: ReplyLetter, duplicate: ReplyLetter, form: CompareForm) -> HttpResponse:
    expect_version(duplicate, form.other_expected_version)
    discard_letter(letter, expected_version=form.expected_version)
    messages.success(request, link_to("已放弃新来的，库中的没有动：", duplicate))
    return redirect("entry")


ACTIONS: dict[str, Action] = {"replace": _replace, "discard": _discard}
