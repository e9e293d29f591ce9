"""Reading letters from the command line."""

from __future__ import annotations

import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kejiting.originals import original_path
from proposals.models import ReplyLetter
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db

LETTERS = FIXTURES / "letters"


def run(*arguments: object, fails: bool = False) -> list[dict[str, Any]]:
    out = StringIO()
    if fails:
        with pytest.raises(SystemExit) as end:
            call_command("ingest_letters", *map(str, arguments), "--json", stdout=out)
        assert end.value.code == 1
    else:
        call_command("ingest_letters", *map(str, arguments), "--json", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_dry_run_saves_nothing() -> None:
    rows = run(LETTERS, "--dry-run")

    assert [row["status"] for row in rows] == ["new"] * 4
    assert rows[0]["letter_title"] == "对省政协十三届三次会议第157号委员提案的答复"
    assert not ReplyLetter.objects.exists()


def test_it_saves_drafts() -> None:
    run(LETTERS)

    assert set(ReplyLetter.objects.values_list("status", flat=True)) == {"draft"}


def test_it_publishes_when_told() -> None:
    run(LETTERS, "--publish")

    assert ReplyLetter.objects.published().count() == 4


def test_a_second_run_changes_nothing() -> None:
    run(LETTERS)
    rows = run(LETTERS)

    assert [row["status"] for row in rows] == ["duplicate"] * 4
    assert ReplyLetter.objects.count() == 4


def test_another_text_under_the_same_number_is_told(tmp_path: Path) -> None:
    run(LETTERS)
    changed = tmp_path / "changed.txt"
    text = (LETTERS / "000_a2417a277ece4eeb.txt").read_text(encoding="utf-8").replace("2518人", "2519人")
    changed.write_text(text, encoding="utf-8")

    assert [row["status"] for row in run(changed)] == ["changed"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n \n"),
        ("garbage.txt", bytes(range(256)) * 20),
        ("nul.txt", "王\0五代表：".encode()),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
        ("word.docx", b"PK\x03\x04" + b"\0" * 100),
        ("broken.pdf", b"%PDF-1.7\nnothing"),
    ],
)
def test_one_bad_file_never_stops_the_rest(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    good = LETTERS / "001_88811db9ed35e55b.txt"

    bad_row, good_row = run(tmp_path / name, good, fails=True)

    assert (bad_row["status"], bad_row["letter_title"]) == ("failed", None)
    assert bad_row["error"].endswith("。")
    assert good_row["status"] == "new"
    assert ReplyLetter.objects.count() == 1


@pytest.mark.parametrize("name", [b"\xb4\xf0\xb8\xb4.txt", b"a" * 240 + b".txt"], ids=["another encoding", "long"])
def test_an_odd_name_is_kept_as_far_as_it_can_be_written(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_bytes((LETTERS / "001_88811db9ed35e55b.txt").read_bytes())

    (row,) = run(path)

    letter = ReplyLetter.objects.get()
    assert row["status"] == "new"
    assert letter.source_sha256 is not None
    assert letter.source_name.endswith(".txt")
    assert original_path(letter.source_name, letter.source_sha256).exists()


def test_a_missing_path_is_a_wrong_call() -> None:
    with pytest.raises(CommandError, match="没有这个文件") as error:
        call_command("ingest_letters", "nowhere.txt")
    assert error.value.returncode == 2


def test_people_get_a_table() -> None:
    out = StringIO()
    call_command("ingest_letters", str(LETTERS), stdout=out)

    assert "吉科发成〔2025〕84号" in out.getvalue()
    assert out.getvalue().splitlines()[-1] == "共 4 份，0 份没有读成。"


def test_what_is_no_letter_is_never_published(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("明天上午九点开会。\n请带好材料。", encoding="utf-8")
    (row,) = run(tmp_path / "note.txt", "--publish")

    assert any("不像一份答复函" in problem["message"] for problem in row["problems"])
    assert ReplyLetter.objects.get().status == "draft"
