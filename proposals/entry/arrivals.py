"""Files or pasted text arrive: each is read at once, and kept at the desk until a person has looked at it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from kejiting.web.actions import form_errors
from kejiting.web.permission import MAY_ENTER, require_permission
from proposals.entry.arrival_forms import FilesForm, PasteForm, arrival_form
from proposals.entry.desk import show_desk
from proposals.entry.permission import editors_only
from proposals.entry.received import Received, answer_arrivals, receive

REFUSED = 422


@editors_only
@require_POST
def read_arrivals(request: HttpRequest) -> HttpResponse:
    """The desk's script sends one file at a time and gets JSON; a plain form may send several and gets a page."""
    form = arrival_form(request, PasteForm)
    by = require_permission(MAY_ENTER, request)
    received = [receive(*arrival, by=by) for arrival in form.arrivals()] if form.is_valid() else []
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return _as_json(form, received)
    return answer_arrivals(request, form, received, "entry") or show_desk(request, form, status=REFUSED)


def _as_json(form: FilesForm | PasteForm, received: list[Received]) -> JsonResponse:
    if not received:
        received = [Received("", "failed", error="".join(form_errors(form)))]
    (first, *rest) = received
    said = first.as_json() | ({"more": [one.as_json() for one in rest]} if rest else {})
    failed = any(one.status == "failed" for one in received)
    return JsonResponse(said, status=REFUSED if failed else 200, json_dumps_params={"ensure_ascii": False})
