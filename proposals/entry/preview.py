"""From a file or pasted text to a letter: read, show, and only then save what the person agreed to."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kejiting.ingest import Reading, Twins, ingest_letter, read_letter
from kejiting.text.files import UnreadableFile
from proposals.entry.arrival_forms import FileForm, PasteForm
from proposals.entry.corrections import HEADER_FIELDS, correct
from proposals.entry.desk import show_desk
from proposals.entry.header_form import HeaderForm, header_initial
from proposals.entry.outcome import NOT_SAVED, name_same_file, show_saved
from proposals.entry.permission import editor_of, editors_only
from proposals.entry.reading_shown import shown
from proposals.entry.staging import StagedFile, StagedFileGone, open_token, stage
from proposals.models import ReplyLetter
from proposals.records import SameFileError

logger = logging.getLogger(__name__)


@editors_only
@require_POST
def read_arrival(request: HttpRequest) -> HttpResponse:
    """Read an uploaded file or pasted text and show what was found. The base does not change."""
    if "text" in request.POST:
        paste = PasteForm(request.POST, auto_id="paste_%s")
        return _read(request, paste, lambda: show_desk(request, paste_form=paste, status=422))
    file = FileForm(request.POST, request.FILES, auto_id="file_%s")
    return _read(request, file, lambda: show_desk(request, file_form=file, status=422))


def _read(request: HttpRequest, form: FileForm | PasteForm, refuse: Callable[[], HttpResponse]) -> HttpResponse:
    if not form.is_valid():
        return refuse()
    name, data = form.arrival()
    try:
        reading = read_letter(name, data)
        staged = stage(name, data)
    except UnreadableFile as error:
        logger.info("%r could not be read: %s", name, error)
        form.add_error(None, str(error))
        return refuse()
    except OSError:
        logger.exception("%r could not be staged", name)
        form.add_error(None, NOT_SAVED)
        return refuse()
    twins = Twins.of(reading)
    if twins.same_file:
        staged.discard()
        return name_same_file(request, twins.same_file)
    header = HeaderForm(initial=header_initial(reading.parsed), has_twins=bool(twins))
    return show_preview(request, staged, reading, header, twins)


def show_preview(
    request: HttpRequest, staged: StagedFile, reading: Reading, header: HeaderForm, twins: Twins, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "staged": staged,
        "reading": shown(reading.parsed),
        "header": header,
        "twins": twins,
    }
    return render(request, "proposals/entry_preview.html", context, status=status)


@editors_only
@require_POST
def save_preview(request: HttpRequest) -> HttpResponse:
    """Read the waiting file again, which gives the same, apply the person's header, and save in one go."""
    try:
        staged = open_token(request.POST.get("token", ""))
        known = ReplyLetter.objects.filter(source_sha256=staged.sha256).first()
        if known:
            return name_same_file(request, known)
        reading = read_letter(staged.name, staged.read())
    except (StagedFileGone, UnreadableFile) as error:
        messages.error(request, str(error))
        return redirect("entry")
    twins = Twins.of(reading)
    header = HeaderForm(request.POST, has_twins=bool(twins))
    if not header.is_valid():
        return show_preview(request, staged, reading, header, twins, status=422)
    return _save(request, staged, reading, header, twins)


def _save(request: HttpRequest, staged: StagedFile, reading: Reading, header: HeaderForm, twins: Twins) -> HttpResponse:
    entered = {name: header.cleaned_data[name] for name in HEADER_FIELDS}
    corrected, changed = correct(reading.parsed, entered)
    try:
        letter = ingest_letter(
            reading,
            by=editor_of(request),
            corrected=corrected,
            set_by_person=changed,
            publish=request.POST.get("deed") == "publish",
        )
    except SameFileError as error:
        return name_same_file(request, error.letter)
    except (OSError, DatabaseError):
        logger.exception("%r could not be saved", staged.name)
        header.add_error(None, NOT_SAVED)
        return show_preview(request, staged, reading, header, twins, status=503)
    staged.discard()
    return show_saved(request, letter)


@editors_only
@require_POST
def discard_preview(request: HttpRequest) -> HttpResponse:
    try:
        open_token(request.POST.get("token", "")).discard()
    except StagedFileGone:
        logger.info("a preview was given up that had gone already")
    messages.info(request, "已放弃，没有保存任何内容。")
    return redirect("entry")
