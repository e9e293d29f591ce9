"""Characters come together to the lines that a reader sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from kejiting.text.pdf.lines import printed_lines
from tests.text.made_pdfs import FONT, draw_pdf
from tests.text.reading import pdf_text

PAGE = (0.0, 0.0, 595.0, 842.0)


def superscript(canvas: Canvas) -> None:
    canvas.drawString(70, 700, "面积")
    canvas.drawString(70 + 32, 700, "m")
    canvas.setFont(FONT, 9)
    canvas.drawString(70 + 32 + canvas.stringWidth("m", FONT, 16), 706, "2")
    canvas.setFont(FONT, 16)
    canvas.drawString(70 + 54, 700, "以上")


def printed_twice(canvas: Canvas) -> None:
    canvas.drawString(70, 700, "一一落实举措1100")
    canvas.drawString(70.4, 700, "一一落实举措1100")


def under_a_watermark(canvas: Canvas) -> None:
    canvas.drawString(70, 700, "落实举措")
    canvas.rotate(45)
    canvas.drawString(400, 400, "内部资料")


def beside_upright_marks(canvas: Canvas) -> None:
    canvas.drawString(70, 700, "落实举措")
    canvas.rotate(90)
    canvas.drawString(300, -30, "装订线")


def partly_off_the_page(canvas: Canvas) -> None:
    canvas.drawString(70, 700, "落实举措")
    canvas.drawString(70, -40, "裁掉的字")
    canvas.drawString(700, 700, "裁掉的字")


def under_a_picture(canvas: Canvas) -> None:
    words = canvas.beginText(70, 700)
    words.setTextRenderMode(3)
    words.textOut("落实举措")
    canvas.drawText(words)


def in_fonts_of_other_depth(canvas: Canvas) -> None:
    canvas.drawString(70, 700, "共")
    canvas.setFont("Times-Roman", 16)
    canvas.drawString(86, 700, "1928")
    canvas.setFont(FONT, 16)
    canvas.drawString(118, 700, "个")


def on_a_page_lying_on_its_side(canvas: Canvas) -> None:
    canvas.setPageRotation(90)
    canvas.rotate(90)
    canvas.drawString(70, -100, "落实举措")


def set_wide(canvas: Canvas) -> None:
    for place, char in enumerate("通知书"):
        canvas.drawString(200 + place * 22, 700, char)


def digits_set_wide(canvas: Canvas) -> None:
    canvas.drawString(70, 700, "达到")
    for place, digit in enumerate("2518"):
        canvas.drawString(105 + place * 13, 700, digit)
    canvas.drawString(157, 700, "人")


def spaced_with_blanks(canvas: Canvas) -> None:
    canvas.drawString(70, 700, "电 话 ： 0 4 3 1 - 8 8 9 7")


def words_of_one_letter(canvas: Canvas) -> None:
    canvas.drawString(70, 700, "The plan of A B C is on")


@pytest.mark.parametrize(
    ("draw", "read"),
    [
        (digits_set_wide, "达到2518人"),
        (spaced_with_blanks, "电话：0431-8897"),
        (words_of_one_letter, "The plan of A B C is on"),
        (superscript, "面积m2以上"),
        (printed_twice, "一一落实举措1100"),
        (under_a_watermark, "落实举措"),
        (beside_upright_marks, "落实举措"),
        (partly_off_the_page, "落实举措"),
        (under_a_picture, "落实举措"),
        (in_fonts_of_other_depth, "共1928个"),
        (set_wide, "通知书"),
        (on_a_page_lying_on_its_side, "落实举措"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_a_line_reads_as_it_is_seen(draw: Callable[[Canvas], None], read: str) -> None:
    assert pdf_text(draw_pdf(draw)) == read


def typed(glyphs: str) -> list[dict[str, Any]]:
    return [
        {"text": glyph, "x0": 70 + 16.0 * place, "x1": 86 + 16.0 * place, "width": 16.0, "size": 16.0}
        | {"top": 126.0, "bottom": 142.0, "baseline": 142.0, "matrix": (1, 0, 0, 1, 70 + 16.0 * place, 700)}
        for place, glyph in enumerate(glyphs)
    ]


@pytest.mark.parametrize(
    ("glyphs", "read"),
    [("ﬁle", "file"), ("oﬃce", "office"), ("tech\u00adnology", "technology"), ("科\u200b技厅", "科技厅")],
)
def test_joined_letters_are_written_out_and_marks_without_width_dropped(glyphs: str, read: str) -> None:
    assert [line.text for line in printed_lines(typed(glyphs), PAGE)] == [read]


def test_a_line_knows_where_it_stands() -> None:
    (line,) = printed_lines(typed("“关于促进”"), PAGE)
    assert (line.left, line.right, line.baseline, line.size, line.lead) == (70, 166, 142, 16, 32)


def test_a_picture_at_the_head_of_a_line_is_a_bullet() -> None:
    """Symbol and Wingdings have their signs in the private area."""

    def char(text: str, left: float) -> dict[str, object]:
        box = {"x0": left, "x1": left + 16, "top": 84, "bottom": 100, "width": 16}
        return {"text": text, "size": 16, "baseline": 100, "matrix": (16, 0, 0, 16, left, 0), **box}

    line = [char(text, 70 + 16 * place) for place, text in enumerate("\uf0b7落实")]
    assert [printed.text for printed in printed_lines(line, (0, 0, 595, 842))] == ["•落实"]
