"""What Word draws, computes or takes from other files is text too, and what is none is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest

from kejiting.text.file_text import LeftOut
from kejiting.text.files import read_file
from kejiting.text.unreadable import UnreadableFile
from kejiting.text.word.reader import read_docx
from tests.text.reading import shape_of
from tests.text.word_files import (
    NAMESPACES,
    abstract,
    complex_field,
    level,
    listed,
    num,
    paragraph,
    run,
    table,
    text_box,
    word_file,
)

SEEDS = sorted(Path("fixtures/letters").glob("*.txt"))


def field(code: str, form: str = "") -> str:
    """A field without a stored result, its code in two runs as Word saves it."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r>'
    halves = "".join(f"<w:r><w:instrText>{half}</w:instrText></w:r>" for half in (code[:6], code[6:]))
    return f'{begin}{halves}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def form(inside: str) -> str:
    return f'<w:ffData><w:name w:val="x"/>{inside}</w:ffData>'


def entries(*names: str, chosen: str = "") -> str:
    return form(f"<w:ddList>{chosen}{''.join(f'<w:listEntry w:val={quoteattr(name)}/>' for name in names)}</w:ddList>")


def set_in(font: str, text: str) -> str:
    return run(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


def control(inside: str, properties: str = "<w:showingPlcHdr/>") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def word_art(text: str, shape: str = "") -> str:
    return f'<w:r><w:pict><v:shape {shape}><v:textpath on="t" string="{text}"/></v:shape></w:pict></w:r>'


def drawing(inside: str, size: tuple[int, int] = (2_000_000, 2_000_000), more: str = "") -> str:
    extent = f'<wp:extent cx="{size[0]}" cy="{size[1]}"/><wp:docPr id="1" name="x" {more}/>'
    return f"<w:r><w:drawing><wp:inline>{extent}<a:graphic><a:graphicData>{inside}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"


HIDDEN = "<w:vanish/>"
PICTURE = "<pic:pic><pic:blipFill/></pic:pic>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (field(r" eq \o\ac(○,11) ") + run("我厅"), "⑪我厅"),
        (field(r"EQ\o\ac(〇,3)"), "③"),
        (field(r"eq \o\ac(○,36)"), "㊱"),
        (field(r"eq \o\ac(○,二)"), "㊁"),
        (field(r"eq \o\ac(○,密)"), "密"),
        (field(r"eq \o\ac(□,√)") + run("同意"), "☑同意"),
        (field(r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(kē jì),科技)'), "科技"),
        (field(r"eq \o(\s\up 6(吉林),\s\do 2(长春))"), "吉林长春"),
        (field(r"eq \f(1,3)") + run("以上"), "1/3以上"),
        (field(r"eq \x(\s\up8(甲)\s\do8(乙))"), "甲乙"),
        (run("第") + field(' QUOTE "三" ') + run("方"), "第三方"),
        (field(r'QUOTE “科技” \* MERGEFORMAT'), "科技"),
        (field('QUOTE"科技"'), "科技"),
        (field(r'SYMBOL 254 \f "Wingdings" \s 12') + run("同意"), "☑同意"),
        (field(r"SYMBOL 0x2460 \u"), "①"),
        (field("PAGE") + field("XE 甲"), ""),
        (complex_field(r"eq \o\ac(○,1)", run("①")), "①"),
        (field(" FORMDROPDOWN ", entries("B类", "A类", chosen='<w:result w:val="1"/>')), "A类"),
        (field(" FORMDROPDOWN ", entries("B类", "A类", chosen='<w:default w:val="1"/>')), "A类"),
        (field(" FORMDROPDOWN ", entries("B类", "A类")), "B类"),
        (field(" FORMDROPDOWN ", entries("B类", chosen='<w:result w:val="7"/>')), ""),
        (field(" FORMCHECKBOX ", form('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')) + run("A类"), "☑A类"),
        (field(" FORMCHECKBOX ", form('<w:checkBox><w:default w:val="0"/></w:checkBox>')), "☐"),
        (field(" FORMTEXT ", form('<w:textInput><w:default w:val="吉科函"/></w:textInput>')), "吉科函"),
        (complex_field(" FORMTEXT ", run("吉科发")), "吉科发"),
        ('<w:fldSimple w:instr="QUOTE &quot;三&quot;"/>', "三"),
        ('<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>' + field("QUOTE 三")[:0], ""),
        (run("文号：") + control(run("单击或点击此处输入文字。")), "文号："),
        (control(run("Click or tap here to enter text.")), ""),
        (control(run("甲"), '<w:showingPlcHdr w:val="0"/>'), "甲"),
        (set_in("Wingdings", "Ø") + run("推动"), "•推动"),
        (set_in("Wingdings", "\uf06c") + run("推动"), "•推动"),
        (set_in("Wingdings", "þ") + set_in("Wingdings", "科技创新"), "☑科技创新"),
        (set_in("宋体", "n"), "n"),
    ],
)  # fmt: skip
def test_what_word_makes_itself_is_text(inside: str, text: str) -> None:
    assert read_docx(word_file(paragraph("：", runs=inside))).text == "：" + text


