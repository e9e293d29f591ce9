"""改动记录: what was done to a letter, act by act; and the letter as it was after one, beside what it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kejiting.indexing.sync import sync_pending
from kejiting.web.actions import STALE, ActionError, ActionForm
from kejiting.web.api_parameters import MAX_ID
from kejiting.web.permission import only_with, require_permission
from proposals.models import ActContent, LetterAct, ReplyLetter, Status
from proposals.pages.act_changes import changes_between, public_text
from proposals.pages.comparison import Field, compare_texts
from proposals.records import letter_state, restore_act, state_after

MAY_CHANGE = "proposals.change_replyletter"
ACTS_A_PAGE = 20
MOST_SHOWN = 12
MOST_COMPARED = 300


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act with what it changed, at most `MOST_SHOWN`; `more` counts the others. The first act changed nothing."""

    act: LetterAct
    changes: tuple[Field, ...]
    more: int
    is_text_changed: bool


class RestoreForm(ActionForm):
    expected_version = forms.IntegerField(min_value=0, max_value=MAX_ID, error_messages=STALE)


@only_with(MAY_CHANGE)
@require_safe
def letter_history(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(ReplyLetter.objects.defer("text", "as_read_text"), pk=pk)
    acts = letter.acts.select_related("state", "by").order_by("-pk")
    page = Paginator(acts, ACTS_A_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    before = list(acts.filter(pk__lt=shown[-1].pk)[:1]) if shown else []
    context = {"letter": letter, "page": page, "rows": _rows([*shown, *before])[: len(shown)]}
    return render(request, "letters/history.html", context)


@only_with(MAY_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def letter_act(request: HttpRequest, pk: int, act: int) -> HttpResponse:
    """GET shows what the letter was after an act, beside what it is now; POST makes it so again."""
    letter = get_object_or_404(ReplyLetter, pk=pk)
    former = get_object_or_404(letter.acts.select_related("state", "text", "by"), pk=act)
    if request.method == "POST":
        return _restore(request, letter, act)
    then, now = state_after(former), letter_state(letter)
    now = {**now, **{name: str(now[name]) for name in ("written_on", "published_on") if now[name]}}
    fields = tuple(islice(changes_between(then, now), MOST_COMPARED))
    comparison = compare_texts(public_text(then), public_text(now))
    context = {
        "letter": letter,
        "act": former,
        "fields": fields,
        "comparison": comparison,
        "status": Status(then["status"]).label,
        "may_restore": then["status"] != Status.DELETED and bool(fields or not comparison.is_same),
        "old": "当时",
        "new": "现在",
    }
    return render(request, "letters/act.html", context)


def _restore(request: HttpRequest, letter: ReplyLetter, act: int) -> HttpResponse:
    by = require_permission(MAY_CHANGE, request)
    try:
        expected_version = RestoreForm(request.POST).read()["expected_version"]
        former = restore_act(letter, act, by=by, expected_version=expected_version)
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("letter_act", letter.pk, act)
    sync_pending()
    messages.success(request, f"已恢复到“{former}”以后的样子。要反悔，恢复到它前面的一步就可以。")
    return redirect("letter_history", letter.pk)


def _rows(acts: Sequence[LetterAct]) -> list[ActRow]:
    """Of acts that follow one another, the newest first; one query for all of their texts."""
    texts = ActContent.objects.in_bulk({act.text_id for act in acts})
    states = [{**act.state.content, **texts[act.text_id].content} for act in acts]
    rows = []
    for place, act in enumerate(acts):
        if place + 1 == len(acts):
            rows.append(ActRow(act, (), 0, is_text_changed=False))
            break
        changes = tuple(changes_between(states[place + 1], states[place]))
        is_text_changed = states[place]["text"] != states[place + 1]["text"]
        rows.append(ActRow(act, changes[:MOST_SHOWN], len(changes[MOST_SHOWN:]), is_text_changed))
    return rows
