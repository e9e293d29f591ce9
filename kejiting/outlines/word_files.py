"""An outline out as a Word file, with its citations or clean, back from the file that was edited, and as a draft to be checked."""

from __future__ import annotations

from importlib import import_module

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kejiting.draft_pages.checking import check_bytes
from kejiting.drafting import pieces_of, reply_document, unsaved_outline
from kejiting.outlines.forms import OutlineActionForm
from kejiting.text.files import MAX_FILE_BYTES
from kejiting.web.actions import ActionError, refuse_if
from kejiting.web.downloads import WORD, attachment, name_for_file
from kejiting.web.permission import MAY_HANDLE, only_with
from proposals.models import CheckedDraftFile, Outline, Request
from proposals.records.drafts import keep_check, keep_draft
from proposals.records.edited_outlines import TakenBack, take_back
from proposals.records.outlines import set_outline

NAME_OF_CHECKED = "答复提纲.docx"
"""By this and its request the draft that was made of an outline is known."""


def outline_of(row: Request) -> Outline:
    """The request's outline; one that is not saved, if none was begun."""
    outline = Outline.objects.filter(request=row).first() or unsaved_outline(row)
    outline.request = row
    return outline


def check_outline(outline: Outline, *, by: User) -> CheckedDraftFile:
    """Check what the outline says now as any draft that is sent; what its last check found gives place."""
    kept = CheckedDraftFile.objects.filter(request=outline.request, name=NAME_OF_CHECKED).defer("data").first()
    values = check_bytes(
        NAME_OF_CHECKED, word_file(outline, cite=False), number="", session=None, request=outline.request
    )
    if kept is None:
        return keep_draft(values, by=by)
    keep_check(kept, values, by=by)
    return kept


def word_file(outline: Outline, *, cite: bool) -> bytes:
    # 100 modules, and most processes never write one
    data: bytes = import_module("kejiting.official_document.writer").official_docx(reply_document(outline), cite=cite)
    return data


@only_with(MAY_HANDLE)
@require_safe
def outline_word(request: HttpRequest, pk: int) -> HttpResponse:
    """GET …/word/?clean=1: without comments and bookmarks."""
    row = get_object_or_404(Request.objects.select_related("session"), pk=pk)
    outline, is_clean = outline_of(row), bool(request.GET.get("clean"))
    name = f"{name_for_file(str(outline))}{'' if is_clean else '（附出处）'}.docx"
    return attachment(word_file(outline, cite=not is_clean), name, WORD)


@transaction.atomic
def upload_edited(outline: Outline, form: OutlineActionForm, by: User) -> TakenBack:
    """Let an edited file be the outline. Raises ActionError, UnreadableFile."""
    data = form.data_of_file
    if data is None:
        raise ActionError("请先选择改过的 Word 文件。")
    limit = MAX_FILE_BYTES // 1024 // 1024
    refuse_if(len(data) > MAX_FILE_BYTES, f"这个文件超过 {limit} MB，读不了。")
    edited = pieces_of(outline, data)
    told = take_back(outline, edited.pieces, expected_version=form.expected_version, by=by)
    around = {"opening": edited.opening, "closing": edited.closing}
    if any(getattr(outline, name) != words for name, words in around.items()):
        set_outline(outline, around, expected_version=outline.version, by=by)
    return told
