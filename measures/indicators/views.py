"""The list of indicators, and the page of one: its figures in time, the plot, and what is to be asked of them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kejiting.web.actions import ActionError
from kejiting.web.alphabet import alphabet, count_initials
from kejiting.web.downloads import export_links
from kejiting.web.filter_forms import filtered_by
from kejiting.web.permission import MAY_ASSIGN, require_permission
from measures.indicators.check_rows import ChecksOf, check_rows
from measures.indicators.forms import FiguresForm, IndicatorListForm, MaintenanceForm, MergeForm
from measures.indicators.list_rows import indicator_rows
from measures.indicators.series import PAGE_SIZE as POINTS
from measures.indicators.series import plot_of, points_of, series_of
from measures.models import Discrepancy, Indicator
from measures.records import (
    ASSIGNMENTS,
    Assignment,
    Maintenance,
    assign_figures,
    maintain_indicator,
    what_became_of,
)
from measures.records.following import follow_letters

PAGE_SIZE = 50
_MOST_CHECKS = 10
_MOST_CLOSED = 30


@filtered_by(IndicatorListForm)
@require_safe
def indicator_list(request: HttpRequest) -> HttpResponse:
    is_current = follow_letters()
    form = IndicatorListForm(request.GET)
    valid = form.is_valid()
    page = Paginator(form.listed() if valid else Indicator.objects.none(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": indicator_rows(page.object_list),
        "words": form.cleaned_data.get("q", ""),
        "chips": form.chips("indicators") if valid else [],
        "alphabet": alphabet(count_initials(form.named()), form.asked, form.cleaned_data["letter"]) if valid else [],
        "is_current": is_current,
    }
    return render(request, "indicators/indicator_list.html", context, status=200 if valid else 422)


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_detail(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        return _change(request, pk)
    indicator = Indicator.objects.filter(pk=pk).first()
    if indicator is None:
        gone = {"title": "没有这个指标", "advice": what_became_of(pk) or "可能已经删除，或者并入了别的指标。"}
        return render(request, "indicators/indicator_gone.html", gone, status=404)
    is_current = follow_letters()
    points = points_of(indicator)
    page = Paginator(points, POINTS).get_page(request.GET.get("page"))
    lines = series_of(points[(page.number - 1) * POINTS : page.number * POINTS], indicator)
    to_editor = request.user.has_perm(MAY_ASSIGN)
    still_open = Discrepancy.objects.open()
    doubts, holding = (still_open.filter(is_doubt=is_doubt) for is_doubt in (True, False))
    answered = Discrepancy.objects.closed(to_editor=to_editor)
    asked = ((doubts, _MOST_CHECKS), (holding, _MOST_CHECKS), (answered, _MOST_CLOSED))
    rows = check_rows(
        [one for checks, most in asked for one in ChecksOf(indicator, checks)[:most]], to_editor=to_editor
    )
    context = {
        "indicator": indicator,
        "aliases": indicator.aliases.all(),
        "lines": lines,
        "figures": page.paginator.count,
        "page": page,
        "is_current": is_current,
        "exports": export_links("indicator_export", {}, indicator.pk) if lines else (),
        "plot": plot_of(indicator, lines),
        "doubts": [row for row in rows if row.check.is_doubt and not row.check.closed],
        "holding": [row for row in rows if not row.check.is_doubt and not row.check.closed],
        "closed": [row for row in rows if row.check.closed],
        "back": request.get_full_path(),
        "expected_version": indicator.version if to_editor else 0,
        "edit": MaintenanceForm(initial=model_to_dict(indicator)),
        "merge": MergeForm(auto_id="merge_%s"),
        "chosen": FiguresForm(auto_id="chosen_%s"),
    }
    return render(request, "indicators/indicator_detail.html", context)


def _change(request: HttpRequest, pk: int) -> HttpResponse:
    by = require_permission(MAY_ASSIGN, request)
    try:
        asked = MaintenanceForm(request.POST).read()
        if asked["action"] in ASSIGNMENTS:
            chosen = Assignment(asked["action"], asked["figures"], asked["name"])
            messages.success(request, assign_figures(chosen, by=by))
            return redirect(request.get_full_path())
        done, indicator = maintain_indicator(pk, Maintenance(**asked), by=by)
        messages.success(request, done)
        return redirect(indicator or "indicators")
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("indicator", pk) if Indicator.objects.filter(pk=pk).exists() else redirect("indicators")
