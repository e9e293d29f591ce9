from __future__ import annotations

import pytest
from django.db import connection

from kejiting.runtime.table_statistics import analyze_tables
from proposals.models import ReplyLetter


@pytest.mark.django_db
def test_sqlite_learns_how_large_its_tables_are(seeds: dict[str, ReplyLetter]) -> None:
    analyze_tables()

    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tbl FROM sqlite_stat1")
        assert {"measures_figure", "proposals_passage"} <= {name for (name,) in cursor.fetchall()}
