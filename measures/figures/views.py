"""The page of the ledger: every figure of the published letters, and what narrows them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kejiting.web.downloads import export_links
from kejiting.web.querystring import address
from measures.figures.forms import SETTLED, LedgerForm
from measures.figures.found import FoundFigures
from measures.figures.rows import ledger_rows
from measures.models import Indicator

PAGE_SIZE = 50


def figure_list(request: HttpRequest) -> HttpResponse:
    form = LedgerForm(request.GET)
    valid = form.is_valid()
    found = FoundFigures(form.filters()) if valid else None
    page = Paginator(range(len(found) if found else 0), PAGE_SIZE).get_page(request.GET.get("page"))
    asked = form.asked if valid else {}
    context = {
        "form": form,
        "page": page,
        "rows": ledger_rows(found[page.start_index() - 1 : page.end_index()]) if found else [],
        "asked": bool(request.GET),
        "chips": _chips(form, asked),
        "exports": export_links("figures_export", asked),
    }
    return render(request, "figures/figure_list.html", context, status=200 if valid else 422)


def _chips(form: LedgerForm, asked: dict[str, object]) -> list[dict[str, str]]:
    labels = {name: str(field.label) for name, field in form.fields.items()} | {"indicator": "指标"}
    return [
        {
            "label": f"{labels[name]}：{_said(name, value)}",
            "address": address(asked, **{name: None}) if len(asked) > 1 else reverse("figures"),
        }
        for name, value in asked.items()
    ]


def _said(name: str, value: object) -> str:
    if name == "indicator":
        indicator = Indicator.objects.filter(pk=str(value)).first()
        return indicator.name if indicator else "已没有这个指标"
    return SETTLED[str(value)] if name == "settled" else str(value)
