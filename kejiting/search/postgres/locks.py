"""Locks that the server holds, for all processes that share the base, and frees if their holder dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, Literal, LiteralString

import psycopg
from psycopg import Connection, Cursor, sql

from kejiting.search.errors import IndexLocked

# Tells our locks from those of others in the same base: "kjt" and a number.
_OURS = 0x6B6A74
_NUMBERS = {"turn": 1, "write": 2, "rebuild": 3}

Name = Literal["turn", "write", "rebuild"]


def lock_transaction(cursor: Cursor[Any], name: Name, timeout: float) -> None:
    """Hold a lock up to the end of the transaction. Raises IndexLocked after `timeout` seconds in vain."""
    _acquire(cursor, "pg_advisory_xact_lock", name, timeout)


@contextmanager
def held(connection: Connection[Any], name: Name, timeout: float, within: Lock) -> Iterator[None]:
    """Hold a lock over many transactions; `within` keeps out this process, whose connection would get it again."""
    if not within.acquire(timeout=timeout):
        raise IndexLocked(f"another thread holds {name}")
    try:
        with connection.transaction():
            _acquire(psycopg.ClientCursor(connection), "pg_advisory_lock", name, timeout)
        try:
            yield
        finally:
            _give_back(connection, name)
    finally:
        within.release()


def _acquire(cursor: Cursor[Any], function: LiteralString, name: Name, timeout: float) -> None:
    """Whoever came first gets it first; a timeout of 0 would be none at all."""
    try:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{max(1, round(timeout * 1000))}ms"])
        cursor.execute(sql.SQL("SELECT {}({}, {})").format(sql.SQL(function), _OURS, _NUMBERS[name]))
        cursor.execute("SELECT set_config('lock_timeout', '0', true)")
    except psycopg.errors.LockNotAvailable as error:
        raise IndexLocked(f"another process holds {name}") from error


def _give_back(connection: Connection[Any], name: Name) -> None:
    """A connection that cannot do it any more is closed: the server frees the lock then."""
    try:
        connection.execute(sql.SQL("SELECT pg_advisory_unlock({}, {})").format(_OURS, _NUMBERS[name]))
    except psycopg.Error:
        connection.close()
