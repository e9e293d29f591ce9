"""A draft is sent to be checked at `/draft/`; its page shows what was found, and takes what people set aside."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kejiting.draft_pages.checking import check_bytes
from kejiting.draft_pages.forms import ORIGINS, DraftForm, FindingsForm, RulingForm
from kejiting.draft_pages.kinds import KIND_LABELS, LEVEL_LABELS
from kejiting.draft_pages.origins import origin_context
from kejiting.draft_pages.result import cards_of, chosen, counted, findings_of, marked_text, places_of
from kejiting.text.unreadable import UnreadableFile
from kejiting.web.actions import ActionError, action_named
from kejiting.web.downloads import export_links
from kejiting.web.permission import MAY_ENTER, require_permission
from kejiting.web.querystring import address
from kejiting.web.way_back import way_back
from proposals.entry.outcome import NotSavedError, saving
from proposals.entry.permission import editors_only
from proposals.models import CheckedDraftFile
from proposals.records.drafts import (
    DAYS_KEPT,
    RULED_MEANWHILE,
    WordingKey,
    delete_draft,
    keep_check,
    keep_draft,
    set_aside,
    take_back,
)

logger = logging.getLogger(__name__)

ROWS_A_PAGE = 20
REFUSED = 422


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def drafts(request: HttpRequest) -> HttpResponse:
    """GET shows the form, and what was sent of late; POST checks a draft, and leads to its page."""
    by = require_permission(MAY_ENTER, request)
    if request.method != "POST":
        return _show_drafts(request, DraftForm(initial={"request": request.GET.get("request")}))
    form = DraftForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            return redirect(_kept(form, by))
        except (UnreadableFile, NotSavedError) as error:
            logger.info("a draft was refused, of user %s: %s", by.pk, error)
            form.add_error("file" if form.cleaned_data["file"] else "text", str(error))
    return _show_drafts(request, form, status=REFUSED)


def _kept(form: DraftForm, by: User) -> CheckedDraftFile:
    given = {name: form.cleaned_data[name] for name in ("number", "session", "request")}
    with saving("a draft"):
        return keep_draft(check_bytes(*form.draft(), **given), by=by)


def _show_drafts(request: HttpRequest, form: DraftForm, *, status: int = 200) -> HttpResponse:
    rows = CheckedDraftFile.objects.select_related("by").defer("text", "data", "sentences", "problems")
    context = {"form": form, "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")), "days": DAYS_KEPT}
    return render(request, "draft_pages/drafts.html", context, status=status)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def checked_draft(request: HttpRequest, pk: int) -> HttpResponse:
    rows = CheckedDraftFile.objects.select_related("by", "session", "request")
    if request.method == "POST":
        return _act(request, get_object_or_404(rows, pk=pk))
    draft = get_object_or_404(rows.defer("data"), pk=pk)
    form = FindingsForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    context = {"draft": draft, "days": DAYS_KEPT, "is_origins": asked.get("view") == ORIGINS}
    if context["is_origins"]:
        return render(request, "draft_pages/origins.html", context | origin_context(draft.text, draft.sentences))
    kind, level = asked.get("kind", ""), asked.get("level", "")
    findings = findings_of(draft)
    places = places_of(draft, findings)
    shown = chosen(places, kind, level)
    levels, kinds = counted(findings)
    context |= {
        "lines": marked_text(draft.text, shown),
        "cards": cards_of(shown),
        "count": len(findings),
        "shown": len(shown),
        "levels": [
            {"label": f"{LEVEL_LABELS[name]} {count}", "address": address(asked, level=name), "on": name == level}
            for name, count in levels.items()
        ],
        "kinds": [
            {"label": f"{KIND_LABELS[name]} {count}", "address": address(asked, kind=name), "on": name == kind}
            for name, count in kinds.items()
        ],
        "all_levels": address(asked, level=None) or "?",
        "all_kinds": address(asked, kind=None) or "?",
        "level": level,
        "kind": kind,
        "back": request.get_full_path(),
        "exports": export_links("draft_export", form.asked if asked else {}, draft.pk),
    }
    return render(request, "draft_pages/checked.html", context)


def _act(request: HttpRequest, draft: CheckedDraftFile) -> HttpResponse:
    by = require_permission(MAY_ENTER, request)
    try:
        with saving("what was found of a draft"):
            return action_named(_ACTIONS, request.POST.get("action", ""))(request, draft, by)
    except (ActionError, UnreadableFile) as error:
        messages.error(request, str(error))
    return redirect(_page(request, draft))


def _check_again(request: HttpRequest, draft: CheckedDraftFile, by: User) -> HttpResponse:
    name, data = draft.name, bytes(draft.data)
    values = check_bytes(name, data, number=draft.number, session=draft.session, request=draft.request)
    keep_check(draft, values, by=by)
    messages.success(request, "已按库中现在的内容重新核对。")
    return redirect(_page(request, draft))


def _delete(request: HttpRequest, draft: CheckedDraftFile, by: User) -> HttpResponse:
    delete_draft(draft, by=by)
    messages.success(request, f"已删除“{draft}”。")
    return redirect("draft")


def _set_aside(request: HttpRequest, draft: CheckedDraftFile, by: User) -> HttpResponse:
    wordings, reason = _ruled(request, draft)
    set_aside(wordings, reason=reason, by=by)
    messages.success(request, "已搁置。以后同样的文字不再作为问题提出，随时可以取消。")
    return redirect(_page(request, draft))


def _take_back(request: HttpRequest, draft: CheckedDraftFile, by: User) -> HttpResponse:
    wordings, _ = _ruled(request, draft)
    take_back(wordings, by=by)
    messages.success(request, "已取消搁置。")
    return redirect(_page(request, draft))


def _ruled(request: HttpRequest, draft: CheckedDraftFile) -> tuple[list[WordingKey], str]:
    """What the card showed when it was pressed. Raises ActionError if the draft has no such finding any more."""
    read = RulingForm(request.POST).read()
    known = {place.key.key: place.key for place in places_of(draft, findings_of(draft))}
    seen = [part.split(":") for part in read["wording"].split(" ")]
    if not all(key in known for key, _ in seen):
        raise ActionError(RULED_MEANWHILE)
    return [WordingKey(key, known[key].kind, known[key].wording, int(number)) for key, number in seen], read["reason"]


def _page(request: HttpRequest, draft: CheckedDraftFile) -> str:
    back = way_back(request, "draft")
    return back if back.startswith(draft.get_absolute_url()) else draft.get_absolute_url()


_ACTIONS = {"check": _check_again, "delete": _delete, "set_aside": _set_aside, "take_back": _take_back}
