"""A yearly sheet held against the requests of the base: what is missing on either side, and what differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from kejiting.desk.sheet_columns import SheetRow, row_values
from kejiting.text.fold import fold
from kejiting.text.keys import name_key, number_key
from kejiting.web.actions import refuse_if
from proposals.models import ActKind, Request, RequestRole, RequestSheet
from proposals.parsing import read_session
from proposals.records import correct_request, one_act, same_sessions, too_long, write_request

LABELS = {
    "title": "题目", "kind": "种类", "proposers": "提出人", "co_proposers": "附议人", "role": "办理角色",
    "main_unit": "主办单位", "co_units": "会办单位", "office": "承办处室", "handed_over_on": "交办日期",
    "due_on": "办结期限", "is_key": "重点件",
}  # fmt: skip
GONE = "清单里没有这一行，请刷新页面再看。"


@dataclass(frozen=True, slots=True)
class SheetDifference:
    """A column that the sheet and the base fill differently, as people read both."""

    name: str
    label: str
    sheet: str
    base: str


@dataclass(frozen=True, slots=True)
class ReconciledRow:
    """A row of the sheet with the request that it is of, if there is one."""

    row: SheetRow
    request: Request | None
    differences: tuple[SheetDifference, ...]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """`unlisted`: requests of the sessions that the sheet names, which have no row."""

    missing: list[ReconciledRow]
    different: list[ReconciledRow]
    equal: int
    unlisted: list[Request]

    def row(self, line: int) -> ReconciledRow:
        """The row of this line. Raises ActionError."""
        found = next((one for one in (*self.missing, *self.different) if one.row["line"] == line), None)
        refuse_if(found is None, GONE)
        return found or ReconciledRow({}, None, ())


def reconcile(sheet: RequestSheet) -> Reconciliation:
    """Hold each row against the request of its session and number, else of its title; a query for each session."""
    requests = _requests_by_session(sheet.rows)
    matched: set[int] = set()
    rows = []
    for row in sheet.rows:
        request = _match(row, [one for one in requests[row.get("session", "")] if one.pk not in matched])
        if request:
            matched.add(request.pk)
        rows.append(ReconciledRow(row, request, tuple(_differences(row, request)) if request else ()))
    named = {one.pk: one for words, found in requests.items() if words for one in found}
    return Reconciliation(
        [row for row in rows if row.request is None],
        [row for row in rows if row.differences],
        sum(row.request is not None and not row.differences for row in rows),
        [request for pk, request in named.items() if pk not in matched],
    )


@transaction.atomic
def accept_missing(rows: Sequence[ReconciledRow], *, by: User) -> int:
    """Enter requests without a text for rows that have none; return how many."""
    for row in rows:
        write_request(_fitting(row_values(row.row)), text="", by=by)
    return len(rows)


def accept_differences(row: ReconciledRow, *, expected_version: int, by: User) -> None:
    """Let the request be as the sheet has it. Raises RowChangedError, ActionError."""
    refuse_if(row.request is None, GONE)
    if row.request:
        values = _fitting(row_values(row.row))
        changes = {one.name: values[one.name] for one in row.differences if one.name in values}
        with one_act(row.request, ActKind.CORRECTED, by=by):
            correct_request(row.request, changes, expected_version=expected_version)


def _requests_by_session(rows: Sequence[SheetRow]) -> dict[str, list[Request]]:
    found: dict[str, list[Request]] = defaultdict(list)
    for words in {row.get("session", "") for row in rows}:
        parsed = read_session(words) if words else None
        shown = Request.objects.select_related("session").defer("text")
        if parsed is None:
            numbers = {number_key(row["number"]) for row in rows if row.get("number") and not row.get("session")}
            titles = {row["title"] for row in rows if row.get("title") and not row.get("session")}
            rest = shown.filter(number_key__in=numbers) | shown.filter(title__in=titles)
            found[words] = list(rest.order_by("pk")[:5000])
            continue
        found[words] = list(shown.filter(session__in=same_sessions(parsed)).order_by("pk")[:5000])
    return found


def _match(row: SheetRow, requests: Sequence[Request]) -> Request | None:
    kind, title = row.get("kind"), fold(row.get("title", ""))
    of_kind = [one for one in requests if not kind or one.kind in (None, kind)]
    if row.get("number"):
        key = number_key(row["number"])
        same = [one for one in of_kind if one.number_key == key]
        # without a session a number alone may be that of any year
        if row.get("session") or not title:
            return same[0] if same else None
        return next((one for one in same if fold(one.title or "") == title), None)
    return next((one for one in of_kind if title and fold(one.title or "") == title), None)


def _differences(row: SheetRow, request: Request) -> list[SheetDifference]:
    found = []
    for name, label in LABELS.items():
        if name not in row:
            continue
        sheet, base = _worded(name, row_values(row)[name]), _worded(name, getattr(request, name))
        if _compared(name, sheet) != _compared(name, base):
            found.append(SheetDifference(name, label, sheet, base))
    return found


def _worded(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "、".join(value)
    if name == "role":
        return str(RequestRole(value).label)
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def _compared(name: str, words: str) -> object:
    return sorted(map(name_key, words.split("、"))) if name.endswith("proposers") else fold(words)


def _fitting(values: dict[str, Any]) -> dict[str, Any]:
    """Without what its column cannot hold."""
    return {name: value for name, value in values.items() if not too_long(name, value)}
