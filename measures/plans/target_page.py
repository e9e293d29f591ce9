"""The page of a target: its words, the figures that tell how far it was met, and for editors those that may."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kejiting.web.actions import ActionError
from kejiting.web.permission import MAY_LINK, require_permission
from measures.figures.rows import ledger_rows
from measures.models import Plan, Target
from measures.plans.forms import TargetForm
from measures.plans.history import events_of
from measures.plans.rows import line_of
from measures.plans.suggestions import MOST, suggest_figures
from measures.queues.places import asked_place, go_on
from measures.queues.undo import Deed, remember_deed
from measures.records import TargetChange, change_target, undoing
from proposals.records import expect_not_withdrawn

_SAID = {
    "link": "“{figure}”认定为对应“{target}”",
    "refuse": "“{figure}”认定为不对应“{target}”",
    "supersede": "目标“{target}”标为不再适用",
}


@require_http_methods(["GET", "HEAD", "POST"])
def target_detail(request: HttpRequest, plan: int, pk: int) -> HttpResponse:
    line = line_of(plan, pk, request.user)
    if line is None:
        expect_not_withdrawn(Plan, plan)
        raise Http404
    if request.method == "POST":
        by = require_permission(MAY_LINK, request)
        place = asked_place(request, "target", pk)
        try:
            change = TargetChange(**TargetForm(request.POST).read())
            change_target(line.target, change, by=by)
        except ActionError as error:
            messages.error(request, str(error))
            return redirect(request.get_full_path())
        remember_deed(request, _deed(line.target, change, request.get_full_path()))
        return go_on(request, place) if place else redirect("target", plan, pk)
    offers = suggest_figures(line)
    shown = [*(row.figure for row in line.reported), *(offer.figure for offer in offers)]
    rows = {row.figure.pk: row for row in ledger_rows(shown)}
    context = {
        "line": line,
        "place": asked_place(request, "target", pk),
        "target": line.target,
        "reported": [(row, rows[row.figure.pk]) for row in line.reported if row.figure.pk in rows],
        "offers": [(offer, rows[offer.figure.pk]) for offer in offers if offer.figure.pk in rows],
        "most_offers": MOST,
        "refused": line.target.refusals.count() if request.user.has_perm(MAY_LINK) else 0,
        "events": events_of(line.target),
    }
    return render(request, "plans/target_detail.html", context)


def _deed(target: Target, change: TargetChange, address: str) -> Deed | None:
    """What was just done; None if it is not taken back by one press."""
    back = undoing(target, change)
    if back is None:
        return None
    said = _SAID[change.action].format(figure=change.expected_figure, target=target.indicator)
    return Deed("target", said, address, {"target": target.pk, "change": asdict(back)})
