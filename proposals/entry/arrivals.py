"""Files or pasted text arrive: each is read at once, and kept at the desk until a person has looked at it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kejiting.web.permission import require_permission
from proposals.entry.arrival_forms import FilesForm, PasteForm
from proposals.entry.desk import show_desk
from proposals.entry.outcome import link_to
from proposals.entry.permission import MAY_ENTER, editors_only
from proposals.entry.received import Received, receive
from proposals.models import ReplyLetter

REFUSED = 422


@editors_only
@require_POST
def read_arrivals(request: HttpRequest) -> HttpResponse:
    """The desk's script sends one file at a time and gets JSON; a plain form may send several and gets a page."""
    is_pasted = "text" in request.POST
    form = (
        PasteForm(request.POST, auto_id="paste_%s")
        if is_pasted
        else FilesForm(request.POST, request.FILES, auto_id="file_%s")
    )
    by = require_permission(MAY_ENTER, request)
    received = [receive(*arrival, by=by) for arrival in form.arrivals()] if form.is_valid() else []
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return _as_json(form, received)
    return _as_page(request, form, received)


def _as_json(form: FilesForm | PasteForm, received: list[Received]) -> JsonResponse:
    if not received:
        reasons = [str(reason) for reasons in form.errors.values() for reason in reasons]
        received = [Received("", "failed", error="".join(reasons))]
    (first, *rest) = received
    said = first.as_json() | ({"more": [one.as_json() for one in rest]} if rest else {})
    failed = any(one.status == "failed" for one in received)
    return JsonResponse(said, status=REFUSED if failed else 200, json_dumps_params={"ensure_ascii": False})


def _as_page(request: HttpRequest, form: FilesForm | PasteForm, received: list[Received]) -> HttpResponse:
    """One letter that was read is shown; of several, each is named at the desk; what failed is told at the form."""
    for one in received:
        if one.status == "failed":
            form.add_error(None, f"{one.name}：{one.error}" if len(received) > 1 else one.error or "")
    match received:
        case [Received(status="read", letter=ReplyLetter(pk=pk))]:
            return redirect("entry_review", pk)
    for one in received:
        _tell(request, one)
    if not form.errors:
        return redirect("entry")
    if isinstance(form, PasteForm):
        return show_desk(request, paste_form=form, status=REFUSED)
    return show_desk(request, file_form=form, status=REFUSED)


def _tell(request: HttpRequest, one: Received) -> None:
    if one.letter is None:
        return
    if one.status == "known":
        messages.error(request, link_to(one.error or "", one.letter))
        return
    doubt = "（库中可能已有）" if one.duplicates else ""
    messages.success(request, link_to(f"{one.name} 已读出{doubt}，请核对：", one.letter))
