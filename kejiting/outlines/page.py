"""The page of an outline: what is asked, what the base remembers of it, and the reply as it will be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kejiting.ask_memory import AskMemory, AskQuestion, memory_of
from kejiting.drafting import unsaved_outline
from kejiting.drafting.document import heading_of
from kejiting.outlines.actions import ACTIONS, Done, OutlinePress
from kejiting.outlines.forms import OutlineActionForm, OutlineFieldsForm
from kejiting.outlines.sources import OutlineRow, rows_of
from kejiting.outlines.word_files import upload_edited
from kejiting.text.unreadable import UnreadableFile
from kejiting.web.actions import ActionError, action_named
from kejiting.web.permission import MAY_HANDLE, only_with, require_permission
from measures.queues.places import asked_place
from proposals.models import Outline, ReplyTemplate, Request, RequestAsk
from proposals.pages.letter_page import lines_of
from proposals.records.opinions import opinions_of
from proposals.records.outlines import begin_outline
from proposals.records.reply_templates import unknown_names_of

_MOST_TEMPLATES = 200


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """What stands under an ask; without one, before the first."""

    ask: RequestAsk | None
    heading: str
    rows: tuple[OutlineRow, ...]

    @property
    def target(self) -> int:
        return self.ask.pk if self.ask else 0


@only_with(MAY_HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
def outline_page(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Request.objects.select_related("session"), pk=pk)
    if request.method == "POST":
        return _act(request, row)
    return _show(request, row)


def _act(request: HttpRequest, row: Request) -> HttpResponse:
    """Do what was pressed. The script asks for JSON, and shows the version and the sentence by itself."""
    form, by = OutlineActionForm(request.POST, request.FILES), require_permission(MAY_HANDLE, request)
    in_json = request.headers.get("Accept") == "application/json"
    try:
        if form.action_name == "upload":
            told = upload_edited(begin_outline(row, by=by), form, by)
            return _show(request, row, told=told)
        act = action_named(ACTIONS, form.action_name)
        done = act(OutlinePress(begin_outline(row, by=by), form, by))
    except (ActionError, UnreadableFile) as error:
        status = error.status if isinstance(error, ActionError) else 422
        if in_json:
            return JsonResponse({"message": str(error)}, status=status)
        messages.error(request, str(error))
        return _show(request, row, status=status, unsaved=form.text)
    if in_json:
        version = Outline.objects.values_list("version", flat=True).get(request=row)
        return JsonResponse({"version": version, "message": done.sentence})
    messages.success(request, done.sentence)
    return redirect(done.address or _address(row, form, done))


def _address(row: Request, form: OutlineActionForm, done: Done) -> str:
    asked = f"?ask={form.ask_key}" if form.ask_key else ""
    return f"{reverse('outline', args=[row.pk])}{asked}{f'#i{done.item.pk}' if done.item else ''}"


def _show(request: HttpRequest, row: Request, *, status: int = 200, **more: Any) -> HttpResponse:
    outline = Outline.objects.select_related("template", "changed_by").filter(request=row).first()
    outline = outline or unsaved_outline(row)
    outline.request = row
    asks = list(row.asks.order_by("position"))
    for ask in asks:
        ask.request = row
    chosen = _chosen(asks, OutlineActionForm(request.GET or request.POST).ask_key)
    context = {
        "row": row,
        "outline": outline,
        "asks": asks,
        "lines": lines_of(row.public_text, asks),
        "chosen": chosen,
        "place": asked_place(request, "outline", row.pk),
        "memory": _memory(chosen, outline) if chosen else None,
        "opinions": [one for one in opinions_of(row) if one.passages and one.ask in (None, chosen)],
        "sections": sections_of(outline, asks),
        "fields": OutlineFieldsForm(instance=outline, auto_id="field_%s"),
        "unknown_names": unknown_names_of(outline),
        "templates": ReplyTemplate.objects.only("name")[:_MOST_TEMPLATES],
        **more,
    }
    return render(request, "outlines/outline.html", context, status=status)


def _chosen(asks: Sequence[RequestAsk], pk: int | None) -> RequestAsk | None:
    return next((ask for ask in asks if ask.pk == pk), asks[0] if asks else None)


def _memory(ask: RequestAsk, outline: Outline) -> AskMemory:
    return memory_of(AskQuestion(ask.text, ask.title or "", tuple(ask.request.proposers), outline.agency))


def sections_of(outline: Outline, asks: Sequence[RequestAsk]) -> list[OutlineSection]:
    """In the order of the reply; pieces whose ask is no more stand first."""
    rows = rows_of(outline)
    first = OutlineSection(None, "", tuple(row for row in rows if row.item.ask_id is None))
    return [
        first,
        *(
            OutlineSection(ask, heading_of(ask, number), tuple(row for row in rows if row.item.ask_id == ask.pk))
            for number, ask in enumerate(asks, 1)
        ),
    ]
