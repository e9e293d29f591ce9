"""The chain: a row for each act in the transaction of the act, numbered without a gap, each on the one before."""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from kejiting.audit import actor
from kejiting.audit.actor import PROGRAM, by_itself
from kejiting.audit.chain import breaks_in
from kejiting.audit.models import AuditAct, AuditHead, AuditRecord
from kejiting.audit.records import begin_audit, record_act
from proposals.models import ActKind
from tests.soak.installations import finish, start_python

pytestmark = pytest.mark.django_db


def chain() -> list[AuditRecord]:
    return list(AuditRecord.objects.order_by("number"))


def test_it_works() -> None:
    record_act(AuditAct.COMMAND, kind="备份", name="甲", detail="第一")
    record_act(AuditAct.EXPORTED, name="乙")

    began, first, second = chain()
    assert [began.number, first.number, second.number] == [1, 2, 3]
    assert (began.act, began.former) == (AuditAct.BEGAN, "")
    assert (first.former, second.former) == (began.digest, first.digest)
    head = AuditHead.objects.get()
    assert (head.number, head.digest) == (3, second.digest)
    assert list(breaks_in(chain(), head)) == []


def test_the_hash_is_that_of_the_row_as_json() -> None:
    record = record_act(AuditAct.COMMAND, kind="备份", name="“甲”", detail="第一")

    row = {
        name: getattr(record, name)
        for name in ("number", "act", "person", "by_name", "command", "address", "request_id", "kind", "object_id", "name", "detail", "former")
    } | {"at": record.at.strftime("%Y-%m-%dT%H:%M:%S.%f+00:00")}  # fmt: skip
    written = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert record.digest == sha256(written.encode()).hexdigest()
    assert chain()[-1].digest == record.digest


def test_it_begins_once() -> None:
    begin_audit()
    begin_audit()

    assert [record.act for record in chain()] == [AuditAct.BEGAN]


def test_it_goes_with_its_transaction() -> None:
    begin_audit()
    with transaction.atomic():
        record_act(AuditAct.COMMAND)
        transaction.set_rollback(True)

    record_act(AuditAct.EXPORTED)
    assert [record.act for record in chain()] == [AuditAct.BEGAN, AuditAct.EXPORTED]
    assert list(breaks_in(chain(), AuditHead.objects.get())) == []


def test_nothing_is_changed_or_deleted() -> None:
    record = record_act(AuditAct.COMMAND)

    for change in (record.save, record.delete, AuditRecord.objects.all().delete):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(TypeError):
        AuditRecord.objects.update(name="别的")


def test_what_no_base_holds_is_left_out() -> None:
    record = record_act(AuditAct.COMMAND, name="甲\0乙\n\ud800丙" + "长" * 300, detail="说" * 600)

    record.refresh_from_db()
    assert record.name.startswith("甲 乙  丙")
    assert record.name.endswith("…")
    assert len(record.name) == 200
    assert len(record.detail) == 500


def test_a_command_has_the_systems_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/srv/manage.py", "ingest_letters", "/secret/folder", "--publish"])
    monkeypatch.setattr(actor.pwd, "getpwuid", lambda _: (_ for _ in ()).throw(KeyError))
    monkeypatch.setattr(actor.os, "getlogin", lambda: "wangfang")
    monkeypatch.setattr(actor.os, "geteuid", lambda: 4711)

    record = record_act(AuditAct.COMMAND)
    assert (record.by_name, record.command, record.person) == ("uid 4711（登录名 wangfang）", "ingest_letters", None)


def test_a_command_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_terminal() -> str:
        raise OSError(6, "No such device or address")

    monkeypatch.setattr(actor.os, "getlogin", no_terminal)
    assert actor.system_user() == actor.pwd.getpwuid(actor.os.geteuid()).pw_name


def test_what_the_program_does_by_itself_is_nobodys(editor: User) -> None:
    with by_itself():
        record = record_act(AuditAct.ERASED, kind="答复函", name="甲", by=editor)

    assert (record.by_name, record.person) == (PROGRAM, None)


def test_every_act_on_a_letter_has_its_name() -> None:
    assert {kind.value for kind in ActKind} - {"found", "elsewhere"} <= set(AuditAct.values)


SCRIPT = """
import django; django.setup()
from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
print("begun", flush=True)
while True:
    record_act(AuditAct.COMMAND, detail="x")
"""
LOOK = """
import django; django.setup()
from kejiting.audit.chain import breaks_in
from kejiting.audit.models import AuditHead, AuditRecord
head = AuditHead.objects.get()
print(head.number, list(breaks_in(AuditRecord.objects.order_by("number"), head)))
"""


@pytest.mark.skipif(connection.vendor != "sqlite", reason="processes of their own need a base of their own")
def test_processes_that_are_killed_while_they_write_at_once_leave_one_chain(installation: Path) -> None:
    def run_and_kill(moment: float) -> None:
        process = start_python(installation, SCRIPT)
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(moment)
        process.kill()
        process.communicate()

    with ThreadPoolExecutor(3) as runs:
        list(runs.map(run_and_kill, (0.31, 0.47, 0.83)))

    number, broken = finish(start_python(installation, LOOK)).split(maxsplit=1)
    assert int(number) > 3
    assert broken.strip() == "[]"
