"""The index in the PostgreSQL that holds the base."""

from __future__ import annotations

from typing import Any

from django.db import connection
from psycopg import Connection

from kejiting.search import SearchEngine
from kejiting.search.postgres import PostgresIndex


def engine() -> SearchEngine:
    return PostgresIndex(_own_connection)


def _own_connection() -> Connection[Any]:
    """The thread's connection to the base, as psycopg has it: the index is written in the transaction under way."""
    connection.ensure_connection()
    held: Connection[Any] = connection.connection
    return held
