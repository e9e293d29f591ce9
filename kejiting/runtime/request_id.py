"""The id of the request that this thread answers: it joins the lines of the log, the answer and what a person reports."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar
from typing import Any

from django.core.signals import request_finished
from django.dispatch import receiver

PLAIN = re.compile(r"[0-9A-Za-z._-]{8,64}")

_current: ContextVar[str | None] = ContextVar("request_id", default=None)


def current_request_id() -> str | None:
    """Return the id of the request under way; None in a command, or in a thread that answers none."""
    return _current.get()


def begin_request(given: str = "") -> str:
    """Take the id that a proxy gave, if it is 8 to 64 plain characters, or make one; it holds until the answer is sent."""
    identifier = given if PLAIN.fullmatch(given) else secrets.token_hex(8)
    _current.set(identifier)
    return identifier


@receiver(request_finished)
def _end_request(**_: Any) -> None:
    _current.set(None)
