"""Positions in PostgreSQL's write-ahead log, as a number of bytes: how far the primary has written, a replica replayed."""

from __future__ import annotations

from django.db import connections

from kejiting.runtime.replicas.servers import PRIMARY

# Raises in a server that is in recovery: it is no primary. Where commits do not wait for the disk (synchronous_commit off)
# they are seen before they are written: what is inserted in the log counts.
WRITTEN = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')"
# A server that never was a replica has replayed nothing
REPLAYED = "SELECT COALESCE(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0'), -1)"


def written_position() -> int:
    """How far the primary has written: behind all that has been committed so far. Raises django.db.Error."""
    return _ask(PRIMARY, WRITTEN)


def replayed_position(alias: str) -> int:
    """All that was committed before this position can be read in the replica. Raises django.db.Error."""
    return _ask(alias, REPLAYED)


def _ask(alias: str, question: str) -> int:
    with connections[alias].cursor() as cursor:
        cursor.execute(question)
        (position,) = cursor.fetchone()
    return int(position)
