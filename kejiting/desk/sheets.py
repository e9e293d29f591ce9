"""The pages of the yearly sheet: upload, and what it says held against the base; rows are accepted one by one or all."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kejiting.desk.reconciling import accept_differences, accept_missing, reconcile
from kejiting.desk.request_page import RequestActionForm
from kejiting.desk.sheet_columns import rows_of_sheet
from kejiting.ingest.originals import short_name
from kejiting.text.sheet import MAX_SHEET_BYTES, read_sheet
from kejiting.text.unreadable import UnreadableFile
from kejiting.web.actions import UNKNOWN_ACTION, ActionError
from kejiting.web.permission import MAY_HANDLE, only_with, require_permission
from proposals.models import ProposalKind, RequestSheet
from proposals.parsing import read_session
from proposals.records import keep_sheet

MOST_SHEETS = 20


class SheetForm(forms.Form):
    file = forms.FileField(
        label="清单",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": "请先选择一个文件。"},
        help_text="XLSX 或 CSV，第一张工作表；各栏按表头认，次序不限",
    )
    session = forms.CharField(
        label="届次", required=False, max_length=80, help_text="清单里没有届次一栏的，在这里写：省政协十三届三次会议"
    )
    kind = forms.ChoiceField(label="种类", required=False, choices=[("", "清单里写明或不详"), *ProposalKind.choices])

    def clean_session(self) -> str:
        words: str = self.cleaned_data["session"]
        if words and read_session(words) is None:
            raise forms.ValidationError("读不出届次，请写成“省政协十三届三次会议”的样子。")
        return words


@only_with(MAY_HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
def request_sheets(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request, SheetForm())
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        sheet = _read(form, request)
    except UnreadableFile as error:
        form.add_error("file", str(error))
        return _show(request, form, status=422)
    return redirect(sheet)


@only_with(MAY_HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
def request_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = get_object_or_404(RequestSheet, pk=pk)
    if request.method == "POST":
        try:
            messages.success(request, _do(request, sheet))
        except ActionError as error:
            messages.error(request, str(error))
        return redirect(sheet)
    return render(request, "desk/request_sheet.html", {"sheet": sheet, "found": reconcile(sheet)})


def _do(request: HttpRequest, sheet: RequestSheet) -> str:
    """Do what the button says, return the sentence that says so. Raises ActionError."""
    by, form = require_permission(MAY_HANDLE, request), RequestActionForm(request.POST)
    found = reconcile(sheet)
    match form.action_name:
        case "enter_all":
            return f"已录入 {accept_missing(found.missing, by=by)} 件，正文只有题目。"
        case "enter":
            row = found.row(form.target)
            accept_missing([row] if row.request is None else [], by=by)
            return "已录入，正文只有题目。"
        case "correct":
            accept_differences(found.row(form.target), expected_version=form.expected_version, by=by)
            return "已照清单改。"
    raise ActionError(UNKNOWN_ACTION)


def _read(form: SheetForm, request: HttpRequest) -> RequestSheet:
    """Keep what the file says; the oldest sheets go. Raises UnreadableFile."""
    upload: UploadedFile[bytes] = form.cleaned_data["file"]
    cells = read_sheet(upload.read(MAX_SHEET_BYTES + 1))
    rows = rows_of_sheet(cells, session=form.cleaned_data["session"], kind=form.cleaned_data["kind"])
    return keep_sheet(short_name(upload.name or ""), rows, by=require_permission(MAY_HANDLE, request), most=MOST_SHEETS)


def _show(request: HttpRequest, form: SheetForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "sheets": RequestSheet.objects.select_related("entered_by").defer("rows")[:MOST_SHEETS]}
    return render(request, "desk/request_sheets.html", context, status=status)
