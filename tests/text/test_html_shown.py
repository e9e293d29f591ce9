"""Of a saved page what a reader sees is text: what a script will show, what stands for struck out words, signs."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from kejiting.text.file_text import LeftOut
from kejiting.text.files import read_file
from kejiting.text.html import read_fragment, read_html
from tests.text.reading import shape_of

SEEDS = sorted(Path("fixtures/letters").glob("*.txt"))
SENTENCES = "我厅高度重视，会同有关部门认真研究，积极推进各项工作，取得明显成效。"
LETTER = f"<p>李锐委员：</p><p>{SENTENCES}</p><p>2025年6月18日</p>"
LINES = ["李锐委员：", SENTENCES, "2025年6月18日"]


def lines_of(body: str) -> list[str]:
    return read_html(f"<html><body>{body}</body></html>".encode()).text.split("\n")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<div id=js_content style='visibility: hidden; opacity: 0'>{LETTER}</div>", id="invisible"),
        pytest.param(f"<div style='display:none'>{LETTER}</div>", id="none"),
        pytest.param(f"<div hidden>{LETTER}</div>", id="hidden"),
        pytest.param(f"<div style='display:none'><div style='visibility:hidden'>{LETTER}</div><p hidden>密</p></div>", id="twice"),
        pytest.param(f"<div id=content style='display:none'>{LETTER}</div><div hidden><p>{SENTENCES * 3}</p></div>", id="a longer notice"),
        pytest.param(f"<div id=zoom>{LETTER}</div><div style='display:none'>{LETTER}</div>", id="a copy for printing"),
        pytest.param(f"<div id=zoom>{LETTER}</div><div hidden>{SENTENCES}</div>", id="a hidden sentence"),
    ],
)  # fmt: skip
def test_an_article_that_a_script_will_show_is_read_and_nothing_else_that_is_hidden(body: str) -> None:
    assert lines_of(body) == LINES


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("〔2025〕<del>83</del><ins>84</ins>号", "〔2025〕84号"),
        ("<s>甲</s>乙<strike>丙</strike>丁", "乙丁"),
        ("<span style='text-decoration: underline line-through red'>甲</span>乙", "乙"),
        ("<span style='text-decoration:underline'>甲</span>乙", "甲乙"),
        ("王&#55410;&#57193;明", "王𬭩明"),
        ("王&#xD872;&#xDF69;明&#x20;&#xd83c;&#xDF69;", "王𬭩明 🍩"),
        ("<span style='font-family:Wingdings'>Ø<span style='font:7pt Times'>&nbsp; </span></span>推动", "•  推动"),
        ("<font face=Wingdings>l</font>推动", "•推动"),
        ("<font face='Wingdings'>n</font><font face='Wingdings'>u</font><font face='Wingdings'>§</font><font face='Wingdings'>ü</font>", "••••"),
        ("<span style='mso-fareast-font-family:Wingdings'>l</span>推动", "l推动"),
        ("<span style=\"font:12.0pt 'Symbol'\">·</span>推动", "•推动"),
        ("<span style='font-family:Wingdings'>þ</span>同意<span style='font-family:Wingdings'>科技</span>", "☑同意科技"),
        ("<span style='font-family:Courier New;mso-list:Ignore'>o</span>推动", "•推动"),
        ("<span style='font-family:Wingdings'><span style='font-family:SimSun'>n</span></span>", "n"),
        ("<span style='font-family:\"Segoe UI Symbol\"'>n</span>", "n"),
    ],
)  # fmt: skip
def test_words_are_as_a_browser_shows_them(inside: str, text: str) -> None:
    assert lines_of(f"<p>{inside}</p>") == [text]


@pytest.mark.parametrize(
    ("inside", "left_out"),
    [
        ("", ()),
        ("<p><img src=a.jpg></p>", (LeftOut("图片"),)),
        ("<p><img src=a.jpg></p><p><img data-src=b.png width=600 height=400></p>", (LeftOut("图片", times=2),)),
        ("<p><img src=icon_doc.gif> <a href=b.doc>附件</a></p>", ()),
        ("<p><img src=seal.png>某某厅</p>", ()),
        ("<p><img src=a.png width=16 height=16></p><p><img src=line.png style='height:2px'></p><p><img></p>", ()),
        ("<p><iframe src=a.pdf>请升级</iframe></p>", (LeftOut("嵌入的内容"),)),
        ("<p><iframe src=a.html width=0 height=0></iframe></p>", ()),
        ("<p hidden><img src=a.jpg></p>", ()),
    ],
)  # fmt: skip
def test_what_an_article_shows_without_words_is_told(inside: str, left_out: tuple[LeftOut, ...]) -> None:
    page = f"<html><body><img src=banner.jpg><div id=zoom>{LETTER}{inside}{LETTER}</div></body></html>"
    read = read_html(page.encode())
    assert [line for line in read.text.split("\n") if line in LINES] == LINES * 2
    assert read.left_out == left_out


def test_a_fragment_has_no_surroundings() -> None:
    assert read_fragment("<div>首页</div><p>联系我们</p><script>x</script>".encode()).text == "首页\n联系我们"


def _paragraphs(lines: list[str], form: str = "<p>{}</p>") -> str:
    return "".join(form.format(escape(line)) for line in lines)


WINGDINGS = "<span style='font-family:Wingdings'>Ø<span style='font:7pt Times'>&nbsp; </span></span>"


def _in_halves(lines: list[str]) -> str:
    """Characters beyond the first plane as references to the two halves of a pair."""

    def written(char: str) -> str:
        units = char.encode("utf-16-be")
        pair = [int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2)]
        return escape(char) if len(pair) == 1 else "".join(f"&#{unit};" for unit in pair)

    return "".join(f"<p>{''.join(map(written, line))}</p>" for line in lines)


DRAWN: dict[str, Callable[[list[str]], str]] = {
    "hidden": lambda lines: f"<div id=js_content style='visibility: hidden'>{_paragraphs(lines)}</div>",
    "not displayed": lambda lines: f"<div style='display:none'>{_paragraphs(lines)}</div><div>请打开脚本</div>",
    "struck": lambda lines: _paragraphs(lines, "<p><del>第83号，</del>{}<s>2025年6月1日</s></p>"),
    "inserted": lambda lines: _paragraphs(lines, "<p><ins>{}</ins></p>"),
    "references": lambda lines: "".join(f"<p>{''.join(f'&#{ord(char)};' for char in line)}</p>" for line in lines),
    "hidden by a class": lambda lines: f"<div hidden><div style='visibility:hidden'>{_paragraphs(lines)}</div></div>",
    "lines of one paragraph": lambda lines: f"<p>{'<br>'.join(map(escape, lines))}</p>",
}


@pytest.mark.parametrize("drawn", DRAWN)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem[:3])
def test_a_letter_reads_the_same_however_a_page_holds_it(seed: Path, drawn: str) -> None:
    text = seed.read_text(encoding="utf-8")
    body = DRAWN[drawn]([line for line in text.split("\n") if line.strip()])
    read = read_file("答复.html", f"<!DOCTYPE html><html><body>{body}</body></html>".encode())
    assert shape_of(read.text) == shape_of(text)


# 王洪福, 李锐, … with a rare character in each name
RARE = str.maketrans("王李", "𬭩𫍯")


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem[:3])
def test_characters_beyond_the_first_plane_are_read_from_their_halves(seed: Path) -> None:
    text = seed.read_text(encoding="utf-8").translate(RARE)
    body = _in_halves([line for line in text.split("\n") if line.strip()])
    read = read_file("答复.html", f"<!DOCTYPE html><html><body>{body}</body></html>".encode())
    assert "&#" in body
    assert shape_of(read.text) == shape_of(text)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem[:3])
def test_bullets_of_a_symbol_font_are_bullets(seed: Path) -> None:
    """Word saves them as letters: Ø and white space in a font of its own."""
    text = re.sub(r"(?m)^(\s*)\d[.．、]", r"\1•", seed.read_text(encoding="utf-8"))
    lines = [line for line in text.split("\n") if line.strip()]
    body = "".join(f"<p>{escape(line).replace('•', WINGDINGS)}</p>" for line in lines)
    read = read_file("答复.html", f"<!DOCTYPE html><html><body>{body}</body></html>".encode())
    assert "Ø" not in read.text
    assert shape_of(read.text) == shape_of(text)
