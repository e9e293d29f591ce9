"""The base as it was at one moment, while others go on writing it; and how its schema stands to the program's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from kejiting.backup.files import BackupError
from kejiting.runtime.replicas import PRIMARY

# Readers keep nobody from writing, neither in SQLite's WAL nor in PostgreSQL
_BEGIN = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"}


@contextmanager
def snapshot() -> Iterator[None]:
    """All that is read of the primary inside is of one moment. Raises django.db.Error."""
    connection = connections[PRIMARY]
    try:
        with connection.cursor() as cursor:
            cursor.execute(_BEGIN[connection.vendor])
        yield
    finally:
        connection.close()


def table_counts() -> dict[str, int]:
    """How many rows each table of the base has, by its name."""
    connection = connections[PRIMARY]
    with connection.cursor() as cursor:
        counts = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            (counts[table],) = cursor.fetchone()
    return counts


def applied_migrations() -> list[tuple[str, str]]:
    """What the base has behind it, as app and name, in order of names."""
    return sorted(MigrationRecorder(connections[PRIMARY]).applied_migrations())


def refuse_newer(migrations: Sequence[tuple[str, str]]) -> None:
    """Raise BackupError if a base that has these behind it is of a later version than this program."""
    known = MigrationExecutor(None).loader.disk_migrations
    old = {replaced for migration in known.values() for replaced in migration.replaces}
    if set(migrations) - known.keys() - old:
        raise BackupError("数据来自更新的版本，这个版本读不了，没有改动任何数据；请先升级程序。")


def refuse_unmigrated() -> None:
    """Raise BackupError if the base is not of this program's version."""
    executor = MigrationExecutor(connections[PRIMARY])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise BackupError("数据库还没有更新到这个版本；请先启动一次程序（make run），或运行 manage.py migrate。")
