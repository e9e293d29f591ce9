"""OFD files say what the text says that they were set from, however they are set; what is no text of them is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kejiting.text.file_text import LeftOut
from kejiting.text.files import read_file
from kejiting.text.ofd import read_ofd
from kejiting.text.unreadable import UnreadableFile
from tests.text.drawn_letters import PLAIN, TEXTS, Line, lay_out, letter_of
from tests.text.ofd_files import (
    FORMS,
    HEIGHT,
    NAMESPACE,
    WIDTH,
    Form,
    ofd_file,
    page_part,
    picture,
    rule,
    set_page,
    text_object,
    whole_line,
)
from tests.text.reading import shape_of, text_or_refusal

TEXT = text_object("王洪福委员：", 28, 40, 5.6)


def words(data: bytes) -> str:
    return "".join(read_ofd(data).text.split())


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_letter_reads_as_its_text(name: str, form: Form) -> None:
    pages = lay_out(letter_of(name), PLAIN)
    read = read_ofd(ofd_file(*(set_page(page, form) for page in pages)))
    assert len(pages) > 1
    assert shape_of(read.text) == shape_of(TEXTS[name])
    assert read.left_out == ()


@pytest.mark.parametrize("name", TEXTS)
def test_a_head_on_a_template_page_belongs_to_the_letter(name: str) -> None:
    first, *others = lay_out(letter_of(name), PLAIN)
    head, rest = set_page(first[:4], whole_line), set_page(first[4:], whole_line)
    data = ofd_file(rest, *(set_page(page, whole_line) for page in others), template=head)
    assert shape_of(read_ofd(data).text) == shape_of(TEXTS[name])


@pytest.mark.parametrize("name", TEXTS)
def test_page_numbers_and_running_heads_are_no_text(name: str) -> None:
    pages = lay_out(letter_of(name), PLAIN)
    numbered = [
        [Line(200, 815, 9, "吉林省科学技术厅文件"), *page, Line(280, 40, 12, f"— {place} —")]
        for place, page in enumerate(pages, 1)
    ]
    assert shape_of(read_ofd(ofd_file(*(set_page(page, whole_line) for page in numbered))).text) == shape_of(
        TEXTS[name]
    )


@pytest.mark.parametrize("name", TEXTS)
def test_a_scan_with_its_words_below_is_read(name: str) -> None:
    pages = lay_out(letter_of(name), PLAIN)
    scans = [
        set_page(page, lambda line: whole_line(line).replace("<ofd:TextObject", '<ofd:TextObject Alpha="0"'))
        + picture(0, 0, WIDTH, HEIGHT)
        for page in pages
    ]
    read = read_ofd(ofd_file(*scans))
    assert shape_of(read.text) == shape_of(TEXTS[name])
    assert read.left_out == ()


SIZE, ROW = 4.2, 24
HEADED = [name for name in TEXTS if letter_of(name).cells]


def ruled(cells: Sequence[Sequence[str]]) -> str:
    """A table with rules around its cells, in which long values are broken."""
    bottom = 20 + ROW * len(cells)
    drawn = [rule(20, 20 + ROW * row, 200, 20 + ROW * row) for row in range(len(cells) + 1)]
    for row, texts in enumerate(cells):
        edges = [20, 50, 110, 140, 200] if len(texts) > 2 else [20, 50, 200]
        drawn += [rule(edge, 20 + ROW * row, edge, 20 + ROW * row + ROW) for edge in edges]
        for left, right, text in zip(edges, edges[1:], texts, strict=False):
            room = int((right - left - 4) / SIZE)
            for place, line in enumerate(text[at : at + room] for at in range(0, len(text), room)):
                drawn.append(text_object(line, left + 2, 26 + ROW * row + place * 6, SIZE))
    assert bottom < HEIGHT
    return "".join(drawn)


@pytest.mark.parametrize("name", HEADED)
def test_a_ruled_table_is_read_cell_by_cell(name: str) -> None:
    letter = letter_of(name)
    pages = lay_out(replace(letter, cells=[]), PLAIN)
    read = read_ofd(ofd_file(ruled(letter.cells), *(set_page(page, whole_line) for page in pages)))
    assert shape_of(read.text) == shape_of(TEXTS[name])
    assert all("\t".join(cells) in read.text for cells in letter.cells)


@pytest.mark.parametrize("name", ["a.ofd", "a.pdf", "a.docx", "答复"])
def test_it_is_read_whatever_its_name(name: str) -> None:
    assert read_file(name, ofd_file(TEXT)).text == "王洪福委员："


def part(name: str, content: str) -> dict[str, str | bytes]:
    return {f"Doc_0/{name}": f"<ofd:Part {NAMESPACE}>{content}</ofd:Part>"}


UNIT = part(
    "Res.xml",
    '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="7"><ofd:Content>'
    f"{text_object('现答复如下：', 0, 5.6, 5.6)}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    '<ofd:DrawParams><ofd:DrawParam ID="3"><ofd:FillColor Value="255 255 255"/></ofd:DrawParam>'
    '<ofd:DrawParam ID="4" Relative="3"/></ofd:DrawParams>',
)
COMPOSITE = '<ofd:CompositeObject Boundary="28 50 100 8" ResourceID="7"/>'
UPRIGHT = "".join(
    f'<ofd:TextObject Boundary="{190 - 10 * column} 20 6 200" Size="5.6" ReadDirection="90"><ofd:TextCode X="0" Y="5"'
    f' DeltaY="g 9 6">{text}</ofd:TextCode></ofd:TextObject>'
    for column, text in enumerate(("您提出的建议收悉经研究", "现答复如下请予以审阅"))
)
LYING = "".join(
    f'<ofd:TextObject Boundary="{60 + 10 * line} 20 10 150" Size="5.6" CTM="0 1 -1 0 0 0"><ofd:TextCode X="0" Y="5">{text}'
    "</ofd:TextCode></ofd:TextObject>"
    for line, text in ((1, "您提出的建议收悉"), (0, "现答复如下"))
)
BROKEN_LINES = (
    '<ofd:TextObject Boundary="28 40 100 20" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g 4 5 -20 g 4 5"'
    ' DeltaY="g 4 0 8 g 4 0">王洪福委员：您提出的建议</ofd:TextCode></ofd:TextObject>'
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ofd_file(TEXT + COMPOSITE, common="<ofd:PublicRes>Res.xml</ofd:PublicRes>", more=UNIT), "王洪福委员：现答复如下："),
        (ofd_file(UPRIGHT), "您提出的建议收悉经研究现答复如下请予以审阅"),
        (ofd_file(LYING), "您提出的建议收悉现答复如下"),
        (ofd_file(BROKEN_LINES), "王洪福委员：您提出的建议"),
        (ofd_file(TEXT.replace("王洪福委员：", "\n  王洪福委员：\n")), "王洪福委员："),
        (ofd_file(TEXT + TEXT.replace('Boundary="28.0', 'Boundary="28.2')), "王洪福委员："),
        (ofd_file(TEXT.replace("ofd:", "").replace("<TextObject", '<TextObject xmlns="http://www.ofdspec.org/2016"')), "王洪福委员："),
        (ofd_file(TEXT, *[text_object("王洪福委员：", 28, 40, 5.6)] * 2), "王洪福委员：" * 3),
        (ofd_file(text_object("R&D经费为2518万元，GDP", 28, 40, 5, deltas="3.6 3.9 3.6 5 5 5 2.5 2.5 2.5 2.5 5 5 5 3.9 3.6")), "R&D经费为2518万元，GDP"),
    ],
)  # fmt: skip
def test_what_is_drawn_is_read(data: bytes, said: str) -> None:
    assert words(data) == said


@pytest.mark.parametrize(
    ("data", "left_out"),
    [
        (ofd_file(TEXT), ()),
        (ofd_file(TEXT, documents=3), (LeftOut("另外的文档", times=2),)),
        (
            ofd_file(
                TEXT,
                beside="<ofd:Attachments>Attachs/List.xml</ofd:Attachments>",
                more=part("Attachs/List.xml", '<ofd:Attachment ID="1"/><ofd:Attachment ID="2"/>'),
            ),
            (LeftOut("附带的文件", times=2),),
        ),
        (
            ofd_file(
                TEXT,
                beside="<ofd:Annotations>Annots/List.xml</ofd:Annotations>",
                more=part("Annots/List.xml", '<ofd:Page PageID="10"><ofd:FileLoc>One.xml</ofd:FileLoc></ofd:Page>')
                | part(
                    "Annots/One.xml",
                    '<ofd:Annot Type="Highlight"><ofd:Remark>请核</ofd:Remark></ofd:Annot>'
                    '<ofd:Annot Type="Watermark"><ofd:Remark>内部</ofd:Remark></ofd:Annot><ofd:Annot Type="Path"/>',
                ),
            ),
            (LeftOut("批注", "第1页"),),
        ),
        (ofd_file(TEXT, TEXT + picture(20, 60, 80, 60)), (LeftOut("图片", "第2页"),)),
        (ofd_file(TEXT + picture(20, 60, 160, 0.4) + picture(20, 90, 5, 5)), ()),
        (ofd_file(TEXT, picture(0, 0, WIDTH, HEIGHT)), (LeftOut("整页图片", "第2页"),)),
        (ofd_file(TEXT + COMPOSITE), (LeftOut("组合图形", "第1页"),)),
        (
            ofd_file(TEXT + '<ofd:TextObject Boundary="28 60 20 6" Size="5"><ofd:CGTransform GlyphCount="2"/></ofd:TextObject>'),
            (LeftOut("没有编码的字形", "第1页"),),
        ),
        (ofd_file(TEXT + text_object("另有说明", 28, 90, 5.6, more='Visible="false"')), (LeftOut("看不见的文字", "第1页，4个字"),)),
        (ofd_file(TEXT + text_object("王洪福委员", 28, 90, 5.6, more='Visible="false"')), ()),
        (
            ofd_file(
                TEXT + text_object("另有说明", 28, 90, 5.6, more='DrawParam="4"'),
                common="<ofd:PublicRes>Res.xml</ofd:PublicRes>",
                more=UNIT,
            ),
            (LeftOut("看不见的文字", "第1页，4个字"),),
        ),
        (ofd_file(TEXT + text_object("第三稿", 28, 310, 5.6)), (LeftOut("页面之外的文字", "第1页，3个字"),)),
        (
            ofd_file(TEXT + text_object("科技简报", 10, 120, 5.6, more='CTM="0.7 0.7 -0.7 0.7 0 0"')),
            (LeftOut("斜放的文字", "第1页，4个字"),),
        ),
    ],
)  # fmt: skip
def test_what_is_no_text_is_told(data: bytes, left_out: tuple[LeftOut, ...]) -> None:
    read = read_ofd(data)
    assert read.text.startswith("　　王洪福委员：" if read.text.startswith("　") else "王洪福委员：")
    assert read.left_out == left_out


ENTITY = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "王洪福">]>' + page_part(TEXT).partition("?>")[2].replace(
    "王洪福", "&e;"
)
PACKED = ofd_file(TEXT)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (PACKED[:-40], "损坏"),
        (PACKED[:300], "损坏"),
        (ofd_file(TEXT, more={"OFD.xml": "<x/>"}), "损坏"),
        (ofd_file(TEXT, more={"Doc_0/Pages/Page_0/Content.xml": ENTITY}), "损坏"),
        (ofd_file(TEXT, more={"Doc_0/Pages/Page_0/Content.xml": "<ofd:Page"}), "损坏"),
        (ofd_file(TEXT, more={"Doc_0/Pages/Page_0/Content.xml": " " * (64 * 1024 * 1024 + 1)}), "大得不像"),
        (ofd_file(TEXT.replace('X="0"', 'X="x"')), "损坏"),
        (ofd_file(""), "没有文字"),
        (ofd_file(), "没有文字"),
        (ofd_file(picture(0, 0, WIDTH, HEIGHT)), "没有文字"),
        (ofd_file(text_object("\ue000\ue001\ue002\ue003", 28, 40, 5.6)), "乱码"),
    ],
)
def test_the_others_are_refused_with_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message) as refusal:
        read_ofd(data)
    assert "OFD" in str(refusal.value)
    assert str(refusal.value).endswith("。")


@given(st.lists(st.tuples(st.integers(0, len(PACKED) - 1), st.integers(0, 255)), min_size=1, max_size=20))
@settings(deadline=None)
def test_a_damaged_file_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(PACKED)
    for place, byte in changes:
        damaged[place] = byte
    assert text_or_refusal(read_ofd, bytes(damaged))


NUMBERS = st.sampled_from(
    ["", "0", "5", "-3", "g 3 5", "1e9", "nan", "inf", "x", "g", "g 99999999 1", "0 0 5 5", "1 0 0 1 0 0"]
)
NAMES = ("Boundary", "CTM", "Size", "DeltaX", "DeltaY", "X", "Y", "ReadDirection", "CharDirection", "Alpha", "HScale")


@given(st.dictionaries(st.sampled_from(NAMES), NUMBERS))
@settings(deadline=None)
def test_any_numbers_are_read_or_refused(numbers: dict[str, str]) -> None:
    attributes = " ".join(f'{name}="{value}"' for name, value in numbers.items())
    drawn = f"<ofd:TextObject {attributes}><ofd:TextCode {attributes}>王洪福委员</ofd:TextCode></ofd:TextObject>"
    path = f"<ofd:PathObject {attributes}><ofd:AbbreviatedData>M 1 {numbers.get('X', '')} L 2 x C Q</ofd:AbbreviatedData></ofd:PathObject>"
    assert text_or_refusal(read_ofd, ofd_file(TEXT + drawn + path))
