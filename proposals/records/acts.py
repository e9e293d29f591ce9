"""改动记录: keep each act on a letter or on what else people set (`KEPT_KINDS`), and what it was when it was done.

What it was is kept once, however many acts left it so; its text apart, which is long and seldom changed. Acts begin with
what it was before the first of them: nothing is kept of what was never changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, cast

from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.web.actions import ActionError, RowChangedError
from proposals.models import ActKind, EnteredModel, ReplyLetter
from proposals.models.acts import ActModel
from proposals.records.state import TEXTS, LetterState, letter_state
from proposals.signals import assignments_asked

# By which nothing was done
_NO_ACTS = {ActKind.FOUND, ActKind.ELSEWHERE}
Parts = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class KeptKind:
    """Of a model whose rows have `acts` and `act_contents`: what such a row is, in the parts that are kept apart, each
    under the name of an act's field; and the error if it is gone. What is saved as it is typed is kept once a sitting,
    when the next one begins: until then its row says who changes it, and when."""

    parts: Callable[[Any], Parts]
    gone: Callable[[Any], ActionError] = RowChangedError
    in_sittings: bool = False


def _letter_parts(letter: ReplyLetter) -> Parts:
    state = letter_state(letter)
    text = {name: state.pop(name) for name in TEXTS}
    assigned = [row for _, rows in assignments_asked.send(ReplyLetter, letter=letter) for row in cast(list[Any], rows)]
    return {"state": state, "text": text, "assigned": {"rows": assigned}}


KEPT_KINDS: dict[type[Model], KeptKind] = {ReplyLetter: KeptKind(_letter_parts)}
# On what an act is under way: what it consists of is no act of its own
_under_way: ContextVar[frozenset[tuple[type[Model], int]]] = ContextVar("_under_way", default=frozenset())


@dataclass
class ActDone:
    """What is told of an act when it is done: `message` by whoever does it, `is_kept` whether it changed anything."""

    message: str = ""
    is_kept: bool = False


@contextmanager
def one_act(
    subject: Any, kind: ActKind, *, by: User | None, reason: str = "", only_if_changed: bool = False
) -> Iterator[ActDone]:
    """Keep what happens to a letter (see `KEPT_KINDS`) inside as one act, unless it is part of one. One transaction.

    `only_if_changed`: what leaves it as it was is rolled back, and the caller reads it again.
    """
    done = ActDone()
    with transaction.atomic():
        if _name(subject) in _under_way.get():
            yield done
            return
        begin_acts(subject)
        token = _under_way.set(_under_way.get() | {_name(subject)})
        try:
            yield done
        finally:
            _under_way.reset(token)
        done.is_kept = keep_act(subject, kind, by=by, reason=reason, message=done.message)
        if only_if_changed and not done.is_kept:
            transaction.set_rollback(True)


def begin_acts(subject: Any) -> None:
    """Keep what it is before it is changed, if the last act did not leave it so.

    To be called inside the transaction of the change, before anything is changed; holds its row until it ends. Raises
    the error of its kind, a RowChangedError for most, if it is gone.
    """
    if _name(subject) in _under_way.get():
        return
    was: Any = type(subject)._base_manager.select_for_update().filter(pk=subject.pk).first()
    if was is None:
        raise KEPT_KINDS[type(subject)].gone(subject)
    if KEPT_KINDS[type(subject)].in_sittings:
        _keep(was, ActKind.CORRECTED, by=was.changed_by, at=was.changed_at)
    elif was.acts.exists():
        _keep(was, ActKind.ELSEWHERE, by=None)
    else:
        _keep(was, ActKind.FOUND, **_found(was))


def keep_act(subject: Any, kind: ActKind, *, by: User | None, reason: str = "", message: str = "") -> bool:
    """Keep an act, inside its transaction, when all of it is done; return whether it changed anything."""
    if _name(subject) in _under_way.get():
        return False
    return _keep(subject, kind, by=by, reason=reason, message=message)


def state_after(act: Any) -> LetterState:
    """Return what a letter, or another kept thing, was after the act."""
    return {**act.state.content, **(act.text.content if act.text else {})}


def _keep(subject: Any, kind: ActKind, *, by: User | None, at: datetime | None = None, **told: str) -> bool:
    parts = KEPT_KINDS[type(subject)].parts(subject)
    keys = {name: content_key(content) for name, content in parts.items()}
    last = subject.acts.order_by("-pk").values_list(*(f"{name}__key" for name in parts)).first()
    if last == tuple(keys.values()):
        return False
    act: ActModel = subject.acts.model(
        **{subject.acts.field.name: subject},
        kind=kind,
        by=by,
        at=at or timezone.now(),
        version=_version(subject),
        **_contents(subject, parts, keys),
        **told,
    )
    act.save()
    # of topics and indicators whoever changes them records it, with what was changed
    if kind not in _NO_ACTS and isinstance(subject, EnteredModel):
        record_act(AuditAct(kind.value), subject, by=by, detail=told.get("reason", ""))
    return True


def _contents(subject: Any, parts: Parts, keys: dict[str, str]) -> dict[str, Any]:
    """By the names of `parts`, those that are there already and those that are new."""
    known = {one.key: one for one in subject.act_contents.defer("content").filter(key__in=keys.values())}
    for name, key in keys.items():
        if key not in known:
            known[key] = subject.act_contents.create(key=key, content=parts[name])
    return {name: known[key] for name, key in keys.items()}


def _name(subject: Any) -> tuple[type[Model], int]:
    return type(subject), subject.pk


def _found(subject: Any) -> dict[str, Any]:
    """By whom, when and why it became what it is; what has no date of its own has a history of rows."""
    if hasattr(subject, "changed_at"):
        return {
            "by": getattr(subject, "entered_by", None) if _version(subject) == 1 else None,
            "at": subject.changed_at,
        }
    last = subject.history.first() if hasattr(subject, "history") else None
    if last is None:
        return {"by": None}
    return {"by": last.history_user, "at": last.history_date, "reason": last.history_change_reason or ""}


def _version(subject: Any) -> int:
    return int(getattr(subject, "version", 0))


def content_key(content: dict[str, Any]) -> str:
    """The SHA-256 of what is kept, whether it was read back or not."""
    return sha256(json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()
