"""What the command line says when something outside is wrong: one line in Chinese, and the exit code."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import FIXTURES

PROJECT = FIXTURES.parent
LETTER = str(FIXTURES / "letters" / "000_a2417a277ece4eeb.txt")
(PLAN,) = (str(path) for path in (FIXTURES / "plans").glob("*.txt"))


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
    return port


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        yield door.getsockname()[1]


def run(*arguments: str, **environ: str) -> tuple[int, str]:
    """Exit code, and what was said apart from the log."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KEJITING_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env={**kept, **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("serve",), "启动不了"),
        (("ingest_letters", LETTER), "数据库用不了，没有录入"),
        (("load_plan", PLAN), "数据库用不了，没有录入"),
        (("migrate",), "没有做成"),
    ],
)
def test_a_damaged_base(tmp_path: Path, arguments: tuple[str, ...], sentence: str) -> None:
    (tmp_path / "kejiting.sqlite3").write_bytes(b"no base at all " * 1000)

    code, said = run(*arguments, KEJITING_DATA_DIR=str(tmp_path), PORT=str(free_port()))

    assert code == 1
    assert sentence in said
    assert "Traceback" not in said


def test_a_base_that_was_never_made(tmp_path: Path) -> None:
    code, said = run("ingest_letters", LETTER, KEJITING_DATA_DIR=str(tmp_path))

    assert code == 1
    assert "make run" in said
    assert "Traceback" not in said


def test_a_data_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    code, said = run("serve", KEJITING_DATA_DIR=str(tmp_path / "file" / "data"))

    assert code == 1
    assert said.startswith("没有做成")
    assert len(said.splitlines()) == 1


def test_a_port_in_use(tmp_path: Path, busy_port: int) -> None:
    code, said = run("serve", KEJITING_DATA_DIR=str(tmp_path), PORT=str(busy_port))

    assert code == 1
    assert f"端口 {busy_port} 用不了" in said
    assert len(said.splitlines()) == 1


def test_an_unknown_variable() -> None:
    code, said = run("serve", KEJITING_DATADIR="x")

    assert code == 1
    assert "KEJITING_DATADIR 不认识" in said
    assert len(said.splitlines()) == 1
