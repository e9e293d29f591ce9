"""The page of a request: what its text says, what it asks for, by when, and which letters answer it; all of it correctable."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kejiting.desk.forms import RequestForm, request_initial
from kejiting.desk.repeats import repeats_of
from kejiting.desk.request_deadlines import deadlines_of
from kejiting.ingest.originals import send_original
from kejiting.ingest.wastebasket import throw_away
from kejiting.web.actions import ActionError, RowChangedError, action_named, get_or_refuse
from kejiting.web.permission import MAY_HANDLE, only_with, require_permission
from kejiting.web.row_actions import RowActionForm
from measures.queues.places import asked_place
from proposals.models import ActKind, ReplyLetter, Request
from proposals.pages.letter_page import lines_of
from proposals.records import (
    add_answer,
    add_ask,
    correct_request,
    delete_ask,
    join_ask,
    one_act,
    part_ask,
    remove_answer,
    retitle_ask,
    span_of_words,
)
from proposals.records.opinions import opinions_of

_LETTER = re.compile(r"(?:.*/letters/)?(?P<pk>[1-9][0-9]{0,17})/?(?:[#?].*)?")
GONE = "这条建议已经不在了，请看过新的内容再改。"
_UNKNOWN_LETTER = "没有找到这份答复函：请粘贴答复函页面的地址，或者照写发文字号。"


class RequestActionForm(RowActionForm):
    words = forms.CharField(required=False, max_length=200_000)
    title = forms.CharField(required=False, max_length=300)
    letter = forms.CharField(required=False, max_length=300)

    def field(self, name: str) -> str:
        value: str = self.cleaned_data.get(name) or ""
        return value


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of the page, pressed by a person."""

    request: Request
    form: RequestActionForm
    by: User

    def add(self) -> str:
        span = self.form.span or span_of_words(self.request.public_text, self.form.field("words"))
        add_ask(self.request, span, title=self.form.field("title"), expected_version=self.form.expected_version)
        return "已添加一条建议。"

    def part(self) -> str:
        ask = get_or_refuse(self.request.asks.filter(pk=self.form.target), GONE)
        at = ask.start + span_of_words(ask.text, self.form.of_target("part")).start
        part_ask(self.request, self.form.target, at, expected_version=self.form.expected_version)
        return "已拆成两条。"

    def join(self) -> str:
        join_ask(self.request, self.form.target, expected_version=self.form.expected_version)
        return "已并入上一条。"

    def delete(self) -> str:
        delete_ask(self.request, self.form.target, expected_version=self.form.expected_version)
        return "已去掉这一条，原文没有动。"

    def title(self) -> str:
        title = self.form.of_target("title")
        retitle_ask(self.request, self.form.target, title, expected_version=self.form.expected_version)
        return "已改标题。"

    def answer(self) -> str:
        add_answer(self.request, _letter_named(self.form.field("letter")), by=self.by)
        return "已认定答复。"

    def unanswer(self) -> str:
        remove_answer(self.request, get_object_or_404(ReplyLetter, pk=self.form.target))
        return "已取消，以后也不再自动认定。"


ACTIONS: Mapping[str, Callable[[Pressed], str]] = {
    "add": Pressed.add,
    "part": Pressed.part,
    "join": Pressed.join,
    "delete": Pressed.delete,
    "title": Pressed.title,
    "answer": Pressed.answer,
    "unanswer": Pressed.unanswer,
}


@only_with(MAY_HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
def request_detail(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Request.objects.select_related("session", "entered_by"), pk=pk)
    if request.method != "POST":
        return _show(request, row, RequestForm(initial=request_initial(row)))
    form = RequestActionForm(request.POST)
    try:
        if form.action_name == "save":
            return _correct(request, row, form)
        by = require_permission(MAY_HANDLE, request)
        press = action_named(ACTIONS, form.action_name)
        with one_act(row, ActKind.CORRECTED, by=by) as act:
            act.message = press(Pressed(row, form, by))
        messages.success(request, act.message)
    except ActionError as error:
        messages.error(request, str(error))
    return redirect(row)


@only_with(MAY_HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
def request_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks once more; POST puts into the wastebasket."""
    row = get_object_or_404(Request.objects.defer("text"), pk=pk)
    if request.method != "POST":
        return render(request, "desk/request_delete.html", {"row": row})
    name = str(row)
    try:
        by = require_permission(MAY_HANDLE, request)
        throw_away(row, by=by, expected_version=RequestActionForm(request.POST).expected_version)
    except RowChangedError as error:
        messages.error(request, str(error))
        return redirect(row)
    messages.success(request, f"已把来件“{name}”放进回收站，到期以前可以恢复。")
    return redirect("requests")


@only_with(MAY_HANDLE)
@require_safe
def request_original(request: HttpRequest, pk: int) -> FileResponse:
    row = get_object_or_404(Request.objects.only("source_name", "source_sha256"), pk=pk)
    return send_original(row.source_name, row.source_sha256)


def _correct(request: HttpRequest, row: Request, form: RequestActionForm) -> HttpResponse:
    fields = RequestForm(request.POST)
    if not fields.is_valid():
        return _show(request, row, fields, status=422)
    with one_act(row, ActKind.CORRECTED, by=require_permission(MAY_HANDLE, request)):
        correct_request(row, fields.values(), expected_version=form.expected_version)
    messages.success(request, "已保存。")
    return redirect(row)


def _show(request: HttpRequest, row: Request, form: RequestForm, *, status: int = 200) -> HttpResponse:
    asks = list(row.asks.order_by("position"))
    for ask in asks:
        ask.request = row
    answers = list(row.answers.in_use().select_related("letter", "by").defer("letter__text", "letter__as_read_text"))
    context = {
        "row": row,
        "form": form,
        "asks": asks,
        "lines": lines_of(row.public_text, asks),
        "answers": answers,
        "is_answered": any(answer.is_given(row) for answer in answers),
        "place": asked_place(request, "request", row.pk),
        "deadlines": deadlines_of(row, [answer.letter for answer in answers]),
        "opinions": [one for one in opinions_of(row) if one.passages],
        "repeats": repeats_of(row, asks),
        "today": timezone.localdate(),
    }
    return render(request, "desk/request_detail.html", context, status=status)


def _letter_named(words: str) -> ReplyLetter:
    """The letter of an address or a key, or of a document number. Raises ActionError."""
    match = _LETTER.fullmatch(words.strip())
    letters = ReplyLetter.objects.filter(pk=int(match["pk"])) if match else ReplyLetter.objects.none()
    letter = letters.first() or (
        ReplyLetter.objects.filter(doc_number=words.strip()).first() if words.strip() else None
    )
    if letter is None:
        raise ActionError(_UNKNOWN_LETTER)
    return letter
