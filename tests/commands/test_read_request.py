"""Reading proposals from the command line: nothing is saved."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.management import CommandError, call_command

PROPOSAL = """省政协十三届三次会议第157号提案
关于建设概念验证中心的提案
提案人：王洪福
主办单位：省科技厅
会办单位：省人社厅、省财政厅
交办日期：2025年3月3日
早期项目没有人投。
为此，建议：
一、布局一批中心。每家支持三年。
二、设立早期基金。允许亏损。
"""


def run(*arguments: object, fails: bool = False) -> list[dict[str, Any]]:
    out = StringIO()
    if fails:
        with pytest.raises(SystemExit) as end:
            call_command("read_request", *map(str, arguments), "--json", stdout=out)
        assert end.value.code == 1
    else:
        call_command("read_request", *map(str, arguments), "--json", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_it_works(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROPOSAL, "utf-8")
    (row,) = run(tmp_path)
    assert row["asks"][0]["text"] == "一、布局一批中心。每家支持三年。"
    assert row == {
        "file": "a.txt",
        "status": "read",
        "error": None,
        "title": "关于建设概念验证中心的提案",
        "kind": "委员提案",
        "session": {"body": "政协", "place": "省", "term": 13, "meeting": 3},
        "number": "157",
        "proposers": ["王洪福"],
        "co_proposers": [],
        "handed_over_on": "2025-03-03",
        "due_on": None,
        "main_unit": "省科技厅",
        "co_units": ["省人社厅", "省财政厅"],
        "asks": [
            {"title": "布局一批中心", "text": "一、布局一批中心。每家支持三年。", "start": 97, "end": 113},
            {"title": "设立早期基金", "text": "二、设立早期基金。允许亏损。", "start": 114, "end": 128},
        ],
        "problems": [],
    }


def test_files_that_cannot_be_read_are_named_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PROPOSAL.encode("gb18030"))
    (tmp_path / "b.txt").write_text("", "utf-8")
    read, failed = run(tmp_path, fails=True)
    assert (read["status"], read["number"]) == ("read", "157")
    assert (failed["status"], failed["asks"], failed["title"]) == ("failed", [], None)
    assert failed["error"] == "文件是空的，请检查后重新上传。"


def test_a_word_file_with_its_head_in_a_table(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 4)
    rows = (
        ("提 案 号", "157", "交办日期", "2025年3月3日"),
        ("提 案 人", "王洪福", "附 议 人", "李沐阳、周砚秋"),
        ("主办单位", "省科技厅", "会办单位", "省人社厅"),
    )
    for cells, row in zip(rows, table.rows, strict=True):
        for words, cell in zip(cells, row.cells, strict=True):
            cell.text = words
    for paragraph in ("关于建设概念验证中心的提案", "早期项目没有人投。", "建议：", "1.布局中心。", "2.设立基金。"):
        document.add_paragraph(paragraph)
    document.save(str(tmp_path / "a.docx"))
    (row,) = run(tmp_path)
    assert (row["number"], row["proposers"], row["co_proposers"]) == ("157", ["王洪福"], ["李沐阳", "周砚秋"])
    assert (row["handed_over_on"], row["main_unit"], row["co_units"]) == ("2025-03-03", "省科技厅", ["省人社厅"])
    assert [ask["title"] for ask in row["asks"]] == ["布局中心", "设立基金"]


def test_people_get_a_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROPOSAL, "utf-8")
    out = StringIO()
    call_command("read_request", str(tmp_path), stdout=out)
    assert "　提案人　　王洪福" in out.getvalue()
    assert "　建议2　　设立早期基金" in out.getvalue()


def test_what_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as error:
        call_command("read_request", str(tmp_path / "none.txt"))
    assert error.value.returncode == 2
