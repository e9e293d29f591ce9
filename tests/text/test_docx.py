"""What of a Word file is text, in which order, and what is refused."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from kejiting.text import xml_package
from kejiting.text.unreadable import UnreadableFile
from kejiting.text.word.reader import read_docx
from kejiting.text.word.xml import NAMESPACE
from tests.text.word_files import complex_field, paragraph, relations, run, table, text_box, word_file, zipped

HIDDEN = "<w:vanish/>"
MARK_GONE = '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>'


def style(style_id: str, more: str, kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{style_id}">{more}</w:style>'


def test_it_works() -> None:
    assert (
        read_docx(word_file(paragraph("王洪福委员："), paragraph("现答复如下："))).text == "王洪福委员：\n现答复如下："
    )


def test_a_file_of_another_program_is_read() -> None:
    made = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("现答复如下：")
    document.add_paragraph("推动改革", style="List Number")
    document.add_table(1, 2).cell(0, 1).text = "主动公开"
    document.save(made)
    assert [line.strip() for line in read_docx(made.getvalue()).text.splitlines()] == [
        "现答复如下：",
        "1. 推动改革",
        "主动公开",
    ]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("甲") + run("乙"), "甲乙"),
        (run("a < b & c"), "a < b & c"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>丁</w:t></w:r>", "甲\t乙\n丙\n丁"),
        ("<w:r><w:t>COVID</w:t><w:noBreakHyphen/><w:t>19</w:t></w:r>", "COVID-19"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="宋体" w:char="2460"/></w:r>', "①"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F04A"/><w:sym w:char="?"/></w:r>' + run("甲"), "甲"),
        (f"<w:ins>{run('甲')}</w:ins><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>", "甲"),
        (f"<w:moveTo>{run('甲')}</w:moveTo><w:moveFrom>{run('乙')}</w:moveFrom>", "甲"),
        (f"<w:hyperlink>{run('甲')}</w:hyperlink><w:smartTag>{run('乙')}</w:smartTag>", "甲乙"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>", "甲"),
        (f"<w:fldSimple>{run('157')}</w:fldSimple>", "157"),
        (complex_field("DATE", run("2025年")) + run("乙"), "2025年乙"),
        (complex_field("IF", complex_field("PAGE", run("内"))), "内"),
        (run("甲") + run("密", HIDDEN) + run("乙", '<w:vanish w:val="0"/>'), "甲乙"),
        (run("密", '<w:rStyle w:val="secret"/>') + run("甲"), "甲"),
        (run("甲") + "<w:r><w:footnoteReference/></w:r><!-- note -->" + run("乙"), "甲乙"),
        (f"<w:r><w:ruby><w:rt>{run('kē')}</w:rt><w:rubyBase>{run('科')}</w:rubyBase></w:ruby></w:r>", "科"),
        ("<w:r><w:t>甲\n乙</w:t></w:r>", "甲 乙"),
    ],
)
def test_what_is_shown_of_a_paragraph_is_its_text(inside: str, text: str) -> None:
    styles = style("secret", f"<w:rPr>{HIDDEN}</w:rPr>", "character")
    assert read_docx(word_file(paragraph("：", runs=inside), styles=styles)).text == "：" + text


def test_a_field_that_does_not_end_takes_no_more_than_its_paragraph() -> None:
    open_field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("PAGE")
    assert read_docx(word_file(paragraph("甲", runs=open_field), paragraph("乙"))).text == "甲\n乙"


@pytest.mark.parametrize(
    ("blocks", "text"),
    [
        ([paragraph("甲", properties=MARK_GONE), paragraph("乙"), paragraph("丙")], "甲乙\n丙"),
        ([paragraph("甲", properties=f"<w:rPr>{HIDDEN}</w:rPr>"), paragraph("乙")], "甲乙"),
        ([paragraph("甲", properties=MARK_GONE), table([paragraph("乙")])], "甲\n乙"),
        ([paragraph("甲"), paragraph("乙", properties=MARK_GONE)], "甲\n乙"),
        ([f"<w:sdt><w:sdtContent>{paragraph('甲')}</w:sdtContent></w:sdt>", paragraph("乙")], "甲\n乙"),
        (["<w:customXml>" + paragraph("甲") + "</w:customXml>", "<w:bookmarkStart/>"], "甲"),
        ([paragraph("甲", runs=text_box(paragraph("乙"), paragraph("丙"))), paragraph("丁")], "甲\n乙\n丙\n丁"),
        ([paragraph("甲", runs=text_box(paragraph("乙", runs=text_box(paragraph("丙")))))], "甲\n乙\n丙"),
        (
            [f'<mc:AlternateContent><mc:Choice Requires="x">{paragraph("甲")}</mc:Choice>'
             f"<mc:Fallback>{paragraph('乙')}</mc:Fallback></mc:AlternateContent>"],
            "乙",
        ),
    ],
)  # fmt: skip
def test_blocks_come_in_the_order_of_reading(blocks: list[str], text: str) -> None:
    assert read_docx(word_file(*blocks)).text == text


@pytest.mark.parametrize(
    ("properties", "set_in"),
    [
        ("", False),
        ('<w:ind w:firstLine="640" w:firstLineChars="200"/>', True),
        ('<w:ind w:left="0" w:firstLine="0"/>', False),
        ('<w:ind w:left="640" w:hanging="640"/>', False),
        ('<w:ind w:left="5000"/>', True),
        ('<w:jc w:val="center"/>', True),
        ('<w:pStyle w:val="body"/>', True),
        ('<w:pStyle w:val="deeper"/>', True),
        ('<w:pStyle w:val="deeper"/><w:ind w:firstLine="0"/>', False),
        ('<w:pStyle w:val="ring"/>', False),
    ],
)
def test_a_first_line_that_is_set_in_begins_with_two_wide_spaces(properties: str, set_in: bool) -> None:
    styles = (
        style("body", '<w:pPr><w:ind w:firstLine="640"/></w:pPr>')
        + style("deeper", '<w:basedOn w:val="body"/>')
        + style("ring", '<w:basedOn w:val="ring"/>')
    )
    assert read_docx(word_file(paragraph("甲", properties=properties), styles=styles)).text.startswith("　　") is set_in


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([["索引号", "1122/2025", "分类", "委员提案"]], "索引号：1122/2025\n分类：委员提案"),
        ([["文号", "", "日期", "2025"], ["标题", "答复"]], "文号：\n日期：2025\n标题：答复"),
        ([["序号", "项目", "金额"], ["1", "平台", ""], ["2", "基金", "9942万元"]], "序号\t项目\t金额\n1\t平台\n2\t基金\t9942万元"),
        ([["", ""], ["甲", "乙"]], "甲\t乙"),
    ],
)  # fmt: skip
def test_a_table_gives_a_line_for_each_field_or_row(rows: list[list[str]], text: str) -> None:
    assert read_docx(word_file(table(*([paragraph(cell) for cell in row] for row in rows)))).text == text


def test_a_cell_may_hold_a_whole_letter() -> None:
    letter = paragraph("王洪福委员：") + table([paragraph("甲"), paragraph("乙")]) + paragraph("现答复如下：")
    assert read_docx(word_file(table([letter]))).text.split("\n") == ["王洪福委员：", "甲\t乙", "现答复如下："]


def test_rows_and_cells_that_are_gone_are_left_out() -> None:
    covered = "<w:tcPr><w:vMerge/></w:tcPr>" + paragraph("旧")
    row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('删')}</w:tc></w:tr>"
    made = table([paragraph("甲"), covered]).replace("</w:tbl>", row + "</w:tbl>")
    assert read_docx(word_file(made)).text.split() == ["甲"]


@pytest.mark.parametrize("content_type", ["document.macroEnabled", "template"])
def test_macros_and_templates_are_read_too(content_type: str) -> None:
    assert read_docx(word_file(paragraph("甲"), content_type=content_type)).text == "甲"


def test_the_main_part_may_have_any_name_and_the_strict_namespace() -> None:
    strict = word_file(paragraph("甲"), main="w/document2.xml")
    parts = {entry: zipfile.ZipFile(io.BytesIO(strict)).read(entry).decode() for entry in zip_names(strict)}
    strict_namespace = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    moved = {name: text.replace(NAMESPACE, strict_namespace) for name, text in parts.items()}
    assert read_docx(zipped(moved)).text == "甲"


def zip_names(data: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def with_document(xml: str) -> bytes:
    return zipped({"_rels/.rels": relations({"officeDocument": "word/document.xml"}), "word/document.xml": xml})


def test_styles_and_lists_may_be_missing() -> None:
    assert (
        read_docx(
            with_document(f'<w:document xmlns:w="{NAMESPACE}"><w:body>{paragraph("甲")}</w:body></w:document>')
        ).text
        == "甲"
    )


def a_part_that_lies() -> bytes:
    data = bytearray(word_file(paragraph("甲" * 99)))
    size = len(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")).to_bytes(4, "little")
    return bytes(data.replace(size, b"\x05\x00\x00\x00"))


LAUGHS = '<!DOCTYPE w [<!ENTITY a "哈哈">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
OUTSIDE = '<!DOCTYPE w [<!ENTITY i SYSTEM "file:///etc/passwd">'
BODY = f']><w:document xmlns:w="{NAMESPACE}">'
ENTITY = "<w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "已损坏"),
        (b"PK\x03\x04" + b"\xff" * 200, "已损坏"),
        (word_file(paragraph("甲"))[:-40], "已损坏"),
        (word_file(paragraph("甲")).replace(b"word/document", b"word/documen_"), "已损坏|不是 Word"),
        (zipped({"xl/workbook.xml": "<x/>", "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"})}), "不是 Word"),
        (zipped({"a.txt": "甲"}), "不是 Word"),
        (with_document(f'<w:document xmlns:w="{NAMESPACE}"/>'), "不是 Word"),
        (with_document("<w:document"), "已损坏"),
        (with_document(LAUGHS + BODY + ENTITY), "已损坏"),
        (with_document(OUTSIDE + BODY + ENTITY), "已损坏"),
        (a_part_that_lies(), "已损坏"),
        (word_file(), "没有文字"),
        (word_file(paragraph(" ")), "没有文字"),
        (word_file("<w:tbl><w:tr><w:tc>" * 1000 + paragraph("甲") + "</w:tc></w:tr></w:tbl>" * 1000), "已损坏"),
        (word_file(paragraph("甲") * 200_000), "大得不像"),
        (word_file(" " * (xml_package.MAX_PART_BYTES + 1)), "大得不像"),
        (word_file(" " * (xml_package.MAX_PART_BYTES // 2 + 1)), "大得不像"),
        (zipped({str(place): "" for place in range(xml_package.MAX_ENTRIES + 1)}), "大得不像"),
    ],
    ids=[
        *("empty", "no zip", "cut off", "renamed", "workbook", "zip", "no body", "no xml", "laughs", "outside", "lies"),
        *("no blocks", "no text", "nested", "paragraphs", "large part", "ratio", "entries"),
    ],
)  # fmt: skip
def test_what_gives_no_text_is_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message) as refusal:
        read_docx(data)
    assert str(refusal.value).endswith("。")