@pytest.mark.parametrize(
    ("blocks", "lines"),
    [
        ([paragraph("甲", runs=word_art("乙"))], ["甲", "乙"]),
        ([paragraph("甲", runs=word_art("内部资料", 'id="PowerPlusWaterMarkObject1"'))], ["甲"]),
        ([paragraph("甲", runs=drawing("<a:txBody><a:p><a:r><a:t>乙</a:t></a:r><a:br/><a:r><a:t>丙</a:t></a:r></a:p></a:txBody>"))], ["甲", "乙", "丙"]),
        ([paragraph("甲", runs=text_box(paragraph("乙", runs=word_art("丙"))))], ["甲", "乙", "丙"]),
        ([table([paragraph("文号"), control(f"<w:tc>{paragraph('点击选择')}</w:tc>")], [paragraph("日期"), paragraph("2025")])], ["文号：", "日期：2025"]),
        ([control(paragraph("在此处输入标题")), paragraph("甲")], ["甲"]),
    ],
)  # fmt: skip
def test_what_word_draws_is_text_in_lines_of_its_own(blocks: list[str], lines: list[str]) -> None:
    assert [line for line in read_docx(word_file(*blocks)).text.split("\n") if line] == lines


def point(key: str, text: str, kind: str = "node") -> str:
    return f'<dgm:pt modelId="{key}" type="{kind}"><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'


def below(parent: str, child: str, order: int) -> str:
    return f'<dgm:cxn modelId="{parent}{child}" srcId="{parent}" destId="{child}" srcOrd="{order}"/>'


def test_a_diagram_is_read_from_the_top() -> None:
    points = point("0", "", "doc") + point("3", "丙") + point("1", "甲") + point("2", "乙") + point("4", "形", "pres")
    joined = below("0", "3", 1) + below("0", "1", 0) + below("1", "2", 0) + below("2", "1", 0)
    data = (
        f"<dgm:dataModel {NAMESPACES}><dgm:ptLst>{points}</dgm:ptLst><dgm:cxnLst>{joined}</dgm:cxnLst></dgm:dataModel>"
    )
    made = word_file(
        paragraph("图", runs=drawing('<dgm:relIds r:dm="d1"/>')),
        embedded={"d1": ("diagramData", "diagrams/data1.xml", data)},
    )
    assert read_docx(made).text.split("\n") == ["图", "甲", "乙", "丙"]


def web_archive(page: str) -> bytes:
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message.make_related()
    message.add_related(page.encode(), "text", "html", cte="quoted-printable")
    return message.as_bytes()


PAGE = "<html><head><title>x</title></head><body><p>乙</p><div>联系我们</div></body></html>"
PART = f"<w:document {NAMESPACES}><w:body>{paragraph('乙')}{paragraph('联系我们')}</w:body></w:document>"
WORD = word_file(paragraph("乙"), paragraph("联系我们"))


@pytest.mark.parametrize(
    ("kind", "name", "content"),
    [
        ("aFChunk", "chunk.html", PAGE),
        ("aFChunk", "chunk.dat", PAGE),
        ("aFChunk", "chunk.xhtml", f'<?xml version="1.0"?>{PAGE}'),
        ("aFChunk", "chunk.htm", "<p>乙</p>联系我们"),
        ("aFChunk", "chunk.mht", web_archive(PAGE)),
        ("aFChunk", "chunk.docx", WORD),
        ("aFChunk", "chunk.bin", WORD),
        ("aFChunk", "chunk.txt", "乙\n联系我们"),
        ("aFChunk", "chunk.xml", PART),
        ("subDocument", "sub.xml", PART),
        ("subDocument", "sub.docx", WORD),
    ],
)
def test_a_part_of_another_file_is_read_at_its_place(kind: str, name: str, content: str | bytes) -> None:
    inside = '<w:altChunk r:id="x1"/>' if kind == "aFChunk" else '<w:p><w:subDoc r:id="x1"/></w:p>'
    made = word_file(paragraph("甲"), inside, paragraph("丙"), embedded={"x1": (kind, name, content)})
    assert [line for line in read_docx(made).text.split("\n") if line] == ["甲", "乙", "联系我们", "丙"]


