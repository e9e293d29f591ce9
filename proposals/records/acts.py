"""改动记录: keep each act on a letter, and what the letter was when it was done.

What a letter was is kept once, however many acts left it so; its text apart, which is long and seldom changed. A letter
begins its acts with what it was before the first of them: nothing is kept of one that was never changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, cast

from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.web.people import person_name
from proposals.models import ActContent, ActKind, LetterAct, ReplyLetter
from proposals.records.errors import LetterChangedError
from proposals.records.state import TEXTS, LetterState, letter_state
from proposals.signals import assignments_asked

# By which nothing was done
_NO_ACTS = {ActKind.FOUND, ActKind.ELSEWHERE}
# Letters on which an act is under way: what it consists of is no act of its own
_under_way: ContextVar[frozenset[int]] = ContextVar("_under_way", default=frozenset())


@dataclass
class ActDone:
    """What is told of an act when it is done: `message` by whoever does it, `is_kept` whether it changed anything."""

    message: str = ""
    is_kept: bool = False


@contextmanager
def one_act(letter: ReplyLetter, kind: ActKind, *, by: User | None, reason: str = "") -> Iterator[ActDone]:
    """Keep what happens to a letter inside as one act, unless it is itself part of one. One transaction."""
    done = ActDone()
    with transaction.atomic():
        if letter.pk in _under_way.get():
            yield done
            return
        begin_acts(letter)
        token = _under_way.set(_under_way.get() | {letter.pk})
        try:
            yield done
        finally:
            _under_way.reset(token)
        done.is_kept = keep_act(letter, kind, by=by, reason=reason, message=done.message)


def begin_acts(letter: ReplyLetter) -> None:
    """Keep what the letter is before it is changed, if the last act did not leave it so.

    To be called inside the transaction of the change, before anything is changed; holds the letter's row until it
    ends. Raises LetterChangedError if the letter is gone.
    """
    if letter.pk in _under_way.get():
        return
    was = ReplyLetter.everything.select_for_update().filter(pk=letter.pk).first()
    if was is None:
        raise LetterChangedError(letter)
    kind = ActKind.ELSEWHERE if letter.acts.exists() else ActKind.FOUND
    by = was.entered_by if was.version == 1 and kind == ActKind.FOUND else None
    _keep(was, kind, by=by, at=was.changed_at if kind == ActKind.FOUND else None)


def keep_act(letter: ReplyLetter, kind: ActKind, *, by: User | None, reason: str = "", message: str = "") -> bool:
    """Keep an act, inside its transaction, when all of it is done; return whether it changed anything."""
    if letter.pk in _under_way.get():
        return False
    return _keep(letter, kind, by=by, reason=reason, message=message)


def state_after(act: LetterAct) -> LetterState:
    """Return what the letter was after the act, its texts among it."""
    return {**act.state.content, **act.text.content}


def _keep(letter: ReplyLetter, kind: ActKind, *, by: User | None, at: datetime | None = None, **told: str) -> bool:
    state = letter_state(letter)
    text = {name: state.pop(name) for name in TEXTS}
    assigned = [row for _, rows in assignments_asked.send(ReplyLetter, letter=letter) for row in cast(list[Any], rows)]
    parts = {"state": state, "text": text, "assigned": {"rows": assigned}}
    keys = {name: _key(content) for name, content in parts.items()}
    last = letter.acts.order_by("-pk").values_list("state__key", "text__key", "assigned__key").first()
    if last == tuple(keys.values()):
        return False
    LetterAct.objects.create(
        letter=letter,
        kind=kind,
        by=by,
        by_name=person_name(by) if by else "",
        at=at or timezone.now(),
        version=letter.version,
        **_contents(letter, parts, keys),
        **told,
    )
    if kind not in _NO_ACTS:
        record_act(AuditAct(kind.value), letter, by=by, detail=told.get("reason", ""))
    return True


def _contents(letter: ReplyLetter, parts: dict[str, dict[str, Any]], keys: dict[str, str]) -> dict[str, ActContent]:
    """By the names of `parts`, those that are there already and those that are new."""
    known = {one.key: one for one in letter.act_contents.defer("content").filter(key__in=keys.values())}
    for name, key in keys.items():
        if key not in known:
            known[key] = letter.act_contents.create(key=key, content=parts[name])
    return {name: known[key] for name, key in keys.items()}


def _key(content: dict[str, Any]) -> str:
    return sha256(json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()
