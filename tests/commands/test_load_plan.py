"""Reading a plan from the command line."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from measures.models import Plan, Target
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db

(PLAN,) = (FIXTURES / "plans").glob("*.txt")


def test_it_works() -> None:
    out = StringIO()
    call_command("load_plan", str(PLAN), "--json", stdout=out)
    row = json.loads(out.getvalue())

    assert row["title"] == "吉林省促进科技成果转移转化实施方案"
    assert (len(row["measures"]), len(row["targets"])) == (20, 38)
    assert Target.objects.filter(item__plan=Plan.objects.get()).count() == 38


def test_a_dry_run_saves_nothing() -> None:
    call_command("load_plan", str(PLAN), "--dry-run", stdout=StringIO())

    assert not Plan.objects.exists()


def test_a_second_time_is_refused() -> None:
    call_command("load_plan", str(PLAN), stdout=StringIO())

    with pytest.raises(CommandError, match="已经录入过"):
        call_command("load_plan", str(PLAN), stdout=StringIO())
    assert Plan.objects.count() == 1


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")

    with pytest.raises(CommandError, match="空的"):
        call_command("load_plan", str(tmp_path / "empty.txt"))


def test_a_text_that_is_no_plan_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("明天上午九点开会。\n请带好材料。", encoding="utf-8")

    with pytest.raises(CommandError, match="不像实施方案"):
        call_command("load_plan", str(tmp_path / "note.txt"))
    assert not Plan.objects.exists()
