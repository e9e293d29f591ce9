"""All that people can set of what is the house's own, in values that JSON can hold; kept with each act on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from kejiting.web.actions import ActionError
from proposals.models import (
    ActKind,
    CongressSession,
    DeadlineRule,
    Delegate,
    Holiday,
    Outline,
    ReplyTemplate,
    Request,
    SettingsTable,
    Synonym,
)
from proposals.records.acts import KEPT_KINDS, KeptKind, Parts, one_act
from proposals.records.deadlines import rework_deadlines
from proposals.records.state import deletion

State = dict[str, Any]

TEMPLATE_COLUMNS = ("name", "kind", "form", "title", "opening", "closing", "agency", "copies", "contact")
REQUEST_COLUMNS = (
    "title", "kind", "number", "proposers", "co_proposers", "role", "main_unit", "co_units", "office",
    "handed_over_on", "due_on", "due_by_person", "is_key", "problems", "set_by_person",
)  # fmt: skip
ASK_COLUMNS = ("id", "position", "title", "start", "end")
OUTLINE_COLUMNS = (
    "template", "form", "title", "doc_number", "salutation", "opening", "closing", "agency", "written_on", "copies", "contact",
)  # fmt: skip
ITEM_COLUMNS = ("id", "ask", "position", "text", "passage", "plan_item", "start", "end", "citation", "key")
DELEGATE_COLUMNS = ("name", "kind", "region")
SESSION_COLUMNS = ("body", "level", "region", "term", "meeting", "year")
ACCOUNT_COLUMNS = ("username", "last_name", "first_name", "email", "is_active", "is_superuser")


@dataclass(frozen=True, slots=True)
class TableKind:
    """Which rows a table of settings has, and what follows when they are others."""

    model: type[Model]
    follow: Callable[[], object] = lambda: None

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.model._meta.concrete_fields)


TABLES = {
    SettingsTable.Name.DEADLINES: TableKind(DeadlineRule, rework_deadlines),
    SettingsTable.Name.HOLIDAYS: TableKind(Holiday, rework_deadlines),
    SettingsTable.Name.SYNONYMS: TableKind(Synonym),
}


def columns_of(row: Model, names: Sequence[str]) -> State:
    """Return the columns as JSON gives them back: days as text, rows by their ids."""
    values = {name: getattr(row, row._meta.get_field(name).attname) for name in names}  # type: ignore[union-attr]
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def set_columns(row: Model, state: State, names: Sequence[str]) -> None:
    for name in names:
        field: Any = row._meta.get_field(name)
        setattr(row, field.attname, field.to_python(state[name]))


def template_state(template: ReplyTemplate) -> State:
    return {**columns_of(template, TEMPLATE_COLUMNS), **deletion(template)}


def request_state(request: Request) -> State:
    """What rules found of letters that answer it is no part of it."""
    session = CongressSession.objects.filter(pk=request.session_id or 0).values().first()
    answers = request.answers.model._base_manager.filter(request=request, by__isnull=False).order_by("letter")
    return {
        **columns_of(request, REQUEST_COLUMNS),
        "session": session,
        "asks": list(request.asks.order_by("pk").values(*ASK_COLUMNS)),
        "answers": list(answers.values("letter", "by")),
        "not_answered_by": sorted(
            request.not_answered_by.through.objects.filter(request=request).values_list("replyletter", flat=True)
        ),
        **deletion(request),
    }


def outline_state(outline: Outline) -> State:
    return {**columns_of(outline, OUTLINE_COLUMNS), "items": list(outline.items.order_by("pk").values(*ITEM_COLUMNS))}


def table_state(table: SettingsTable) -> State:
    kind = TABLES[SettingsTable.Name(table.name)]
    return {
        "table": table.name,
        "rows": [columns_of(row, kind.columns) for row in kind.model._default_manager.order_by("pk")],
    }


def delegate_state(delegate: Delegate) -> State:
    return columns_of(delegate, DELEGATE_COLUMNS)


def session_state(session: CongressSession) -> State:
    return columns_of(session, SESSION_COLUMNS)


def account_state(account: User) -> State:
    """Neither the password nor when they were here."""
    return {
        **columns_of(account, ACCOUNT_COLUMNS),
        "groups": sorted(account.groups.values_list("name", flat=True)),
        "permissions": sorted(account.user_permissions.values_list("pk", flat=True)),
    }


def version_of(subject: Any) -> int:
    """Which state of it a page shows: by its version, or by its last act."""
    if hasattr(subject, "version"):
        return int(subject.version)
    return int(subject.acts.order_by("-pk").values_list("pk", flat=True).first() or 0)


def table_named(name: str) -> SettingsTable:
    return SettingsTable.objects.get_or_create(name=name)[0]


@contextmanager
def changed_table(model: type[Model], *, by: User | None) -> Iterator[None]:
    """Keep what happens to the rows of a table of settings inside as one act, and let follow what hangs on them."""
    name = next(name for name, kind in TABLES.items() if kind.model is model)
    with one_act(table_named(name), ActKind.CORRECTED, by=by):
        yield
        TABLES[name].follow()


def _gone(subject: object) -> ActionError:
    return ActionError(f"“{subject}”刚才已被别人删除，没有改动。")


def _parts(model: type[Model], state: Callable[[Any], State]) -> Callable[[Any], Parts]:
    """The pieces of an outline are kept apart: they change most."""

    def parts(subject: Any) -> Parts:
        of_subject = state(subject)
        text = {"text": {"items": of_subject.pop("items")}} if model is Outline else {}
        return {"state": of_subject, **text}

    return parts


STATES: dict[type[Model], Callable[[Any], State]] = {
    ReplyTemplate: template_state,
    Request: request_state,
    Outline: outline_state,
    SettingsTable: table_state,
    Delegate: delegate_state,
    CongressSession: session_state,
    User: account_state,
}
KEPT_KINDS.update(
    {model: KeptKind(_parts(model, state), _gone, in_sittings=model is Outline) for model, state in STATES.items()}
)
