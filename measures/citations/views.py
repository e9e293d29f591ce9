"""The pages of cited documents: the list, and who cites one."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kejiting.web.actions import form_errors
from kejiting.web.downloads import FormatForm, export_links, refuse_download
from kejiting.web.parameters import words_of
from kejiting.web.spreadsheets import Column
from measures.citations.rows import cited_documents, document_rows, library_matches, name_of, of_documents
from measures.models import Citation, document_address
from measures.quotations.files import Columns, download_quotations
from measures.quotations.quoted import letters_with, quoted_letters, quoted_plans
from proposals.models import ReplyLetter

DOCUMENTS_A_PAGE = 40
LETTERS_A_PAGE = 20
MOST_IN_PLANS = 60


def citation_list(request: HttpRequest) -> HttpResponse:
    asked = words_of(request.GET, "q", 60)
    page = Paginator(cited_documents(asked), DOCUMENTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "q": asked,
        "page": page,
        "rows": document_rows(page),
        "exports": export_links("citations_export", {"q": asked}),
    }
    return render(request, "citations/citation_list.html", context)


def citation_detail(request: HttpRequest, key: str) -> HttpResponse:
    """A document by its key; the key of a number leads to the title that stands with it."""
    letters = ReplyLetter.objects.visible_to(request.user)
    citations, own = Citation.objects.filter(document=key).order_by(), document_address(key)
    page = Paginator(letters_with(citations, letters).values_list("pk", flat=True), LETTERS_A_PAGE).get_page(
        request.GET.get("page")
    )
    plans = quoted_plans(citations, MOST_IN_PLANS, but=own)
    if not page.paginator.count and not plans:
        return _elsewhere(key)
    title, number = name_of(citations.visible_to(request.user))
    context = {
        "name": f"《{title}》" if title else number,
        "title": title,
        "number": number,
        "page": page,
        "letters": quoted_letters(citations, list(page), but=own),
        "plans": plans,
        "held": library_matches(key, number),
        "exports": export_links("citations_export", {"document": key}),
    }
    return render(request, "citations/citation_detail.html", context)


def _elsewhere(key: str) -> HttpResponse:
    known = (
        Citation.objects.in_use()
        .filter(number_key=key)
        .exclude(document=key)
        .values_list("document", flat=True)
        .first()
    )
    if known is None:
        raise Http404
    return redirect(document_address(known))


class CitationExportForm(FormatForm):
    q = forms.CharField(required=False, max_length=60)
    document = forms.RegexField(r"\A[0-9a-f]{16}\Z", required=False, error_messages={"invalid": "没有这份被引文件。"})


def citations_export(request: HttpRequest) -> HttpResponse:
    form = CitationExportForm(request.GET)
    if not form.is_valid():
        return refuse_download(request, *form_errors(form))
    citations = Citation.objects.published().order_by()
    document = form.cleaned_data["document"]
    citations = citations.filter(document=document) if document else of_documents(citations, form.cleaned_data["q"])
    columns: Columns = (
        Column("被引文件", 40, lambda row: row.place.title),
        Column("文号", 20, lambda row: row.place.number),
    )
    chosen = form.cleaned_data["format"]
    return download_quotations(request, "引用", chosen, citations, columns, lambda row: (row.title, row.number))