def test_parts_in_parts_without_end_are_left_out() -> None:
    made = word_file(paragraph("甲"))
    for _ in range(6):
        made = word_file(paragraph("甲"), '<w:altChunk r:id="x1"/>', embedded={"x1": ("aFChunk", "a.docx", made)})
    read = read_docx(made)
    assert read.text == "\n".join("甲" * 4)
    assert read.left_out == (LeftOut("嵌入的部分", "第1段"),)


@pytest.mark.parametrize(
    ("blocks", "left_out"),
    [
        ([paragraph("甲")], ()),
        ([paragraph("甲", runs=drawing(PICTURE))], (LeftOut("图片", "第1段"),)),
        ([paragraph("", runs=drawing(PICTURE)), paragraph("甲")], (LeftOut("图片", "开头"),)),
        ([paragraph("甲", runs=drawing(PICTURE, (5_000_000, 30_000)))], ()),
        ([paragraph("甲", runs=drawing(PICTURE, (200_000, 200_000)))], ()),
        ([paragraph("甲", runs=drawing(PICTURE, more='hidden="1"'))], ()),
        ([paragraph("甲", runs='<w:r><w:pict><v:shape style="width:200pt;height:90pt"><v:imagedata/></v:shape></w:pict></w:r>')], (LeftOut("图片", "第1段"),)),
        ([paragraph("甲", runs='<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>')], (LeftOut("嵌入的对象", "第1段"),)),
        ([paragraph("甲", runs='<w:r><w:object><o:OLEObject ProgID="Equation.3"/></w:object></w:r>')], (LeftOut("公式", "第1段"),)),
        ([paragraph("甲", runs=drawing('<c:chart r:id="no"/>'))], (LeftOut("图表", "第1段"),)),
        ([paragraph("甲", runs=drawing('<dgm:relIds r:dm="no"/>'))], (LeftOut("图形", "第1段"),)),
        ([paragraph("甲"), paragraph("乙", runs='<w:r><w:footnoteReference w:id="2"/></w:r>')], (LeftOut("脚注", "第2段"),)),
        ([paragraph("甲", runs='<w:r><w:commentReference w:id="0"/></w:r>')], (LeftOut("批注", "第1段"),)),
        ([paragraph("甲"), paragraph("乙", runs=run("密", HIDDEN) + run("件", HIDDEN))], (LeftOut("隐藏的文字", "第2段"),)),
        ([paragraph("甲", runs=run("窗体顶端", HIDDEN) + run("。 ", HIDDEN))], ()),
        ([paragraph("甲", runs=field("LISTNUM"))], (LeftOut("自动域", "第1段"),)),
        ([paragraph("甲"), '<w:altChunk r:id="no"/>'], (LeftOut("嵌入的部分", "第1段"),)),
        ([paragraph("甲", runs='<w:subDoc r:id="no"/>')], (LeftOut("子文档", "第1段"),)),
        ([paragraph("甲", runs=control(run("吉科发成84号")))], (LeftOut("内容控件里的提示文字"),)),
    ],
)  # fmt: skip
def test_what_gives_no_text_is_told(blocks: list[str], left_out: tuple[LeftOut, ...]) -> None:
    read = read_docx(word_file(*blocks))
    assert "甲" in read.text
    assert read.left_out == left_out


@pytest.mark.parametrize("name", ["a.rtf", "a.html", "a.docx", "a.xml"])
def test_a_part_that_cannot_be_read_is_told_and_refused_where_nothing_else_is_there(name: str) -> None:
    embedded: dict[str, tuple[str, str, str | bytes]] = {"x1": ("aFChunk", name, b"{\\rtf1\\ansi}")}
    assert read_docx(word_file(paragraph("甲"), '<w:altChunk r:id="x1"/>', embedded=embedded)).left_out
    with pytest.raises(UnreadableFile, match="嵌入的部分"):
        read_docx(word_file('<w:altChunk r:id="x1"/>', embedded=embedded))


Draw = Callable[[list[str]], bytes]


def _typed(lines: list[str]) -> list[str]:
    return [paragraph(line) for line in lines]


CHUNK = '<w:altChunk r:id="x1"/>'
SUBDOCUMENT = '<w:p><w:subDoc r:id="x1"/></w:p>'
DIAGRAM = paragraph(runs=drawing('<dgm:relIds r:dm="x1"/>'))


def _embedded(kind: str, name: str, content: Callable[[list[str]], str | bytes], reference: str = CHUNK) -> Draw:
    """The middle of a letter in a part of another format."""

    def draw(lines: list[str]) -> bytes:
        first, last = len(lines) // 3, len(lines) * 2 // 3
        blocks = [*_typed(lines[:first]), reference, *_typed(lines[last:])]
        return word_file(*blocks, embedded={"x1": (kind, name, content(lines[first:last]))})

    return draw


