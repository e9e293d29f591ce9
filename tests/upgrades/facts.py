"""Figures, promises and rights of a base, whatever their columns were called: the same before and after an upgrade."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

Facts = dict[str, Counter[tuple[object, ...]]]

# What was called otherwise, in the order of age
_FORMER = {"assigned_at": ("settled_at",), "wording": ("words",), "is_dismissed": ("is_set_aside",)}
_QUERIES = {
    "figures": """
        SELECT f.letter_id, f.passage_id, f.start, f.end, f.printed, f.low, f.high, f.unit, f.counted, f.period, i.name,
            f.{assigned_at} IS NOT NULL
        FROM measures_figure f LEFT JOIN measures_indicator i ON i.id = f.indicator_id""",
    "promises": """
        SELECT c.letter_id, c.passage_id, c.start, c.end, c.{wording}, c.due_on, c.state, c.{is_dismissed}, c.origin,
            (SELECT count(*) FROM measures_commitmentstep s WHERE s.commitment_id = c.id)
        FROM measures_commitment c""",
    "rights": """
        SELECT u.username, u.password, u.is_active, u.is_staff, u.is_superuser, g.name
        FROM auth_user u LEFT JOIN auth_user_groups m ON m.user_id = u.id LEFT JOIN auth_group g ON g.id = m.group_id""",
}


def facts_in(data: Path) -> Facts:
    with closing(sqlite3.connect(data / "kejiting.sqlite3")) as base:
        columns = {name: _called(base, name) for name in _FORMER}
        return {what: Counter(base.execute(query.format(**columns)).fetchall()) for what, query in _QUERIES.items()}


def _called(base: sqlite3.Connection, name: str) -> str:
    tables = ("measures_figure", "measures_commitment")
    known = {row[1] for table in tables for row in base.execute(f"PRAGMA table_info({table})")}
    return next(column for column in (name, *_FORMER[name]) if column in known)
