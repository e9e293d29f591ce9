"""The hits of a search as a file: the same parameters as the search page, and a format."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kejiting.question_form.forms import QuestionForm
from kejiting.search_pages.hit_rows import TABLE, NotNowError, hit_rows
from kejiting.web.actions import form_errors
from kejiting.web.downloads import FormatForm, download, name_for_file
from kejiting.web.parameters import words_of


class ExportForm(FormatForm, QuestionForm):
    """The question of the page, and a format."""


def search_export(request: HttpRequest) -> HttpResponse:
    form = ExportForm(request.GET)
    if not form.is_valid():
        return _refused(request, form_errors(form), 422)
    question = form.question()
    if question.is_empty:
        return _refused(request, ["请先写检索词，或者选一个条件，再导出。"], 422)
    rows = hit_rows(question, form.like_passage)
    # 检索_概念验证
    named = "_".join(filter(None, ["检索", name_for_file(form.cleaned_data["q"], 40)]))
    try:
        return download(request, TABLE, rows, form.cleaned_data["format"], named=named)
    except NotNowError as error:
        return _refused(request, [str(error)], 503)


def _refused(request: HttpRequest, errors: list[str], status: int) -> HttpResponse:
    context = {"errors": errors, "asked": {"q": words_of(request.GET, "q", 200)}}
    return render(request, "search_pages/search.html", context, status=status)
