"""Trouble as the system itself makes it, on installations of their own: no part of ours is told to fail.

A process that may write no file beyond a size is one on a full disk; a base of which a page is overwritten is one on a
bad disk. What was there is there afterwards, and what is tried again when the trouble is over is done.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.bench.service import Service, first_answer
from tests.cluster.person import Person
from tests.cluster.ports import HOST, free_port
from tests.commands.backed_up import state_of
from tests.conftest import FIXTURES
from tests.soak.installations import start_python

PROJECT = FIXTURES.parent
NEW_LETTER = "对省十三届人大三次会议第990号代表建议的答复\n王五代表：\n您提出的建议收悉，现答复如下：\n一、好。\n吉林省科学技术厅\n2025年5月2日\n"
PASSWORD = "中国-Jilin-2016"
MAKE_EDITORS = f"""
import django; django.setup()
from django.contrib.auth.models import Group, User
for name in ("一", "二"):
    User.objects.create_user(name, password="{PASSWORD}").groups.add(Group.objects.get(name="编辑"))
"""


@pytest.fixture
def data(filled: Path, tmp_path: Path) -> Path:
    shutil.copytree(filled, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "新来的.txt"
    path.write_text(NEW_LETTER)
    return path


def manage(data: Path, *words: str, before: Callable[[], None] | None = None) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=PROJECT, env=environ(data), preexec_fn=before, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    return done.returncode, "\n".join(line for line in (done.stdout + done.stderr).splitlines() if " INFO " not in line)


def environ(data: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KEJITING_", "DJANGO_"))}
    return {**kept, "KEJITING_DATA_DIR": str(data), **more}


def no_room() -> None:
    """A write beyond the first 16 kB of a file fails, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, 16_384))


def letters_in(data: Path) -> int:
    with closing(sqlite3.connect(data / "kejiting.sqlite3")) as base:
        (count,) = base.execute("SELECT count(*) FROM proposals_replyletter").fetchone()
    return int(count)


def test_a_full_disk(data: Path, letter: Path, tmp_path: Path) -> None:
    """Saving, backing up and exporting each say so in a line, and leave no half thing."""
    before = state_of(data)
    for words in (
        ("ingest_letters", str(letter)),
        ("backup", str(tmp_path / "backups")),
        ("export", str(tmp_path / "bundle")),
    ):
        code, said = manage(data, *words, before=no_room)
        assert code == 1, words
        assert said.strip()
        assert "Traceback" not in said
    assert state_of(data) == before
    assert not (tmp_path / "bundle").exists()
    assert not [path for path in (tmp_path / "backups").glob("*") if not path.name.startswith(".")]

    assert manage(data, "ingest_letters", str(letter))[0] == 0
    assert letters_in(data) == len(list((FIXTURES / "letters").glob("*.txt"))) + 1


def test_a_damaged_page_of_the_base(data: Path, letter: Path, tmp_path: Path) -> None:
    assert manage(data, "backup", str(tmp_path / "backups"))[0] == 0
    base = data / "kejiting.sqlite3"
    with closing(sqlite3.connect(base)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root, size = opened.execute(
            "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_master WHERE name = 'proposals_replyletter'"
        ).fetchone()
    content = bytearray(base.read_bytes())
    content[(root - 1) * size : root * size] = b"\xff" * size
    base.write_bytes(content)

    for words in (("ingest_letters", str(letter)), ("export", str(tmp_path / "bundle")), ("doctor",)):
        code, said = manage(data, *words)
        assert code == 1, words
        assert "Traceback" not in said
    assert "用最近的备份恢复" in said
    # the good backup is not put out by a bad one
    assert manage(data, "backup", str(tmp_path / "backups"), "--keep", "1")[0] == 1
    assert manage(tmp_path / "restored", "restore", str(tmp_path / "backups"))[0] == 0
    assert letters_in(tmp_path / "restored") == len(list((FIXTURES / "letters").glob("*.txt")))


def test_two_servers_on_one_folder(tmp_path: Path) -> None:
    """Both start at once where nothing is yet, and answer the same; the second of two who save the same thing, each on
    the other server, is told."""
    data = tmp_path / "data"
    servers = [Serve(data), Serve(data)]
    try:
        one, two = (Person(server.wait()) for server in servers)
        assert start_python(data, MAKE_EDITORS).wait() == 0
        assert one.log_in(PASSWORD, "一").status == two.log_in(PASSWORD, "二").status == 302
        words = {"form": "letter", "title": "复函", "opening": "收悉。", "agency": "省科技厅"}
        for number in range(6):
            on, other = (one, two) if number % 2 else (two, one)
            answer = on.post("/reply-templates/new/", **words, name=f"新的模板{number}", expected_version="0")
            assert answer.status == 302
            assert f"新的模板{number}" in other.get("/reply-templates/").text
        (address,) = re.findall(r'"(/reply-templates/\d+/)">新的模板5', one.get("/reply-templates/").text)
        assert one.post(address, **words, name="先改的", expected_version="1").status == 302
        told = two.post(address, **words, name="后改的", expected_version="1")
        assert told.status == 422
        assert "刚才已被别人改过" in told.text
        assert "先改的" in two.get(address).text
    finally:
        for server in servers:
            server.end()
    assert "发现 0 个问题" in manage(data, "doctor")[1]


class Serve:
    """A `manage.py serve` on the folder, on a port of its own; `log` is what it wrote, when it has ended."""

    def __init__(self, data: Path, command: Callable[..., list[str]] = lambda *words: [*words]) -> None:
        self.port, self.log = free_port(), ""
        self.process = subprocess.Popen(
            command(sys.executable, "manage.py", "serve"), cwd=PROJECT, env=environ(data, PORT=str(self.port), KEJITING_HOST=HOST),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def wait(self) -> str:
        """Its address, when it answers."""
        first_answer(Service(self.port, self.process.pid), "/login/")
        return f"http://{HOST}:{self.port}"

    def end(self) -> None:
        self.process.terminate()
        self.log = self.process.communicate(timeout=60)[0]
