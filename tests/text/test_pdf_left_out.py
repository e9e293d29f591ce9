"""What a page shows beside plain text is read where it can be; what may be text and is not read is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kejiting.text.pdf import PageNote, read_pdf, read_pdf_with_notes
from tests.text.made_pdfs import draw_lines, draw_pdf

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
    assert "".join(read_pdf(draw_pdf(draw)).split()) == said


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


@pytest.mark.parametrize(
    ("pages", "notes"),
    [
        ([text], []),
        ([text, picture], [PageNote("picture", 2, 1)]),
        ([other_hidden_words], [PageNote("hidden", 1, 4)]),
        ([text, empty_field], [PageNote("field", 2, 1)]),
        ([upright_words], [PageNote("upright", 1, 4)]),
    ],
    ids=lambda value: "-".join(page.__name__ for page in value if callable(page)),
)
def test_what_is_left_out_is_told(pages: list[Callable[[Canvas], None]], notes: list[PageNote]) -> None:
    assert read_pdf_with_notes(draw_pdf(*pages))[1] == notes


def test_a_layer_switched_off_is_no_text() -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, BODY)
        canvas._code.append("/OC /MC0 BDC")
        canvas.drawString(70, 300, "内部资料")
        canvas._code.append("EMC")

    data = draw_pdf(draw)
    assert "内部资料" in read_pdf(data)
    data = data.replace(b"/ProcSet", b"/Properties << /MC0 99 0 R >> /ProcSet")
    data = data.replace(b"/Type /Catalog", b"/OCProperties << /D << /OFF [ 99 0 R ] >> >> /Type /Catalog")
    assert "内部资料" not in read_pdf(data)


def test_an_entry_in_chinese_stands_behind_its_label() -> None:
    entry = "吉科发成〔2025〕84号"
    data = draw_pdf(field)
    data = data.replace(b"(JKFC-84)", b"<FEFF" + entry.encode("utf-16-be").hex().encode() + b">")
    assert f"文号：{entry}" in read_pdf(data)
