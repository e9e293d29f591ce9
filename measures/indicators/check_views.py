"""请核口径: the list of what is open, and the page of one check with both passages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from kejiting.web.actions import ActionError
from kejiting.web.filter_forms import since_field
from kejiting.web.parameters import row_id
from kejiting.web.permission import MAY_ASSIGN, require_permission
from kejiting.web.way_back import way_back
from measures.indicators.check_rows import ChecksOf, check_rows
from measures.indicators.forms import ReviewForm
from measures.models import Discrepancy, Indicator
from measures.queues.places import QueuePlace, asked_place, go_on
from measures.queues.undo import Deed, remember_deed
from measures.records import review_discrepancy
from measures.records.following import follow_letters

PAGE_SIZE = 10


class CheckListForm(forms.Form):
    since = since_field("从何时起")


@require_safe
def check_list(request: HttpRequest) -> HttpResponse:
    """What is open, or what was closed; of all indicators, or of one."""
    is_current = follow_letters()
    to_editor = request.user.has_perm(MAY_ASSIGN)
    closed = request.GET.get("state") == "closed"
    every = Discrepancy.objects.all()
    form = CheckListForm(request.GET)
    since = form.cleaned_data["since"] if form.is_valid() else None
    checks = every.answered(since, to_editor=to_editor) if closed else every.opened(since)
    if form.errors:
        checks = checks.none()
    asked = request.GET.get("indicator", "")
    indicator = Indicator.objects.filter(pk=row_id(asked) or 0).first()
    shown = ChecksOf(indicator, checks) if indicator else checks.none() if asked else checks
    page = Paginator(range(shown.count()), PAGE_SIZE).get_page(request.GET.get("page"))
    start = (page.number - 1) * PAGE_SIZE
    context = {
        "page": page,
        "rows": check_rows(shown[start : start + PAGE_SIZE], to_editor=to_editor),
        "closed": closed,
        "indicator": indicator,
        "asked": asked,
        "since": since,
        "is_current": is_current,
        "back": request.get_full_path(),
    }
    return render(request, "indicators/check_list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def check_detail(request: HttpRequest, pk: int) -> HttpResponse:
    place = asked_place(request, "check", pk)
    if request.method == "POST":
        return _review(request, pk, place)
    follow_letters()
    check = Discrepancy.objects.in_use().filter(pk=pk).first()
    rows = check_rows([check], to_editor=request.user.has_perm(MAY_ASSIGN)) if check else []
    if not rows:
        raise Http404
    here = request.get_full_path()
    context = {"row": rows[0], "back": here, "action": here, "place": place}
    return render(request, "indicators/check_detail.html", context)


def _review(request: HttpRequest, pk: int, place: QueuePlace | None) -> HttpResponse:
    by = require_permission(MAY_ASSIGN, request)
    try:
        sent = ReviewForm(request.POST).read()
        messages.success(request, review_discrepancy(pk, **sent, by=by))
    except ActionError as error:
        messages.error(request, str(error))
    else:
        if place:
            remember_deed(request, _deed(request, pk, sent))
            return go_on(request, place)
    return HttpResponseRedirect(way_back(request, "checks", "back"))


def _deed(request: HttpRequest, pk: int, sent: dict[str, Any]) -> Deed:
    is_closed = sent["action"] == "close"
    back = {"check": pk, "action": "reopen" if is_closed else "close", "reviews": sent["expected_version"] + 1}
    said = f"“{Discrepancy.objects.get(pk=pk)}”{'核对完毕' if is_closed else '重新打开'}"
    return Deed("reviewed", said, request.get_full_path(), back)
