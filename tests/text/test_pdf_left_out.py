"""What a page shows beside plain text is read where it can be; what may be text and is not read is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kejiting.text.file_text import LeftOut
from kejiting.text.pdf import read_pdf
from tests.text.made_pdfs import draw_lines, draw_pdf
from tests.text.reading import pdf_text

BODY = [f"第{place}项工作已经按照时间表全部完成。" for place in "一二三四五六"]
SCAN = ImageReader(Image.new("L", (60, 84), 200))


def write(canvas: Canvas, x: float, y: float, words: str, mode: int = 0) -> None:
    text = canvas.beginText(x, y)
    text.setTextRenderMode(mode)
    text.textOut(words)
    text.setTextRenderMode(0)
    canvas.drawText(text)


def scan(canvas: Canvas) -> None:
    for place, line in enumerate(BODY):
        write(canvas, 70, 700 - 28 * place, line, mode=3)
    canvas.drawImage(SCAN, 0, 0, 595, 842)


def stamped_scan(canvas: Canvas) -> None:
    scan(canvas)
    canvas.drawString(400, 820, "扫描件")


def field(canvas: Canvas) -> None:
    draw_lines(canvas, ["文号：", "办理类别："], top=780)
    canvas.acroForm.textfield(name="no", value="JKFC-84", x=122, y=775, width=200, height=20)
    canvas.acroForm.choice(name="kind", value="A", options=["A", "B"], x=154, y=747, width=99, height=20)


def boxes(canvas: Canvas) -> None:
    draw_lines(canvas, ["　同意公开", "　不同意公开"])
    canvas.acroForm.checkbox(name="yes", checked=True, x=50, y=778, size=16)
    canvas.acroForm.checkbox(name="no", checked=False, x=50, y=750, size=16)


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (scan, "".join(BODY)),
        (stamped_scan, "扫描件" + "".join(BODY)),
        (field, "文号：JKFC-84办理类别：A"),
        (boxes, "☑同意公开☐不同意公开"),
    ],
)
def test_what_is_shown_is_read(draw: Callable[[Canvas], None], said: str) -> None:
    assert "".join(pdf_text(draw_pdf(draw)).split()) == said


def text(canvas: Canvas) -> None:
    draw_lines(canvas, BODY)


def picture(canvas: Canvas) -> None:
    canvas.drawImage(SCAN, 0, 0, 595, 842)


def other_hidden_words(canvas: Canvas) -> None:
    draw_lines(canvas, BODY)
    write(canvas, 70, 300, "另有说明", mode=3)


def empty_field(canvas: Canvas) -> None:
    draw_lines(canvas, ["文号："])
    canvas.acroForm.textfield(name="no", value="", x=122, y=775, width=200, height=20)


def upright_words(canvas: Canvas) -> None:
    draw_lines(canvas, BODY)
    for place, char in enumerate("科技简报"):
        canvas.drawString(30, 600 - 18 * place, char)


def other_words_between_lines(canvas: Canvas) -> None:
    draw_lines(canvas, BODY)
    write(canvas, 75, 775, "本件送审另有附页", mode=3)


def tiny_words(canvas: Canvas) -> None:
    draw_lines(canvas, BODY)
    canvas.setFontSize(1)
    canvas.drawString(70, 790, "转载须注明出处")


def printers_line(canvas: Canvas) -> None:
    canvas.setCropBox((30, 30, 565, 812))
    draw_lines(canvas, BODY)
    canvas.drawString(40, 820, "排版第3稿")


def half_of_a_sheet(canvas: Canvas) -> None:
    """Two pages of a letter on one sheet, of which one is shown."""
    canvas.setCropBox((0, 421, 595, 842))
    draw_lines(canvas, BODY[:3])
    draw_lines(canvas, BODY[3:], top=300)


def other_half(canvas: Canvas) -> None:
    half_of_a_sheet(canvas)
    canvas.setCropBox((0, 0, 595, 421))


def words_along_the_edge(canvas: Canvas) -> None:
    draw_lines(canvas, BODY)
    canvas.translate(30, 300)
    canvas.rotate(90)
    canvas.drawString(0, 0, "装订线内")


def turned_watermark(canvas: Canvas) -> None:
    draw_lines(canvas, BODY)
    canvas.translate(150, 300)
    canvas.rotate(38)
    canvas.setFontSize(60)
    canvas.drawString(0, 0, "内部资料")


def field_on_its_side(canvas: Canvas) -> None:
    canvas.translate(595, 0)
    canvas.rotate(90)
    draw_lines(canvas, BODY, top=500)
    canvas.acroForm.textfield(name="no", value="JKFC", x=300, y=100, width=90, height=20)


def picture_of_a_table(canvas: Canvas) -> None:
    draw_lines(canvas, BODY)
    canvas.drawImage(SCAN, 70, 200, 400, 250)


def picture_in_strips(canvas: Canvas) -> None:
    draw_lines(canvas, BODY)
    for place in range(8):
        canvas.drawImage(SCAN, 70, 200 + 20 * place, 400, 20)


def seal_and_ornaments(canvas: Canvas) -> None:
    draw_lines(canvas, BODY)
    canvas.drawImage(SCAN, 60, 560, 110, 110)
    canvas.drawImage(SCAN, 70, 500, 450, 2)
    canvas.drawImage(SCAN, 50, 400, 12, 12)


def ground(canvas: Canvas) -> None:
    canvas.drawImage(SCAN, 40, 600, 500, 220)
    draw_lines(canvas, BODY)


def comments(canvas: Canvas) -> None:
    draw_lines(canvas, BODY)
    canvas.highlightAnnotation("请核对", Rect=(70, 700, 200, 716))
    canvas.highlightAnnotation("", Rect=(70, 600, 200, 616))
    canvas.linkURL("https://example.cn/", (70, 500, 200, 516))


@pytest.mark.parametrize(
    ("pages", "left_out"),
    [
        ([text], []),
        ([text, picture], [LeftOut("整页图片", "第2页")]),
        ([other_hidden_words], [LeftOut("看不见的文字", "第1页，4个字")]),
        ([text, empty_field], []),
        ([upright_words], [LeftOut("竖排文字", "第1页，4个字")]),
        ([other_words_between_lines], [LeftOut("看不见的文字", "第1页，8个字")]),
        ([tiny_words], [LeftOut("看不见的文字", "第1页，7个字")]),
        ([printers_line], [LeftOut("页面之外的文字", "第1页，5个字")]),
        ([half_of_a_sheet, other_half], []),
        ([half_of_a_sheet], [LeftOut("页面之外的文字", "第1页，48个字")]),
        ([words_along_the_edge], [LeftOut("斜放的文字", "第1页，4个字")]),
        ([turned_watermark], []),
        ([text, picture_of_a_table], [LeftOut("图片", "第2页")]),
        ([picture_in_strips], [LeftOut("图片", "第1页")]),
        ([seal_and_ornaments], []),
        ([ground], []),
        ([comments], [LeftOut("批注", "第1页")]),
        ([field_on_its_side], [LeftOut("填在表单里的文字", "第1页，4个字")]),
    ],
    ids=lambda value: "-".join(page.__name__ for page in value if callable(page)),
)
def test_what_is_left_out_is_told(pages: list[Callable[[Canvas], None]], left_out: list[LeftOut]) -> None:
    assert list(read_pdf(draw_pdf(*pages)).left_out) == left_out


def test_people_are_told_where_to_look_and_of_no_empty_field() -> None:
    data = draw_pdf(text, picture, other_hidden_words, empty_field, printers_line, upright_words)
    assert read_pdf(data).left_out == (
        LeftOut("整页图片", "第2页"),
        LeftOut("看不见的文字", "第3页，4个字"),
        LeftOut("竖排文字", "第6页，4个字"),
        LeftOut("页面之外的文字", "第5页，5个字"),
    )


def test_a_layer_switched_off_is_no_text() -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, BODY)
        canvas._code.append("/OC /MC0 BDC")
        canvas.drawString(70, 300, "内部资料")
        canvas._code.append("EMC")

    data = draw_pdf(draw)
    assert "内部资料" in pdf_text(data)
    data = data.replace(b"/ProcSet", b"/Properties << /MC0 99 0 R >> /ProcSet")
    data = data.replace(b"/Type /Catalog", b"/OCProperties << /D << /OFF [ 99 0 R ] >> >> /Type /Catalog")
    assert "内部资料" not in pdf_text(data)


def test_attached_files_are_told() -> None:
    data = draw_pdf(text).replace(
        b"/Type /Catalog",
        b"/Names << /EmbeddedFiles << /Kids [ << /Names [ (a) << >> (b) << >> ] >> ] >> >> /Type /Catalog",
    )
    assert read_pdf(data).left_out == (LeftOut("附带的文件", times=2),)


def test_an_entry_in_chinese_stands_behind_its_label() -> None:
    entry = "吉科发成〔2025〕84号"
    data = draw_pdf(field)
    data = data.replace(b"(JKFC-84)", b"<FEFF" + entry.encode("utf-16-be").hex().encode() + b">")
    assert f"文号：{entry}" in pdf_text(data)
