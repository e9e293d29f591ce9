"""Terminals of every encoding, and files whose names are in another one than this system's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kejiting.runtime.terminal import file_name
from tests.bench.letters import PROJECT
from tests.conftest import FIXTURES

SEED = (FIXTURES / "letters" / "000_a2417a277ece4eeb.txt").read_text(encoding="utf-8")
PLAN = next((FIXTURES / "plans").glob("*.txt"))
# GBK has none of the last three characters of the name, nor the ÿ that is to stand in a title
STRANGE = "买买提•𠮷㐂"
TITLE = "就地ÿ转化"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def run(data: Path, encoding: str, *command: str | bytes) -> tuple[int, str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KEJITING_", "DJANGO_", "LC_"))}
    environ = {**kept, "KEJITING_DATA_DIR": str(data), "PYTHONIOENCODING": encoding, "LANG": "zh_CN.GBK"}
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=PROJECT, env=environ, capture_output=True, check=False
    )
    return done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding)


@pytest.fixture
def letters(tmp_path: Path) -> bytes:
    """Of a letter with what GBK cannot say, one whose name is in GBK, and one whose name is in no encoding."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for name, person in (
        ("一.txt".encode(), STRANGE),
        ("二号答复.txt".encode("gbk"), "李锐"),
        (b"\xff\xff.txt", "王伟"),
    ):
        text = SEED.replace("王洪福", person).replace("84号", f"{len(name)}号").replace("就地转化", TITLE)
        (folder / os.fsdecode(name)).write_text(text, encoding="utf-8")
    return os.fsencode(folder)


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_every_line_is_told(data: Path, letters: bytes, encoding: str) -> None:
    code, out, errors = run(data, encoding, "ingest_letters", "--dry-run", "--json", letters)

    assert (code, errors) == (0, "")
    rows = {row["file"]: row for row in map(json.loads, out.splitlines())}
    assert len(rows) == 3
    assert rows["一.txt"]["delegates"] == [STRANGE]
    assert TITLE in rows["一.txt"]["proposal_title"]
    assert rows["二号答复.txt"]["delegates"] == ["李锐"]

    code, out, _ = run(data, encoding, "ingest_letters", "--dry-run", letters)
    assert (code, len(out.splitlines())) == (0, 4)


def test_what_can_be_shown_is_shown(data: Path, letters: bytes) -> None:
    _, out, _ = run(data, "gbk", "ingest_letters", "--dry-run", "--json", letters)

    assert r"买买提\u2022\ud842\udfb7\u3402" in out
    assert r"就地\u00ff转化" in out


def test_letters_are_saved_under_names_that_can_be_read(installation: Path, letters: bytes) -> None:
    code, out, _ = run(installation, "gbk", "ingest_letters", "--publish", letters)

    assert code == 0
    assert "二号答复.txt" in out
    assert run(installation, "gbk", "reread_letters")[0] == 0
    assert run(installation, "gbk", "search_index", "verify")[1].strip() == "与数据库相符。"


def test_a_plan(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text(PLAN.read_text(encoding="utf-8").replace("技术", f"技术{STRANGE}", 1), encoding="utf-8")

    code, out, _ = run(data, "gbk", "load_plan", "--dry-run", "--json", os.fsencode(path))

    assert code == 0
    assert json.loads(out)["measures"]


def test_a_refusal_is_told_whole(data: Path) -> None:
    code, _, errors = run(data, "gbk", "ingest_letters", "没有•𠮷.txt".encode())

    assert code == 2
    assert r"没有\u2022\ud842\udfb7.txt" in errors


def test_a_name_as_people_wrote_it(tmp_path: Path) -> None:
    assert file_name(tmp_path / os.fsdecode("答复.txt".encode("gbk"))) == "答复.txt"
    assert file_name(tmp_path / "答复.txt") == "答复.txt"
    assert file_name(tmp_path / os.fsdecode(b"\xff.txt")) == os.fsdecode(b"\xff.txt")
