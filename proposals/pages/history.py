"""改动记录: what was done to a letter, a plan, an indicator or a topic, act by act; and what it was after one, beside now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kejiting.indexing.sync import sync_pending
from kejiting.web.actions import STALE, ActionError, ActionForm
from kejiting.web.parameters import MAX_ID
from kejiting.web.people import person_name
from kejiting.web.permission import only_with, require_permission
from proposals.models import ReplyLetter, Status
from proposals.pages.act_changes import changes_between, public_text
from proposals.pages.comparison import Field, compare_texts
from proposals.records import LetterState, letter_state, restore_act, state_after

ACTS_A_PAGE = 20
MOST_SHOWN = 12
MOST_EARLIER = 30
MOST_COMPARED = 300


@dataclass(frozen=True, slots=True)
class History:
    """What has acts: the routes `{name}_history` and `{name}_act`; how it is restored (key, by, expected_version), with
    which right; what it is (as kept with an act), what differs between two such states, and their texts; where its page is.
    `earlier` is what a row of its history was, which earlier versions kept instead of acts."""

    name: str
    right: str
    subjects: Callable[[], QuerySet[Any]]
    state: Callable[[Any], LetterState]
    changes: Callable[[LetterState, LetterState], Iterator[Field]]
    restore: Callable[..., Any]
    version: Callable[[Any], int] = lambda subject: int(subject.version)
    text: Callable[[LetterState], str] | None = None
    address: Callable[[Any], str] = lambda subject: str(subject.get_absolute_url())
    earlier: Callable[[Any], LetterState] | None = None

    def urls(self) -> list[URLPattern]:
        return [
            path("<int:pk>/history/", only_with(self.right)(require_safe(self.show)), name=f"{self.name}_history"),
            path(
                "<int:pk>/history/<int:act>/",
                only_with(self.right)(require_http_methods(["GET", "HEAD", "POST"])(self.act)),
                name=f"{self.name}_act",
            ),
        ]

    def show(self, request: HttpRequest, pk: int) -> HttpResponse:
        subject = get_object_or_404(self.subjects(), pk=pk)
        acts = subject.acts.select_related("state", "by").order_by("-pk")
        page = Paginator(acts, ACTS_A_PAGE).get_page(request.GET.get("page"))
        shown = list(page)
        before = list(acts.filter(pk__lt=shown[-1].pk)[:1]) if shown else []
        rows = self._rows(subject, [*shown, *before])[: len(shown)]
        earlier = [] if page.has_next() else self._earlier(subject, shown[-1].at if shown else timezone.now())
        context = {**self._context(subject), "page": page, "rows": rows, "earlier": earlier}
        return render(request, "letters/history.html", context)

    def act(self, request: HttpRequest, pk: int, act: int) -> HttpResponse:
        """GET shows what it was after an act, beside what it is now; POST makes it so again."""
        subject = get_object_or_404(self.subjects(), pk=pk)
        former = get_object_or_404(subject.acts.select_related("state", "text", "by"), pk=act)
        if request.method == "POST":
            return self._restore(request, subject, act)
        then, now = state_after(former), self.state(subject)
        fields = tuple(islice(self.changes(then, now), MOST_COMPARED))
        comparison = compare_texts(self.text(then), self.text(now)) if self.text else None
        is_same = not fields and (comparison is None or comparison.is_same)
        status = then.get("status")
        context = {
            **self._context(subject),
            "act": former,
            "fields": fields,
            "comparison": comparison,
            "status": Status(status).label if status else "",
            "expected_version": self.version(subject),
            "may_restore": status != Status.DELETED and not is_same,
            "is_same": is_same,
            "old": "当时",
            "new": "现在",
        }
        return render(request, "letters/act.html", context)

    def _context(self, subject: Any) -> dict[str, Any]:
        routes = {"history_route": f"{self.name}_history", "act_route": f"{self.name}_act"}
        quotes = "《》" if self.text else "“”"
        return {"subject": subject, "subject_address": self.address(subject), "quotes": quotes, **routes}

    def _restore(self, request: HttpRequest, subject: Any, act: int) -> HttpResponse:
        by = require_permission(self.right, request)
        try:
            expected_version = RestoreForm(request.POST).read()["expected_version"]
            former = self.restore(subject, act, by=by, expected_version=expected_version)
        except ActionError as error:
            messages.error(request, str(error))
            return redirect(f"{self.name}_act", subject.pk, act)
        sync_pending()
        messages.success(request, f"已恢复到“{former}”以后的样子。要反悔，恢复到它前面的一步就可以。")
        return redirect(f"{self.name}_history", subject.pk)

    def _earlier(self, subject: Any, until: datetime) -> list[ActRow]:
        """What was changed before the first act, the newest first."""
        if self.earlier is None:
            return []
        history = subject.history.filter(history_date__lte=until).select_related("history_user")
        kept = list(history[: MOST_EARLIER + 1])
        rows = []
        for row, former in zip(kept, [*kept[1:], None], strict=True):
            changes = self.changes(self.earlier(former), self.earlier(row)) if former else ()
            told = {"title": row.history_change_reason or row.get_history_type_display(), "at": row.history_date}
            act = {**told, "by_name": person_name(row.history_user) if row.history_user else ""}
            rows.append(ActRow(act, tuple(changes), more=0, is_text_changed=False))
        return rows[:MOST_EARLIER]

    def _rows(self, subject: Any, acts: Sequence[Any]) -> list[ActRow]:
        """Of acts that follow one another, the newest first; one query for all of their texts."""
        texts = subject.act_contents.in_bulk({act.text_id for act in acts if act.text_id})
        states = [{**act.state.content, **(texts[act.text_id].content if act.text_id else {})} for act in acts]
        rows = []
        for place, act in enumerate(acts):
            if place + 1 == len(acts):
                rows.append(ActRow(act, (), 0, is_text_changed=False))
                break
            changes = tuple(self.changes(states[place + 1], states[place]))
            is_text_changed = states[place].get("text") != states[place + 1].get("text")
            rows.append(ActRow(act, changes[:MOST_SHOWN], len(changes[MOST_SHOWN:]), is_text_changed))
        return rows


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act with what it changed, at most `MOST_SHOWN`; `more` counts the others. The first act changed nothing."""

    act: Any
    changes: tuple[Field, ...]
    more: int
    is_text_changed: bool


class RestoreForm(ActionForm):
    expected_version = forms.IntegerField(min_value=0, max_value=MAX_ID, error_messages=STALE)


def _state_of(letter: ReplyLetter) -> LetterState:
    now = letter_state(letter)
    return {**now, **{name: str(now[name]) for name in ("written_on", "published_on") if now[name]}}


OF_LETTERS = History(
    "letter",
    "proposals.change_replyletter",
    ReplyLetter.objects.all,
    _state_of,
    changes_between,
    restore_act,
    text=public_text,
)
