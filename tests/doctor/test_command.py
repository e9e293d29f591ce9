"""The command: what it says, as lines and as JSON, and what it ends with."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from kejiting.doctor import examinations
from kejiting.doctor.examination import Examination
from kejiting.runtime.version import program_version
from tests.commands.test_trouble import run
from tests.doctor.conftest import Sound

EXAMINED = f"检查了 {len(examinations.EXAMINATIONS)} 项，发现"


def doctor(*arguments: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("doctor", *arguments, stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


@pytest.mark.django_db
def test_a_sound_base(sound: Sound) -> None:
    code, said = doctor()

    assert code == 0
    assert f"版本 {program_version()}，{EXAMINED} 0 个问题。" in said
    assert "√ 答复函：已检查4 份答复函的正文，和其中" in said


@pytest.mark.django_db
def test_findings_and_their_repair(sound: Sound) -> None:
    sound.data.chmod(0o755)
    code, said = doctor()
    assert (code, f"{EXAMINED} 1 个问题。" in said) == (1, True)

    code, said = doctor("--repair")
    assert code == 1
    assert f"  修复：{sound.data} 已改为别人不能读取。" in said
    assert doctor()[0] == 0


@pytest.mark.django_db
def test_json(sound: Sound) -> None:
    (sound.data / "secret-key").chmod(0o644)
    code, said = doctor("--json", "--repair")
    answer = json.loads(said)

    assert (code, answer["sound"]) == (1, False)
    assert answer["milliseconds"] >= sum(check["milliseconds"] for check in answer["checks"]) - len(answer["checks"])
    assert [check["name"] for check in answer["checks"]] == [one.name for one in examinations.EXAMINATIONS]
    ((finding),) = [finding for check in answer["checks"] for finding in check["findings"]]
    path = sound.data / "secret-key"
    assert finding == {
        "level": "error",
        "message": f"{path} 别人也能读取或改动。请运行 manage.py doctor --repair，或 chmod 600 {path}。",
        "repairable": True,
        "repaired": f"{path} 已改为别人不能读取。",
    }


@pytest.mark.django_db
def test_what_could_not_be_looked_at(sound: Sound, monkeypatch: pytest.MonkeyPatch) -> None:
    def look(depth: object) -> None:
        raise DatabaseError("server closed\nthe connection")

    broken = Examination("broken", "某一项", look)  # type: ignore[arg-type]
    monkeypatch.setattr(examinations, "EXAMINATIONS", (broken, *examinations.EXAMINATIONS))
    code, said = doctor()

    assert code == 2
    assert "！ 某一项：某一项没有检查成：server closed the connection。" in said
    assert f"{EXAMINED} 0 个问题，1 项没有检查成。" in said


@pytest.mark.django_db
def test_a_wrong_call() -> None:
    with pytest.raises(CommandError):
        call_command("doctor", "--wrong")


def test_no_base_and_a_wrong_call(tmp_path: Path) -> None:
    code, said = run("doctor", KEJITING_DATA_DIR=str(tmp_path / "none"))
    assert code == 2
    assert "还没有数据库" in said
    assert not (tmp_path / "none" / "kejiting.sqlite3").exists()
    assert run("doctor", "--wrong", KEJITING_DATA_DIR=str(tmp_path / "none"))[0] == 2


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda data: os.urandom(4096) + data[4096:], "file is not a database"),
        (lambda data: data[: len(data) // 2], "malformed"),
        (lambda _: b"", "一张表也没有"),
    ],
    ids=["overwritten", "cut off", "empty"],
)
def test_a_base_that_cannot_be_read_at_all(installation: Path, damage: Callable[[bytes], bytes], words: str) -> None:
    base = installation / "kejiting.sqlite3"
    base.write_bytes(damage(base.read_bytes()))

    code, said = run("doctor", KEJITING_DATA_DIR=str(installation))
    assert code in (1, 2)
    first = next(line for line in said.splitlines() if "错误" in line)
    assert words in first
    assert "最近的备份恢复" in first
    assert "请检查数据库、磁盘和数据文件夹的权限" not in said or words.startswith("一张")


def test_a_damaged_page(installation: Path) -> None:
    base = installation / "kejiting.sqlite3"
    with sqlite3.connect(base) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'proposals_synonym'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with base.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(os.urandom(size))

    code, said = run("doctor", KEJITING_DATA_DIR=str(installation))
    assert code == 1
    assert "数据库文件损坏" in said
    assert "Traceback" not in said
