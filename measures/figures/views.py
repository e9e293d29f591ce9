"""The page of the ledger: every figure of the published letters, and what narrows them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kejiting.web.downloads import export_links
from kejiting.web.filter_forms import filtered_by
from measures.figures.forms import LedgerForm
from measures.figures.found import FoundFigures
from measures.figures.rows import ledger_rows, with_notes

PAGE_SIZE = 50


@filtered_by(LedgerForm)
def figure_list(request: HttpRequest) -> HttpResponse:
    form = LedgerForm(request.GET)
    valid = form.is_valid()
    found = FoundFigures(form.filters()) if valid else None
    page = Paginator(range(len(found) if found else 0), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": with_notes(ledger_rows(found[page.start_index() - 1 : page.end_index()])) if found else [],
        "asked": bool(request.GET),
        "chips": form.chips("figures") if valid else [],
        "exports": export_links("figures_export", form.asked) if valid else [],
    }
    return render(request, "figures/figure_list.html", context, status=200 if valid else 422)
