"""A draft held against the base from the command line."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kejiting.draft_checks import checks
from proposals.models import CongressSession, ReplyLetter, Request
from tests.conftest import FIXTURES

(SEED,) = (FIXTURES / "letters").glob("000*")


def checked(path: Path, *options: str) -> tuple[dict[str, Any], int]:
    """What the command answers, and its exit code."""
    out, code = StringIO(), 0
    try:
        call_command("check_draft", str(path), "--json", *options, stdout=out)
    except SystemExit as end:
        code = int(end.code or 0)
    return json.loads(out.getvalue()), code


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "答复稿.txt"
    path.write_text(SEED.read_text(encoding="utf-8").replace("2518人", "XX人"), encoding="utf-8")
    return path


def test_it_works(seeds: dict[str, ReplyLetter], draft: Path) -> None:
    row, code = checked(draft)
    (finding,) = (finding for finding in row["findings"] if finding["kind"] == "X1")

    assert (finding["kind"], finding["level"], finding["text"], code) == ("X1", "must", "XX", 1)
    assert finding["end"] - finding["start"] == 2
    assert row["file"] == "答复稿.txt"
    assert row["milliseconds"] >= 0


def test_people_get_a_table(seeds: dict[str, ReplyLetter], draft: Path) -> None:
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("check_draft", str(draft), stdout=out)

    first, *rows = out.getvalue().splitlines()
    assert first.startswith("答复稿.txt：必改 1 处，请核 0 处，提示 ")
    assert any(row.startswith("必改 X1 “XX” ") for row in rows)


def test_nothing_is_found_in_a_published_letter(seeds: dict[str, ReplyLetter]) -> None:
    row, code = checked(SEED, "--number", "157", "--session", "政协-省-13-3")

    assert "must" not in {finding["level"] for finding in row["findings"]}
    assert code == 0


def test_one_check_that_fails_stops_no_other(
    seeds: dict[str, ReplyLetter], draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(checks.CHECKS, "F1", lambda draft, memory: 1 // 0)
    row, code = checked(draft)

    assert row["problems"] == ["F1 这一类没有查完，原因已记入日志。"]
    assert ("X1", 1) in ((finding["kind"], code) for finding in row["findings"])


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [["没有.txt"], [str(SEED), "--session", "省十三届"]])
def test_a_wrong_call_is_refused(wrong: list[str]) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("check_draft", *wrong)

    assert refusal.value.returncode == 2


@pytest.mark.django_db
def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "空.txt"
    path.touch()
    with pytest.raises(CommandError, match="文件是空的") as refusal:
        call_command("check_draft", str(path))

    assert refusal.value.returncode == 2


def test_comments_need_a_docx(seeds: dict[str, ReplyLetter], draft: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="批注只能写进 DOCX") as refusal:
        call_command("check_draft", str(draft), "--comments", str(tmp_path / "out.docx"))

    assert refusal.value.returncode == 2


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--number", "158"], ("F2", "157")),
        (["--session", "政协-省-13-4"], ("F2", "十三届三次会议")),
        (["--session", "人大-省-13-3"], ("F2", "政协")),
    ],
)
def test_what_is_given_is_held_against_the_draft(
    options: list[str], found: tuple[str, str], seeds: dict[str, ReplyLetter]
) -> None:
    row, code = checked(SEED, *options)

    assert code == 1
    assert found in {(finding["kind"], finding["text"]) for finding in row["findings"] if finding["level"] == "must"}


REQUEST = """省政协十三届三次会议提案
编号：{number}
提案人：{name}
案由：关于建立区域科技创新中心,推动高校科技成果就地转化的建议
会办单位：省水利厅
交办日期：2025年3月3日
一、问题
高校成果就地转化率不高。
二、建议
（一）推动省内高校建设专门的技术转移机构。要有专人负责。
（二）修建农村公路桥梁。解决村民出行问题。
"""


def test_a_request_is_held_against_the_draft(seeds: dict[str, ReplyLetter], tmp_path: Path) -> None:
    request = tmp_path / "来件.txt"
    request.write_text(REQUEST.format(number="158", name="王鸿福"), encoding="utf-8")
    row, code = checked(SEED, "--request", str(request))
    found = {(finding["kind"], finding["level"], finding["text"]) for finding in row["findings"]}

    assert code == 1
    assert {("F2", "must", "157"), ("F3", "must", "王洪福"), ("C2", "ask", "")} <= found
    (unanswered,) = (finding for finding in row["findings"] if finding["kind"] == "C1")
    assert "修建农村公路桥梁" in unanswered["message"]


def test_the_right_request_is_silent(seeds: dict[str, ReplyLetter], tmp_path: Path) -> None:
    request = tmp_path / "来件.txt"
    right = REQUEST.format(number="157", name="王洪福").replace("会办单位：省水利厅\n", "")
    request.write_text(right[: right.index("（二）")], encoding="utf-8")
    row, code = checked(SEED, "--request", str(request))

    assert [finding for finding in row["findings"] if finding["kind"] in ("F2", "F3", "C1", "C2")] == []
    assert code == 0


@pytest.mark.parametrize("region", ["省", "吉林省"])
def test_the_request_that_the_base_holds_is_found(seeds: dict[str, ReplyLetter], region: str) -> None:
    stated = {"body": "政协", "level": "省", "region": region, "term": 13, "meeting": 3}
    session, _ = CongressSession.objects.get_or_create(**stated)
    Request.objects.create(number="157", session=session, proposers=["王洪福"], co_units=["省水利厅"], text="建议。")
    row, _ = checked(SEED)

    assert [finding["message"] for finding in row["findings"] if finding["kind"] == "C2"] == [
        "会办单位“省水利厅”在稿中没有提到"
    ]
