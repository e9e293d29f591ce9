"""待认定的数据: each figure offered to the likeliest indicator with the reason; an editor says which it is."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kejiting.web.actions import ActionError
from kejiting.web.parameters import row_id
from kejiting.web.permission import MAY_ASSIGN, require_permission
from kejiting.web.way_back import way_back
from measures.indicators.forms import AssignmentForm
from measures.indicators.offer_page import (
    LAST_PAGE,
    OfferPage,
    of_all,
    of_known_wordings,
    of_letter,
    of_one,
    of_wording,
)
from measures.indicators.undoing import assigning
from measures.models import Indicator, IndicatorAlias
from measures.queues.kinds import QUEUES, Scope
from measures.queues.places import asked_place, go_on, letter_of, place_in
from measures.records import Assignment, assign_figures

KINDS = {"same": "说法相同的", "all": "全部，新的在前"}
_MOST_NAMES = 500


@require_http_methods(["GET", "POST"])
def offers(request: HttpRequest) -> HttpResponse:
    by = require_permission(MAY_ASSIGN, request)
    if request.method == "POST":
        _is_assigned(request, by)
        return HttpResponseRedirect(way_back(request, "indicator_offers", "back"))
    asked = request.GET.get("figure", "")
    kind = request.GET.get("kind", "same")
    kind = kind if kind in KINDS else "same"
    letter = letter_of(request)
    page = of_letter(letter) if letter else _page(kind, asked, min(row_id(request.GET.get("page", "")) or 1, LAST_PAGE))
    return _shown(request, page, kind="" if asked or letter else kind, alone=bool(asked), letter=letter)


@require_http_methods(["GET", "POST"])
def offers_of_wording(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures that wait for one wording, as an item of the queue."""
    by = require_permission(MAY_ASSIGN, request)
    place = asked_place(request, "indicator_wording", pk) or place_in(QUEUES["figures"], Scope(by), pk)
    if request.method == "POST":
        if _is_assigned(request, by):
            return go_on(request, place)
        return redirect(request.get_full_path())
    alias = IndicatorAlias.objects.select_related("indicator").filter(pk=pk).first()
    page = of_wording(alias, place.scope.letter)
    return _shown(request, page, kind="same", action=request.get_full_path(), place=place)


def _shown(request: HttpRequest, page: OfferPage, **more: object) -> HttpResponse:
    names = Indicator.objects.filter(unit__in={group.unit for group in page.groups}).values_list("unit", "name")
    context = {
        "page": page,
        "kinds": KINDS.items(),
        "names": _by_unit(list(names[:_MOST_NAMES])),
        "back": request.get_full_path(),
        "figures": sum(len(group.rows) for group in page.groups),
        "action": reverse("indicator_offers"),
        **more,
    }
    return render(request, "indicators/indicator_offers.html", context)


def _page(kind: str, asked: str, number: int) -> OfferPage:
    if asked:
        return of_one(row_id(asked) or 0)
    return of_all(number) if kind == "all" else of_known_wordings(number)


def _by_unit(names: list[tuple[str, str]]) -> dict[str, list[str]]:
    return {unit: [name for held, name in names if held == unit] for unit in dict(names)}


def _is_assigned(request: HttpRequest, by: User) -> bool:
    try:
        asked = Assignment(**AssignmentForm(request.POST).read())
        assigning(request, asked.figures, lambda: assign_figures(asked, by=by))
    except ActionError as error:
        messages.error(request, str(error))
        return False
    return True
