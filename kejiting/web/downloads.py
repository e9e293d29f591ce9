"""A table as a download, in the format that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header

from kejiting.web.spreadsheets import CONTENT_TYPES, Cell, Column, csv_file, xlsx


def form_errors(form: forms.BaseForm) -> list[str]:
    """List what a form finds wrong, one sentence each, without the names of the fields."""
    return [str(error) for errors in form.errors.values() for error in errors]


class FormatForm(forms.Form):
    """Which of `CONTENT_TYPES` is asked for."""

    format = forms.ChoiceField(
        choices=[(name, name) for name in CONTENT_TYPES], error_messages={"required": "请选择导出的格式。"}
    )


def refuse_download(request: HttpRequest, *reasons: str) -> HttpResponse:
    """Answer 422 with a page that says why there is no file."""
    return render(request, "web/trouble.html", {"title": "不能导出", "advice": "".join(reasons)}, status=422)


def download(
    title: str, chosen: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, named: str = ""
) -> HttpResponse:
    """Answer with a file: `title` is the sheet's; the file is named so, or as `named`, and by the day. `chosen` is one of `CONTENT_TYPES`."""
    data = xlsx(title, columns, rows) if chosen == "xlsx" else csv_file(columns, rows)
    name = f"{named or title}_{timezone.localdate().isoformat()}.{chosen}"
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(data, content_type=CONTENT_TYPES[chosen], headers=headers)
