"""What the index is called in the base."""

from __future__ import annotations

from psycopg import sql

SCHEMA = "kejiting_search"
# A rebuild fills the next one and gives it the name; what had it before goes as the last one.
NEXT_SCHEMA, LAST_SCHEMA = f"{SCHEMA}_next", f"{SCHEMA}_last"


def table(name: str, schema: str = SCHEMA) -> sql.Identifier:
    return sql.Identifier(schema, name)
