"""The numbers that stand nowhere in a Word file's text: as the rules of its lists have them, and as LibreOffice does."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from kejiting.text.list_numbers import as_printed
from kejiting.text.word.reader import read_docx
from tests.text.word_files import abstract, chinese_list, level, listed, num, paragraph, restart, table, word_file

SOFFICE = "soffice"
MISSING = f"找不到 LibreOffice，没有用它对照编号 (no {SOFFICE} on the path)"
PATIENCE_SECONDS = 120
DECIMAL = [level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3")]


@pytest.mark.parametrize(
    ("number_format", "numbers", "printed"),
    [
        ("decimal", (0, 1, 12), "0 1 12"),
        ("decimalZero", (1, 9, 10), "01 09 10"),
        ("decimalFullWidth", (1, 12), "１ １２"),
        ("chineseCounting", (1, 10, 11, 20, 99, 100), "一 十 十一 二十 九十九 一〇〇"),
        ("chineseCountingThousand", (9, 10, 21, 100, 101, 110, 1001, 10_000), "九 十 二十一 一百 一百零一 一百一十 一千零一 10000"),
        ("chineseLegalSimplified", (1, 10, 23, 105), "壹 壹拾 贰拾叁 壹佰零伍"),
        ("ideographLegalTraditional", (2, 3, 6), "貳 參 陸"),
        ("japaneseCounting", (10, 101, 110, 210), "十 百一 百十 二百十"),
        ("ideographDigital", (1, 10, 25), "一 一〇 二五"),
        ("ideographTraditional", (1, 10, 11), "甲 癸 11"),
        ("ideographZodiac", (1, 12, 13), "子 亥 13"),
        ("decimalEnclosedCircle", (1, 20, 21), "① ⑳ 21"),
        ("decimalEnclosedCircleChinese", (3,), "③"),
        ("decimalEnclosedParen", (1, 20), "⑴ ⒇"),
        ("decimalEnclosedFullstop", (1, 20), "⒈ ⒛"),
        ("upperLetter", (1, 26, 27, 53), "A Z AA AAA"),
        ("lowerLetter", (28, 1000), "bb 1000"),
        ("upperRoman", (4, 9, 49, 1999, 4000), "IV IX XLIX MCMXCIX 4000"),
        ("lowerRoman", (3,), "iii"),
        ("none", (7,), ""),
        ("unheard of", (7,), "7"),
    ],
)  # fmt: skip
def test_a_number_is_printed_in_its_format(number_format: str, numbers: tuple[int, ...], printed: str) -> None:
    assert " ".join(as_printed(number, number_format) for number in numbers) == printed


def labels(blocks: list[str], numbering: str, styles: str = "") -> list[str]:
    """Return what stands before the text 甲 of every paragraph."""
    read = read_docx(word_file(*blocks, numbering=numbering, styles=styles)).text
    return [line.partition("甲")[0].removeprefix("　　") for line in read.splitlines() for line in line.split("\t")]


def items(*levels: int, num_id: int = 1) -> list[str]:
    return [listed("甲", at, num_id) for at in levels]


@pytest.mark.parametrize(
    ("levels", "lists", "expected"),
    [
        ((0, 0, 1, 1, 0, 1), chinese_list(), ["一、", "二、", "（一）", "（二）", "三、", "（一）"]),
        ((0, 1, 2, 2, 1, 2), chinese_list(), ["一、", "（一）", "1.", "2.", "（二）", "1."]),
        ((0, 1, 2, 1, 0, 1), abstract(1, *DECIMAL) + num(1, 1), ["1. ", "1.1 ", "1.1.1 ", "1.2 ", "2. ", "2.1 "]),
        ((1, 1, 0), abstract(1, *DECIMAL) + num(1, 1), ["1.1 ", "1.2 ", "1. "]),
        ((0, 0), abstract(1, level(0, "decimal", "%1.", start=5)) + num(1, 1), ["5. ", "6. "]),
        ((0,), abstract(1, level(0, "decimal", "%1.", more='<w:suff w:val="nothing"/>')) + num(1, 1), ["1."]),
        ((0,), abstract(1, level(0, "decimal", "%1.", more='<w:suff w:val="space"/>')) + num(1, 1), ["1. "]),
        ((0,), abstract(1, level(0, "decimal", "第%1条")) + num(1, 1), ["第1条 "]),
        ((0, 1), abstract(1, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", more="<w:isLgl/>")) + num(1, 1), ["一、", "1.1 "]),
        ((0, 1, 0, 1), abstract(1, level(0, "decimal", "%1"), level(1, "decimal", "%2", more='<w:lvlRestart w:val="0"/>')) + num(1, 1), ["1 ", "1 ", "2 ", "2 "]),
        ((0, 1, 2, 1, 2), abstract(1, *DECIMAL[:2], level(2, "decimal", "%3", more='<w:lvlRestart w:val="1"/>')) + num(1, 1), ["1. ", "1.1 ", "1 ", "1.2 ", "2 "]),
        ((0, 0), abstract(1, level(0, "none", "")) + num(1, 1), ["", ""]),
        ((0,), abstract(1, level(0, "bullet", "●")) + num(1, 1), ["● "]),
        ((0,), abstract(1, level(0, "bullet", "\uf0b7")) + num(1, 1), [""]),
        ((0,), abstract(1, level(0, "bullet", "l").replace("</w:lvl>", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl>')) + num(1, 1), [""]),
        ((0,), abstract(1, level(0, "bullet", "o")) + num(1, 1), [""]),
        ((0,), abstract(1, level(0, "decimal", "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")) + num(1, 1), [""]),
        ((0, 8), abstract(1, level(0, "decimal", "%1.")) + num(1, 1), ["1. ", ""]),
        ((0,), num(1, 1), [""]),
        ((0,), "", [""]),
    ],
)  # fmt: skip
def test_the_number_before_a_paragraph(levels: tuple[int, ...], lists: str, expected: list[str]) -> None:
    assert labels(items(*levels), lists) == expected


def test_lists_of_one_kind_go_on_counting_unless_told_to_begin_anew() -> None:
    lists = abstract(1, *DECIMAL) + num(1, 1) + num(2, 1) + num(3, 1, restart(0)) + num(4, 1, restart(0, 7))
    blocks = [*items(0, 0), *items(0, num_id=2), *items(0, 0, num_id=3), *items(0, 1, num_id=4)]
    assert labels(blocks, lists) == ["1. ", "2. ", "3. ", "1. ", "2. ", "7. ", "7.1 "]


def test_a_list_may_change_one_level_of_its_kind() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    assert labels(items(0, 0), abstract(1, *DECIMAL) + num(1, 1, own)) == ["A) ", "B) "]


def test_numbers_go_on_through_tables() -> None:
    blocks = [listed("甲"), table([listed("甲"), listed("甲")]), listed("甲")]
    assert labels(blocks, chinese_list()) == ["一、", "二、", "三、", "四、"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="h1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="h2"/><w:basedOn w:val="h1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="child"><w:name w:val="child"/><w:basedOn w:val="h2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="linked"><w:name w:val="linked"/><w:basedOn w:val="h1"/></w:style>'
    '<w:style w:type="numbering" w:styleId="kind"><w:name w:val="kind"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ('<w:pStyle w:val="h1"/>', "一、"),
        ('<w:pStyle w:val="h2"/>', "（一）"),
        ('<w:pStyle w:val="child"/>', "（一）"),
        ('<w:pStyle w:val="h1"/><w:numPr><w:ilvl w:val="1"/></w:numPr>', "（一）"),
        ('<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>', ""),
        ('<w:pStyle w:val="unknown"/>', ""),
        ("", ""),
    ],
)
def test_numbers_come_with_a_style(properties: str, expected: str) -> None:
    assert labels([paragraph("甲", properties=properties)], chinese_list(), STYLES) == [expected]


def test_a_level_may_be_linked_to_a_style() -> None:
    lists = abstract(1, DECIMAL[0], level(1, "lowerLetter", "%2)", more='<w:pStyle w:val="linked"/>')) + num(1, 1)
    assert labels([paragraph("甲", properties='<w:pStyle w:val="linked"/>')], lists, STYLES) == ["a) "]


def test_a_list_may_name_a_style_of_lists() -> None:
    lists = abstract(1, more='<w:numStyleLink w:val="kind"/>') + abstract(
        2, *DECIMAL, more='<w:styleLink w:val="kind"/>'
    )
    assert labels(items(0, 1), lists + num(1, 1) + num(2, 2), STYLES) == ["1. ", "1.1 "]


def test_lists_that_name_one_another_end() -> None:
    circle = abstract(1, more='<w:numStyleLink w:val="kind"/>') + num(1, 1) + num(2, 1)
    assert labels(items(0), circle, STYLES) == [""]


@pytest.fixture(scope="session")
def soffice() -> str:
    path = shutil.which(SOFFICE)
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    return str(path)


@pytest.fixture
def as_libreoffice_reads(soffice: str, tmp_path: Path) -> Path:
    """A folder of Word files, each of which has its text beside it when the test sees it."""
    for name, data in SAMPLES.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    subprocess.run(
        [
            *(soffice, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
            *("--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)),
            *(str(path) for path in sorted(tmp_path.glob("*.docx"))),
        ],
        timeout=PATIENCE_SECONDS,
        check=True,
        capture_output=True,
    )
    return tmp_path


def _formats() -> str:
    """Three numbers in each of the formats that LibreOffice knows as Word does, each list in a kind of its own."""
    names = ("decimal", "decimalZero", "chineseCountingThousand", "chineseCounting", "chineseLegalSimplified",
             "ideographTraditional", "ideographZodiac", "decimalEnclosedCircle", "upperLetter", "lowerLetter",
             "upperRoman", "lowerRoman", "decimalFullWidth", "taiwaneseCountingThousand", "japaneseCounting")  # fmt: skip
    kinds = "".join(abstract(place, level(0, name, "（%1）", start=9)) for place, name in enumerate(names, 1))
    return kinds + "".join(num(place, place) for place in range(1, len(names) + 1))


SAMPLES = {
    "chinese": word_file(*items(0, 1, 1, 2, 2, 1, 0, 1, 2), numbering=chinese_list()),
    "decimal": word_file(*items(0, 1, 2, 2, 1, 0, 0, 1), numbering=abstract(1, *DECIMAL) + num(1, 1)),
    "anew": word_file(
        *items(0, 0), *items(0, 0, 1, num_id=2), numbering=abstract(1, *DECIMAL) + num(1, 1) + num(2, 1, restart(0, 4))
    ),
    "styles": word_file(
        *(paragraph("甲", properties=f'<w:pStyle w:val="{name}"/>') for name in ("h1", "h2", "h2", "h1", "child")),
        numbering=chinese_list(),
        styles=STYLES,
    ),
    "formats": word_file(
        *(listed("甲", num=place) for place in range(1, 16) for _ in range(2)), numbering=_formats()
    ),
    "linked": word_file(
        *items(0, 1, 0),
        numbering=abstract(1, more='<w:numStyleLink w:val="kind"/>')
        + abstract(2, *DECIMAL, more='<w:styleLink w:val="kind"/>')
        + num(1, 1)
        + num(2, 2),
        styles=STYLES,
    ),
}  # fmt: skip


def test_libreoffice_prints_the_same_numbers(as_libreoffice_reads: Path) -> None:
    printed = {path.stem: inked(path.read_text("utf-8-sig")) for path in as_libreoffice_reads.glob("*.txt")}
    assert {name: inked(read_docx(data).text) for name, data in SAMPLES.items()} == printed


def inked(text: str) -> list[str]:
    return ["".join(line.split()) for line in text.splitlines() if line.strip()]
