"""Keep what SQLite knows of the sizes of its tables: without it, it reads a large table where an index would do."""

from __future__ import annotations

from django.db import connection

# Rows of an index that are looked at: enough to choose by, read in some milliseconds
_ROWS = 1000


def analyze_tables() -> None:
    """To be called at a start, and when much has been read in. PostgreSQL sees to it itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={_ROWS}")
            cursor.execute("ANALYZE")
