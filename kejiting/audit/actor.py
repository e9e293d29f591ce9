"""Who acts: the person of the request at hand, or the system's user who runs a command."""

from __future__ import annotations

import os
import pwd
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import User
from simple_history.models import HistoricalRecords

from kejiting.runtime.request_id import current_request_id
from kejiting.web.people import full_name, person_of

PROGRAM, NOBODY = "程序", "未登录"
_by_itself: ContextVar[bool] = ContextVar("_by_itself", default=False)


@dataclass(frozen=True, slots=True)
class Actor:
    """`person` is the id of an account, None for the system's user, the program itself and who is not logged in."""

    name: str
    person: int | None = None
    command: str = ""
    address: str = ""
    request_id: str | None = None


@contextmanager
def by_itself() -> Iterator[None]:
    """What is done inside the program does by itself, whoever's request or command gave the occasion."""
    token = _by_itself.set(True)
    try:
        yield
    finally:
        _by_itself.reset(token)


def actor_at_hand(by: User | None = None) -> Actor:
    """Return who acts now; `by`, if the caller knows whom the act is due to."""
    # the library's middleware keeps it for the histories of rows
    request = getattr(HistoricalRecords.context, "request", None)
    if _by_itself.get():
        return Actor(PROGRAM, command="" if request else command_name())
    if request is None:
        return Actor(account_name(by) if by else system_user(), by.pk if by else None, command_name())
    user = by or person_of(request)
    return Actor(
        account_name(user) if user else NOBODY,
        user.pk if user else None,
        address=request.META.get("REMOTE_ADDR") or "",
        request_id=current_request_id(),
    )


def account_name(user: User) -> str:
    """王芳（wangfang）: the full name, if there is one, and the name for logging in, which is nobody else's."""
    full, name = full_name(user), user.get_username()
    return f"{full}（{name}）" if full else name


def system_user() -> str:
    """Whose process this is; behind it who logged in at the terminal, if that is somebody else (su, sudo)."""
    owner = os.geteuid()
    try:
        name = pwd.getpwuid(owner).pw_name
    except KeyError:
        name = f"uid {owner}"
    try:
        login = os.getlogin()
    except OSError:  # no terminal
        login = name
    return name if login == name else f"{name}（登录名 {login}）"


def command_name() -> str:
    """ingest_letters for `manage.py ingest_letters FOLDER`, without what follows; gunicorn where the program serves."""
    program, *words = sys.argv
    name = Path(program).name
    return words[0] if name == "manage.py" and words else name
