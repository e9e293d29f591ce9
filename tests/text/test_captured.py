"""Text that was captured from a page with its marks reads as the page, and marks that are the letter's own stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kejiting.text.captured import read_captured
from kejiting.text.file_text import LeftOut
from tests.text.reading import shape_of

SEEDS = sorted(Path("fixtures").glob("*/*.txt"))


@pytest.mark.parametrize(
    ("captured", "text"),
    [
        ("甲<br>乙<br/>丙 <BR /> 丁", "甲\n乙\n丙\n丁"),
        ("<p style='a'>甲</p><strong>乙</strong>&nbsp;&ldquo;丙&rdquo;", "\n甲\n乙\xa0“丙”"),
        ("〔2025〕<del>83</del>84号~~旧~~", "〔2025〕84号"),
        ("# 标题\n\n## 一、甲 ##\n正文", "标题\n\n一、甲\n正文"),
        ("**标题**\n**一是**推动\n我厅**高度重视**此事", "标题\n一是推动\n我厅高度重视此事"),
        ("# 标题\n李**委员、王**委员：", "标题\n李**委员、王**委员："),
        ("# 标题\n- 甲\n* 乙\n1\\. 丙\n> 丁\n---\n[戊](https://a.b/c)", "标题\n• 甲\n• 乙\n1. 丙\n丁\n戊"),
        ("| 索引号 | 112 |\n| --- | --- |\n| 分类 | 提案 |", "索引号：112\n分类：提案"),
        ("| 序号 | 项目 | 金额 |\n|:--|:-:|--:|\n| 1 | **平台**<br>甲 | 5 |", "序号\t项目\t金额\n1\t平台 甲\t5"),
        ("序号|项目|金额\n---|---|---\n1|平台|5", "序号\t项目\t金额\n1\t平台\t5"),
        ("|文号|吉科发|\n|日期|2025|", "文号：吉科发\n日期：2025"),
    ],
)
def test_marks_become_what_they_mark(captured: str, text: str) -> None:
    assert read_captured(captured).text == text


@pytest.mark.parametrize(
    "text",
    [
        "李**委员、王**委员：", "陆**，0431-8897****", "1#楼和2#楼", "#科技创新#", "R&D投入3<5且6>4", "索引号 | 112 | 分类 | 提案 |",
        "- 甲\n- 乙", "a_b_c", "2025-06-18", "—— 甲\n---坚持", "<某某>的建议", "[2025]84号", "见[1](附件)",
    ],
)  # fmt: skip
def test_what_may_be_the_letters_own_stays(text: str) -> None:
    assert read_captured(text).text == text


def test_pictures_are_told() -> None:
    read = read_captured("# 甲\n![图](a.png)\n<img src='b'>")
    assert read.text.split() == ["甲"]
    assert read.left_out == (LeftOut("图片", times=2),)


def _in_a_table(lines: list[str]) -> str:
    """The fields above a letter as a table of |, its parting line below the first row."""
    cells = [[cell for cell in line.split("\t") if cell.strip()] for line in lines if "\t" in line]
    rows = [f"| {' | '.join(row)} |" for row in cells]
    rows[1:1] = ["| --- | --- |"] if rows else []
    return "\n".join([*rows, *(line for line in lines if "\t" not in line)])


def _marked_inside(lines: list[str]) -> str:
    """Bold words inside of sentences, below a heading."""
    bold = (
        f"{line[:6]}**{line[6:9]}**{line[9:]}" if line[6:9].isalpha() and "*" not in line else line
        for line in lines[1:]
    )
    return "\n".join([f"# {lines[0]}", *bold])


CAPTURED: dict[str, Callable[[list[str]], str]] = {
    "plain": "\n".join,
    "breaks": "<br>".join,
    "paragraphs": lambda lines: "".join(f"<p>{line}</p>" for line in lines),
    "markdown": lambda lines: "\n\n".join([f"# {lines[0]}", *lines[1:]]),
    "bold": lambda lines: "\n\n".join(f"**{line}**" if len(line) < 30 and "*" not in line else line for line in lines),
    "pipe table": _in_a_table,
    "bold words": _marked_inside,
    "struck": lambda lines: "<br>".join(f"{line}<del>（旧稿）</del>~~第83号~~" for line in lines),
    "quoted": lambda lines: "\n".join([f"## {lines[0]}", *(f"> {line}" for line in lines[1:])]),
}


@pytest.mark.parametrize("form", CAPTURED)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem[:3])
def test_a_seed_reads_the_same_however_it_was_captured(seed: Path, form: str) -> None:
    text = seed.read_text(encoding="utf-8")
    read = read_captured(CAPTURED[form]([line for line in text.split("\n") if line.strip()]))
    assert shape_of(read.text) == shape_of(text)
