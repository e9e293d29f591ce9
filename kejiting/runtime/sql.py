"""Questions to the base that every search asks, written out: composing them anew takes longer than answering them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections

from kejiting.runtime.replicas import alias_for_reading


def rows(question: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of the answer; `%s` in the question stands for a value."""
    with connections[alias_for_reading()].cursor() as cursor:
        cursor.execute(question, list(values))
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
