"""Who cites what, as a file: all documents, those that fit some words, or one."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kejiting.web.downloads import FormatForm, file_answer
from kejiting.web.spreadsheets import Column
from measures.citations.rows import of_documents
from measures.models import Citation
from measures.quotations.files import COLUMNS, quotation_rows
from proposals.models import ReplyLetter

_COLUMNS = (Column("被引文件", 40), Column("文号", 20), *COLUMNS)


class CitationExportForm(FormatForm):
    q = forms.CharField(required=False, max_length=60)
    document = forms.RegexField(r"\A[0-9a-f]{16}\Z", required=False, error_messages={"invalid": "没有这份被引文件。"})


def citations_export(request: HttpRequest) -> HttpResponse:
    form = CitationExportForm(request.GET)
    if not form.is_valid():
        advice = "".join(str(error) for errors in form.errors.values() for error in errors)
        return render(request, "trouble.html", {"title": "不能导出", "advice": advice}, status=422)
    letters = ReplyLetter.objects.published()
    citations = Citation.objects.published().order_by()
    document = form.cleaned_data["document"]
    citations = citations.filter(document=document) if document else of_documents(citations, form.cleaned_data["q"])
    rows = quotation_rows(citations, letters, lambda row: (row.title, row.number), request.build_absolute_uri)
    return file_answer("引用", form.cleaned_data["format"], _COLUMNS, rows)
