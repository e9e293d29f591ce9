"""Make what is the house's own be what it was after any act; itself an act. Rows made again have their ids."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.db import IntegrityError, transaction
from django.db.models import F, Model, QuerySet

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.web.actions import ActionError, get_or_refuse, refuse_if
from kejiting.web.roles import AUDITOR, set_staff
from proposals.models import (
    ActKind,
    CongressSession,
    Delegate,
    HouseAct,
    Outline,
    Passage,
    ReplyLetter,
    ReplyTemplate,
    Request,
    RequestAnswer,
    SettingsTable,
    Status,
)
from proposals.records.acts import one_act, state_after
from proposals.records.answered import forget_session
from proposals.records.deadlines import set_due
from proposals.records.house_states import (
    ACCOUNT_COLUMNS,
    ASK_COLUMNS,
    DELEGATE_COLUMNS,
    ITEM_COLUMNS,
    OUTLINE_COLUMNS,
    REQUEST_COLUMNS,
    SESSION_COLUMNS,
    TABLES,
    TEMPLATE_COLUMNS,
    State,
    set_columns,
    table_state,
    version_of,
)
from proposals.records.people import note_corrected
from proposals.records.reply_templates import set_template
from proposals.records.request_answers import link_request
from proposals.records.restore import known_row

# Positions of asks while others take them, beyond those that are in use
PARKED = 10_000
GONE = "不能恢复到这一步，请刷新页面再看。"
CHANGED = "“{}”刚才已被别人改过，没有恢复。请看过现在的内容再试。"
TAKEN = "没有恢复：那时的“{}”现在和别的一条相同，请先改那一条。"
ABOVE = "超级用户、审计员和个人单独的权限只有超级用户能改，没有恢复。"


@transaction.atomic
def restore_house_act(subject: Any, key: int, *, by: User, expected_version: int) -> HouseAct:
    """Returns the former act. Raises ActionError, also if it was changed since the person saw it."""
    held: Any = get_or_refuse(
        type(subject)._default_manager.select_for_update(of=("self",)).filter(pk=subject.pk), GONE
    )
    refuse_if(expected_version != version_of(held), CHANGED.format(held))
    former: HouseAct = get_or_refuse(held.acts.select_related("state", "text").filter(pk=key), GONE)
    state = state_after(former)
    refuse_if(state.get("status") == Status.DELETED, GONE)
    try:
        with transaction.atomic(), one_act(held, ActKind.RESTORED, by=by):
            _RESTORED[type(held)](held, state, by)
    except IntegrityError as error:
        raise ActionError(TAKEN.format(held)) from error
    record_act(AuditAct.RESTORED, held, by=by, detail=str(former))
    return former


def _template(template: ReplyTemplate, state: State, by: User) -> None:
    set_template(template, {name: state[name] for name in TEMPLATE_COLUMNS})


def _request(request: Request, state: State, by: User) -> None:
    """Letters and people that are gone by now are left out."""
    session = request.session_id
    set_columns(request, state, REQUEST_COLUMNS)
    row = state["session"]
    request.session = known_row(CongressSession, row, "body", "region", "term", "meeting") if row else None
    set_due(request)
    request.version += 1
    request.save()
    request.asks.exclude(pk__in=[ask["id"] for ask in state["asks"]]).delete()
    request.asks.update(position=F("position") + PARKED)
    _save_rows(request.asks.all(), state["asks"], ASK_COLUMNS, request=request)
    letters = set(
        ReplyLetter.everything.values_list("pk", flat=True).filter(
            pk__in=[*state["not_answered_by"], *(one["letter"] for one in state["answers"])]
        )
    )
    people = set(User.objects.values_list("pk", flat=True).filter(pk__in=[one["by"] for one in state["answers"]]))
    request.not_answered_by.set(letters.intersection(state["not_answered_by"]))
    RequestAnswer.objects.filter(request=request).delete()
    RequestAnswer.objects.bulk_create(
        RequestAnswer(request=request, letter_id=one["letter"], by_id=one["by"] if one["by"] in people else by.pk)
        for one in state["answers"]
        if one["letter"] in letters
    )
    link_request(request)
    if session != request.session_id:
        forget_session(session)


def _outline(outline: Outline, state: State, by: User) -> None:
    """What was quoted from is left out where it is gone; the words stay."""
    set_columns(outline, state, OUTLINE_COLUMNS)
    if not ReplyTemplate.everything.filter(pk=outline.template_id or 0).exists():
        outline.template = None
    outline.version, outline.changed_by = outline.version + 1, by
    outline.save()
    asks = set(outline.request.asks.values_list("pk", flat=True))
    passages = set(
        Passage.objects.filter(pk__in=[row["passage"] for row in state["items"]]).values_list("pk", flat=True)
    )
    there = {"ask": asks, "passage": passages}
    rows = [
        {name: value if name not in there or value in there[name] else None for name, value in row.items()}
        for row in state["items"]
    ]
    outline.items.exclude(pk__in=[row["id"] for row in rows]).delete()
    _save_rows(outline.items.all(), rows, ITEM_COLUMNS, outline=outline)


def _table(table: SettingsTable, state: State, by: User) -> None:
    """Rows that differ go first, lest two that changed places stand in each other's way."""
    kind = TABLES[SettingsTable.Name(table.name)]
    rows = {row["id"]: row for row in state["rows"]}
    now = {row["id"]: row for row in table_state(table)["rows"]}
    for row in kind.model._default_manager.filter(pk__in=[pk for pk in now if now[pk] != rows.get(pk)]):
        row.delete()
    for pk, values in rows.items():
        if values != now.get(pk):
            row = kind.model()
            set_columns(row, values, kind.columns)
            row.save(force_insert=True)
    kind.follow()


def _delegate(delegate: Delegate, state: State, by: User) -> None:
    set_columns(delegate, state, DELEGATE_COLUMNS)
    delegate.save()
    note_corrected(ReplyLetter.everything.filter(proposals__delegates=delegate), {"delegates"})


def _session(session: CongressSession, state: State, by: User) -> None:
    set_columns(session, state, SESSION_COLUMNS)
    session.save()
    note_corrected(ReplyLetter.everything.filter(proposals__session=session), {"session"})


def _account(account: User, state: State, by: User) -> None:
    """A person gives back no more than they could give in the administration (see `kejiting.admin`)."""
    groups = set(account.groups.values_list("name", flat=True))
    permissions = list(account.user_permissions.order_by("pk").values_list("pk", flat=True))
    is_above = account.is_superuser or state["is_superuser"] or AUDITOR in groups.union(state["groups"])
    refuse_if(not by.is_superuser and (is_above or permissions != state["permissions"]), ABOVE)
    set_columns(account, state, ACCOUNT_COLUMNS)
    account.save()
    account.groups.set(Group.objects.filter(name__in=state["groups"]))
    account.user_permissions.set(Permission.objects.filter(pk__in=state["permissions"]))
    set_staff(account)


_RESTORED: dict[type[Model], Callable[[Any, State, User], None]] = {
    ReplyTemplate: _template,
    Request: _request,
    Outline: _outline,
    SettingsTable: _table,
    Delegate: _delegate,
    CongressSession: _session,
    User: _account,
}


def _save_rows(held: QuerySet[Any], wanted: list[State], columns: tuple[str, ...], **owner: Model) -> None:
    there = held.in_bulk()
    for row in wanted:
        instance = there.get(row["id"]) or held.model(**owner)
        set_columns(instance, row, columns)
        instance.save()
