"""A squashed migration makes of an empty base what the migrations it replaces make of it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

SQUASHED = {"kejiting", "measures", "proposals"}
BEGUN_WITH = {"congresssession", "deadlinerule", "holiday", "replytemplate"}
# Django ends names that it makes by a hash; they stay when a model is renamed
_MADE_NAME = re.compile(r"INDEX \S+_[0-9a-f]{8} ON")


def state(*, squashed: bool) -> ProjectState:
    loader = MigrationLoader(None, replace_migrations=squashed)
    squashes = {key for key, migration in loader.disk_migrations.items() if migration.replaces}
    assert {app for app, _ in squashes} == SQUASHED
    return loader.project_state([key for key in loader.graph.leaf_nodes() if squashed or key not in squashes])


def test_it_works() -> None:
    assert state(squashed=True).models == state(squashed=False).models


def differences(upgraded: Path, new: Path) -> list[str]:
    """Where a base that came the long way is not what a new one is: in its schema, or in rows that a new one has."""
    with closing(sqlite3.connect(upgraded)) as first, closing(sqlite3.connect(new)) as second:
        apart = sorted(map(str, _schema(first) ^ _schema(second)))
        for name in BEGUN_WITH:
            lost = _rows(second, f"proposals_{name}") - _rows(first, f"proposals_{name}")
            apart += [f"{name}: {row}" for row in lost]
    return apart


def _schema(base: sqlite3.Connection) -> set[tuple[str, ...]]:
    """Each table with its columns and constraints, whatever their order, and each index."""
    statements = base.execute("SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%'").fetchall()
    plain = (_MADE_NAME.sub("INDEX ON", sql.replace('"', "")) for (sql,) in statements)
    return {tuple(sorted(re.sub(r"^(CREATE TABLE \S+) \(", r"\1, ", sql).rstrip(")").split(", "))) for sql in plain}


def _rows(base: sqlite3.Connection, table: str) -> set[tuple[tuple[str, object], ...]]:
    base.row_factory = sqlite3.Row
    rows = [dict(row) for row in base.execute(f"SELECT * FROM {table}")]  # noqa: S608
    assert rows
    # people set the year of a session, which stays as they set it
    return {tuple(sorted((name, value) for name, value in row.items() if name not in {"id", "year"})) for row in rows}
