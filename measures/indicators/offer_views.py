"""待认定的数据: each figure offered to the likeliest indicator with the reason; an editor says which it is."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kejiting.web.actions import ActionError
from kejiting.web.permission import MAY_ASSIGN, require_permission
from kejiting.web.way_back import way_back
from measures.indicators.forms import AssignmentForm
from measures.indicators.offer_page import LAST_PAGE, OfferPage, of_all, of_known_wordings, of_one
from measures.models import Indicator
from measures.records import Assignment, assign_figures, is_number

KINDS = {"same": "说法相同的", "all": "全部，新的在前"}
_MOST_NAMES = 500


@require_http_methods(["GET", "POST"])
def offers(request: HttpRequest) -> HttpResponse:
    by = require_permission(MAY_ASSIGN, request)
    if request.method == "POST":
        return _assign(request, by)
    asked = request.GET.get("figure", "")
    kind = request.GET.get("kind", "same")
    kind = kind if kind in KINDS else "same"
    number = request.GET.get("page", "1")
    page = _page(kind, asked, min(int(number), LAST_PAGE) if is_number(number) and int(number) else 1)
    names = Indicator.objects.filter(unit__in={group.unit for group in page.groups}).values_list("unit", "name")
    context = {
        "page": page,
        "kind": "" if asked else kind,
        "kinds": KINDS.items(),
        "alone": bool(asked),
        "names": _by_unit(list(names[:_MOST_NAMES])),
        "back": request.get_full_path(),
    }
    return render(request, "indicators/indicator_offers.html", context)


def _page(kind: str, asked: str, number: int) -> OfferPage:
    if asked:
        return of_one(int(asked) if is_number(asked) else 0)
    return of_all(number) if kind == "all" else of_known_wordings(number)


def _by_unit(names: list[tuple[str, str]]) -> dict[str, list[str]]:
    return {unit: [name for held, name in names if held == unit] for unit in dict(names)}


def _assign(request: HttpRequest, by: User) -> HttpResponse:
    try:
        messages.success(request, assign_figures(Assignment(**AssignmentForm(request.POST).read()), by=by))
    except ActionError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(way_back(request, "indicator_offers", "back"))
