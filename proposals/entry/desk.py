"""The desk: three ways in, the drafts that wait, and what was published last."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from proposals.entry.arrival_forms import FileForm, PasteForm
from proposals.entry.permission import editors_only
from proposals.models import ReplyLetter

DRAFTS_A_PAGE = 20
PUBLISHED_SHOWN = 8


@editors_only
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    return show_desk(request)


def show_desk(
    request: HttpRequest, *, file_form: FileForm | None = None, paste_form: PasteForm | None = None, status: int = 200
) -> HttpResponse:
    """Render the desk; a form that was refused is shown with its reason."""
    letters = ReplyLetter.objects.select_related("entered_by").defer("text", "as_read_text", "masked")
    drafts = Paginator(letters.drafts().order_by("-changed_at", "-pk"), DRAFTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "file_form": file_form or FileForm(auto_id="file_%s"),
        "paste_form": paste_form or PasteForm(auto_id="paste_%s"),
        "drafts": drafts,
        "published": letters.published().order_by("-changed_at", "-pk")[:PUBLISHED_SHOWN],
    }
    return render(request, "proposals/entry_desk.html", context, status=status)
