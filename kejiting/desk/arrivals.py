"""How requests come in: files, pasted words, by hand, or made from a letter that answers one."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

from kejiting.desk.forms import HandForm, RequestPasteForm
from kejiting.ingest.originals import short_name
from kejiting.ingest.reading import read_request
from kejiting.ingest.request_saving import ingest_request
from kejiting.text.unreadable import UnreadableFile
from kejiting.web.actions import ActionError
from kejiting.web.permission import MAY_HANDLE, only_with, require_permission
from proposals.entry.arrival_forms import FilesForm, PasteForm, arrival_form, desk_forms
from proposals.entry.outcome import NotSavedError, saving
from proposals.models import ReplyLetter, Request
from proposals.records import SameFileError, request_from_letter, write_request

logger = logging.getLogger(__name__)
READ = "已读出，请核对：读出的各栏和各条建议都可以改。"


@only_with(MAY_HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
def new_request(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request)
    form = HandForm(request.POST)
    if not form.is_valid():
        return _show(request, hand=form, status=422)
    by = require_permission(MAY_HANDLE, request)
    saved = _saved(form, lambda: write_request(form.values(), text=form.cleaned_data["text"], by=by))
    if saved is None:
        return _show(request, hand=form, status=503)
    messages.success(request, "已录入。")
    return redirect(saved)


@only_with(MAY_HANDLE)
@require_POST
def read_requests(request: HttpRequest) -> HttpResponse:
    """One that was read is shown; of several each is named, and what failed is told at the form."""
    form = arrival_form(request, RequestPasteForm)
    by = require_permission(MAY_HANDLE, request)
    arrivals = list(form.arrivals()) if form.is_valid() else []
    saved = [row for name, data in arrivals if (row := _receive(request, form, name, data, by, many=len(arrivals) > 1))]
    if form.errors:
        return _show(request, refused=form, status=422)
    if len(arrivals) == len(saved) == 1:
        messages.success(request, READ)
        return redirect(saved[0])
    return redirect("requests" if saved else "request_new")


@only_with(MAY_HANDLE)
@require_POST
def make_from_letter(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(ReplyLetter, pk=pk)
    try:
        made = request_from_letter(letter, by=require_permission(MAY_HANDLE, request))
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("requests_unentered")
    messages.success(request, "已由答复函补登来件，请核对。")
    return redirect(made)


def _receive(
    request: HttpRequest, form: FilesForm | PasteForm, name: str, data: bytes, by: User, *, many: bool
) -> Request | None:
    shown = short_name(name)
    try:
        with saving(repr(name)):
            saved = ingest_request(read_request(name, data), by=by)
    except SameFileError as error:
        known = error.known
        sentence = '{}已经录入过，没有再存：<a href="{}">{}</a>'
        messages.error(request, format_html(sentence, f"“{shown}”", known.get_absolute_url(), known))
        return None
    except (UnreadableFile, NotSavedError) as error:
        logger.info("%r could not be taken as a request: %s", name, error)
        form.add_error(None, f"{shown}：{error}" if many else str(error))
        return None
    if many:
        link = '{} 已读出，请核对：<a href="{}">{}</a>'
        messages.success(request, format_html(link, shown, saved.get_absolute_url(), saved))
    return saved


def _saved(form: HandForm, save: Callable[[], Request]) -> Request | None:
    try:
        with saving("a request by hand"):
            return save()
    except NotSavedError as error:
        form.add_error(None, str(error))
        return None


def _show(
    request: HttpRequest,
    *,
    refused: FilesForm | PasteForm | None = None,
    hand: HandForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {**desk_forms(refused, RequestPasteForm), "hand": hand or HandForm(initial={"role": "lead"})}
    return render(request, "desk/request_new.html", context, status=status)
