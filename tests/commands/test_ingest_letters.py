"""Reading letters from the command line."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import Client

from kejiting.indexing.sync import pending
from kejiting.ingest.originals import original_path
from kejiting.ingest.reading import ParsedUpload
from kejiting.ingest.saving import ingest_letter
from kejiting.management import intake
from kejiting.management.commands import ingest_letters
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


def test_figures_are_told_with_their_places() -> None:
    rows = run(LETTERS, "--dry-run")

    figure = next(figure for figure in rows[0]["figures"] if figure["text"] == "2518人")
    said = {
        "value": 2518,
        "unit": "人",
        "indicator": "合格技术经纪人(经理人)",
        "hedge": None,
        "period": "目前",
        "scope": None,
    }
    assert {name: figure[name] for name in said} == said
    assert all(row["figures"] for row in rows)


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
    assert out.getvalue().splitlines()[-1] == "共 4 份：新 4，已有 0，同号或相近 0，没有读成 0。"


def test_people_are_told_when_nothing_changed() -> None:
    call_command("ingest_letters", str(LETTERS), stdout=StringIO())
    out = StringIO()
    call_command("ingest_letters", str(LETTERS), stdout=out)

    assert out.getvalue().splitlines()[-1] == "共 4 份：新 0，已有 4，同号或相近 0，没有读成 0。没有变化。"


def test_a_known_file_is_told_without_being_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(LETTERS)
    monkeypatch.setattr(intake, "read_letter", None)
    again = run(LETTERS)

    for before, after in zip(first, again, strict=True):
        assert {**before, "status": "duplicate"} | {"problems": []} == after | {"problems": []}


def test_the_index_is_told_in_batches_and_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr(ingest_letters, "TOLD_AT_ONCE", 3)
    monkeypatch.setattr(ingest_letters, "sync_pending", lambda: told.append(ReplyLetter.objects.count()))
    run(LETTERS, "--publish")

    assert told == [3, 4]


def test_what_was_published_is_found() -> None:
    run(LETTERS, "--publish")

    assert not pending().keys
    assert Client().get("/", {"q": "技术经纪人"}).context["found"].count == 3


def test_after_an_interruption_it_says_so_and_can_be_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[Path] = []

    def take(path: Path, **options: bool) -> intake.UploadResult:
        if len(taken) == 2:
            raise KeyboardInterrupt
        taken.append(path)
        return intake.import_letter(path, dry_run=options["dry_run"], publish=options["publish"])

    monkeypatch.setattr(ingest_letters, "import_letter", take)
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("ingest_letters", str(LETTERS), "--publish", stdout=out, stderr=err)

    assert end.value.code == 130
    assert err.getvalue().splitlines() == [
        "已停下：4 份里读了 2 份，新录入的 2 份都已保存。再运行一次同样的命令，就会接着读完其余的。"
    ]
    assert not pending().keys

    monkeypatch.undo()
    assert [row["status"] for row in run(LETTERS)] == ["duplicate", "duplicate", "new", "new"]


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (os.mkfifo, "不是普通的文件"),
        (lambda path: path.symlink_to("nowhere.txt"), "链接指向的文件不在了"),
        (lambda path: path.symlink_to(path), "绕成了圈"),
        (lambda path: path.with_suffix(".doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "另存为"),
    ],
    ids=["pipe", "dangling link", "link to itself", "old Word"],
)
def test_what_is_no_readable_file_is_named_with_the_reason(
    tmp_path: Path, make: Callable[[Path], object], sentence: str
) -> None:
    make(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_bytes((LETTERS / "001_88811db9ed35e55b.txt").read_bytes())

    bad, good = run(tmp_path, fails=True)

    assert bad["status"] == "failed"
    assert sentence in bad["error"]
    assert good["status"] == "new"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满"),
        (OSError(errno.EACCES, "Permission denied"), "没有权限"),
        (OSError(errno.EIO, "Input/output error"), "读写文件出错"),
        (OperationalError("database or disk is full"), "磁盘已满"),
        (OperationalError("database is locked"), "数据库正忙"),
        (OperationalError("no such table: proposals_replyletter"), "make run"),
        (RuntimeError("anything"), "系统出错"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_trouble_with_one_letter_is_told_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch, error: Exception, sentence: str
) -> None:
    def ingest(reading: ParsedUpload, **options: Any) -> ReplyLetter:
        if reading.source.name.startswith("000"):
            raise error
        return ingest_letter(reading, **options)

    monkeypatch.setattr(intake, "ingest_letter", ingest)
    rows = run(LETTERS, fails=True)

    assert [row["status"] for row in rows] == ["failed", "new", "new", "new"]
    assert sentence in rows[0]["error"]


def test_a_name_cannot_write_on_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J\nb.txt").write_bytes((LETTERS / "001_88811db9ed35e55b.txt").read_bytes())
    out = StringIO()
    call_command("ingest_letters", str(tmp_path), stdout=out)

    assert "a?[2J?b.txt" in out.getvalue()
    assert "\x1b" not in out.getvalue()


def test_what_is_no_letter_is_never_published(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("明天上午九点开会。\n请带好材料。", encoding="utf-8")
    (row,) = run(tmp_path / "note.txt", "--publish")

    assert any("不像一份答复函" in problem["message"] for problem in row["problems"])
    assert ReplyLetter.objects.get().status == "draft"