def _diagram(lines: list[str]) -> str:
    points = "".join(point(str(at), escape(line)) for at, line in enumerate(lines, 1))
    joined = "".join(below("0", str(at), at) for at in range(1, len(lines) + 1))
    listed = f"<dgm:ptLst>{point('0', '', 'doc')}{points}</dgm:ptLst><dgm:cxnLst>{joined}</dgm:cxnLst>"
    return f"<dgm:dataModel {NAMESPACES}>{listed}</dgm:dataModel>"


def _shape(line: str) -> str:
    return paragraph(runs=drawing(f"<a:txBody><a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p></a:txBody>"))


def _begun_by(made: Callable[[str], str]) -> Draw:
    """The first letters of each line made by a field."""
    return lambda lines: word_file(*(paragraph(runs=made(line[:2]) + run(line[2:])) for line in lines))


def _symbols(words: str) -> str:
    return "".join(field(rf"SYMBOL {ord(char)} \u") for char in words)


def _bulleted(lines: list[str]) -> bytes:
    """Lists whose bullets are letters of a symbol font; what is listed has numbers of its own."""
    bullet = abstract(1, level(0, "bullet", "\uf06c", more='<w:suff w:val="nothing"/>')) + num(1, 1)
    listed_lines = [listed(line) if line[:1].isdigit() else paragraph(line) for line in lines]
    return word_file(*listed_lines, numbering=bullet)


def _page(lines: list[str]) -> str:
    return f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>"


def _backslashes(lines: list[str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file(*_typed(lines)))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name.replace("/", "\\"), old.read(name))
    return made.getvalue()


def _quoted(line: str) -> str:
    return (
        paragraph(runs=run(line[:3]) + field(f'QUOTE "{line[3:6]}"') + run(line[6:]))
        if '"' not in line
        else paragraph(line)
    )


DRAWN: dict[str, Draw] = {
    "web archive": _embedded("aFChunk", "a.mht", lambda lines: web_archive(_page(lines))),
    "page": _embedded("aFChunk", "a.html", _page),
    "word file": _embedded("aFChunk", "a.docx", lambda lines: word_file(*_typed(lines))),
    "text": _embedded("aFChunk", "a.txt", "\n".join),
    "subdocument": _embedded("subDocument", "sub.docx", lambda lines: word_file(*_typed(lines)), SUBDOCUMENT),
    "smart art": _embedded("diagramData", "data1.xml", _diagram, DIAGRAM),
    "shapes": lambda lines: word_file(*map(_shape, lines)),
    "text fields of a form": _begun_by(lambda words: field(" FORMTEXT ", form(f"<w:textInput><w:default w:val={quoteattr(words)}/></w:textInput>"))),
    "filled text fields": _begun_by(lambda words: complex_field(" FORMTEXT ", run(words))),
    "drop-down fields": _begun_by(lambda words: field(" FORMDROPDOWN ", entries("其他", words, chosen='<w:result w:val="1"/>'))),
    "symbol fields": _begun_by(_symbols),
    "bullets of a symbol font": _bulleted,
    "text boxes": lambda lines: word_file(*(paragraph(runs=text_box(*_typed(lines[at : at + 3]))) for at in range(0, len(lines), 3))),
    "word art": lambda lines: word_file(paragraph(runs=word_art(lines[0])), *_typed(lines[1:])),
    "quotes": lambda lines: word_file(*map(_quoted, lines)),
    "ruby": lambda lines: word_file(
        *(paragraph(runs=f"<w:r><w:ruby><w:rt>{run('yin')}</w:rt><w:rubyBase>{run(line)}</w:rubyBase></w:ruby></w:r>") for line in lines)
    ),
    "old phonetic guides": lambda lines: word_file(
        *(paragraph(runs=field(rf"EQ \o\ad(\s\up 9(yin),{line[:1]})") + run(line[1:])) if line[:1].isalnum() else paragraph(line) for line in lines)
    ),
    "controls": lambda lines: word_file(*(control(paragraph(line), "<w:text/>") for line in lines), control(paragraph("点击输入"))),
    "backslashes": _backslashes,
}  # fmt: skip


@pytest.mark.parametrize("drawn", DRAWN)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem[:3])
def test_a_letter_reads_the_same_however_word_holds_it(seed: Path, drawn: str) -> None:
    text = seed.read_text(encoding="utf-8")
    data = DRAWN[drawn]([line for line in text.split("\n") if line.strip()])
    read = read_file("答复.docx", data)
    assert shape_of(read.text) == shape_of(text)
    assert read.left_out == ()
