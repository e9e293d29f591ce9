"""What an act changed of what is the house's own, in the words of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import Permission, User
from django.db.models import Model

from proposals.models import (
    CongressSession,
    Delegate,
    Outline,
    ReplyTemplate,
    Request,
    SettingsTable,
)
from proposals.pages.act_changes import changed_status
from proposals.pages.comparison import Field
from proposals.records.house_states import (
    ACCOUNT_COLUMNS,
    DELEGATE_COLUMNS,
    OUTLINE_COLUMNS,
    REQUEST_COLUMNS,
    SESSION_COLUMNS,
    TABLES,
    TEMPLATE_COLUMNS,
    State,
    set_columns,
)

Changes = Callable[[State, State], Iterator[Field]]
# What only rules and ids tell
_UNTOLD = {"problems", "set_by_person", "template"}
_YES_NO = {True: "是", False: "否"}


def _of(model: type[Model], columns: Sequence[str], *more: Changes) -> Changes:
    """Of columns by their names on pages, and of what `more` tells."""

    def changes(old: State, new: State) -> Iterator[Field]:
        yield from changed_status(old, new)
        for name in columns:
            if name not in _UNTOLD and old[name] != new[name]:
                yield _column(model, name, old[name], new[name])
        for one in more:
            yield from one(old, new)

    return changes


def _rows(label: str, printed: Callable[[State], Mapping[Any, str]]) -> Changes:
    def changes(old: State, new: State) -> Iterator[Field]:
        before, after = printed(old), printed(new)
        for key in [*before, *(key for key in after if key not in before)]:
            if before.get(key) != after.get(key):
                yield Field(label, before.get(key), after.get(key))

    return changes


def _column(model: type[Model], name: str, *values: Any) -> Field:
    field: Any = model._meta.get_field(name)
    choices = dict(field.flatchoices)
    old, new = (_printed(choices.get(value, value) if not isinstance(value, list) else value) for value in values)
    return Field(str(field.verbose_name), old, new)


def _printed(value: Any) -> str | None:
    if isinstance(value, bool):
        return _YES_NO[value]
    return ("、".join(map(str, value)) if isinstance(value, list) else str(value)) if value else None


def _session(old: State, new: State) -> Iterator[Field]:
    before, after = (str(CongressSession(**row)) if (row := state["session"]) else None for state in (old, new))
    if before != after:
        yield Field("届次", before, after)


def _asks(state: State) -> dict[Any, str]:
    return {
        ask[
            "id"
        ]: f"第 {ask['position']} 条 {ask['title'] or '（没有标题）'}（第 {ask['start'] + 1} 到 {ask['end']} 字）"
        for ask in state["asks"]
    }


def _answers(state: State) -> dict[Any, str]:
    said = {answer["letter"]: f"答复函 {answer['letter']} 是答复" for answer in state["answers"]}
    return said | {letter: f"答复函 {letter} 不是答复" for letter in state["not_answered_by"]}


def _items(state: State) -> dict[Any, str]:
    """Where a piece stands is told with what it says: pieces that others moved aside are told, too."""
    return {row["id"]: f"{row['text']}{'（引用）' if row['citation'] else ''}" for row in state["items"]}


def _order(old: State, new: State) -> Iterator[Field]:
    before, after = ([row["id"] for row in sorted(state["items"], key=_place)] for state in (old, new))
    if before != after and set(before) == set(after):
        yield Field("段落的顺序", "原来的顺序", "新的顺序")


def _place(row: State) -> tuple[int, int]:
    return row["position"], row["id"]


def _table(old: State, new: State) -> Iterator[Field]:
    kind = TABLES[SettingsTable.Name(old["table"])]

    def printed(state: State) -> dict[Any, str]:
        shown = {}
        for row in state["rows"]:
            one = kind.model()
            set_columns(one, row, kind.columns)
            told = (_column(kind.model, name, None, row[name]).new for name in kind.columns if name != "id")
            shown[row["id"]] = f"{one}（{'，'.join(filter(None, told))}）"
        return shown

    yield from _rows(str(SettingsTable.Name(old["table"]).label), printed)(old, new)


def _rights(old: State, new: State) -> Iterator[Field]:
    if old["groups"] != new["groups"]:
        yield Field("角色", _printed(old["groups"]), _printed(new["groups"]))
    if old["permissions"] != new["permissions"]:
        rights = Permission.objects.select_related("content_type").in_bulk([*old["permissions"], *new["permissions"]])
        before, after = ([str(rights.get(pk, pk)) for pk in state["permissions"]] for state in (old, new))
        yield Field("个人的权限", _printed(before), _printed(after))


changes_of_template = _of(ReplyTemplate, TEMPLATE_COLUMNS)
changes_of_request = _of(Request, REQUEST_COLUMNS, _session, _rows("建议", _asks), _rows("答复", _answers))
changes_of_outline = _of(Outline, OUTLINE_COLUMNS, _rows("段落", _items), _order)
changes_of_table = _of(SettingsTable, (), _table)
changes_of_delegate = _of(Delegate, DELEGATE_COLUMNS)
changes_of_session = _of(CongressSession, SESSION_COLUMNS)
changes_of_account = _of(User, ACCOUNT_COLUMNS, _rights)
