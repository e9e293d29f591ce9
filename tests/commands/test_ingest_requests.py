"""`manage.py ingest_requests`: a line for each file, and each file gets its turn."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from proposals.models import Request
from tests.desk.request_texts import TEXT, TITLE

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("ingest_requests", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_it_works(tmp_path: Path) -> None:
    (tmp_path / "一.txt").write_text(TEXT)
    assert "新 1" in run(tmp_path)
    assert Request.objects.get().title == TITLE
    assert "已有 1" in run(tmp_path)
    assert Request.objects.count() == 1


def test_a_dry_run_saves_nothing(tmp_path: Path) -> None:
    (tmp_path / "一.txt").write_text(TEXT)
    row = json.loads(run(tmp_path, "--dry-run", "--json"))
    assert (row["status"], row["title"], len(row["asks"])) == ("new", TITLE, 3)
    assert not Request.objects.exists()


def test_a_bad_file_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "一.txt").write_text(" ")
    (tmp_path / "二.txt").write_text(TEXT)
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("ingest_requests", str(tmp_path), stdout=out)
    assert end.value.code == 1
    assert "没有读成 1" in out.getvalue()
    assert Request.objects.count() == 1


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="没有这个文件"):
        run(tmp_path / "none.txt")
