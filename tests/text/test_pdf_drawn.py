"""However a page is drawn, a letter reads as its text: whatever lies over, under or beside it, and however it is set."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from math import cos, radians, sin

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kejiting.text.file_text import LeftOut
from kejiting.text.pdf import read_pdf
from tests.text.drawn_letters import TEXTS, Line, Setting, draw_lines, drawn, lay_out, letter_of, width_of
from tests.text.made_pdfs import FONT, draw_pdf
from tests.text.reading import pdf_text, shape_of

Page = Sequence[Line]
SCAN = ImageReader(Image.new("L", (60, 84), 200))


def plain(canvas: Canvas, page: Page) -> None:
    draw_lines(canvas, page)


def invisible_beside(canvas: Canvas, page: Page) -> None:
    draw_lines(canvas, page)
    draw_lines(canvas, page, right=3, down=-2, mode=3)


def invisible_below(canvas: Canvas, page: Page) -> None:
    draw_lines(canvas, page, down=8, mode=3)
    draw_lines(canvas, page)


def invisible_far_away(canvas: Canvas, page: Page) -> None:
    draw_lines(canvas, page)
    draw_lines(canvas, page, right=15, down=19, mode=3)


def only_invisible(canvas: Canvas, page: Page) -> None:
    draw_lines(canvas, page, mode=3)


def invisible_on_a_scan(canvas: Canvas, page: Page) -> None:
    canvas.drawImage(SCAN, 0, 0, 595, 842)
    draw_lines(canvas, page, mode=3)


def below_a_scan(canvas: Canvas, page: Page) -> None:
    draw_lines(canvas, page)
    canvas.drawImage(SCAN, 0, 0, 595, 842)


def white(canvas: Canvas, page: Page) -> None:
    draw_lines(canvas, page)
    canvas.setFillGray(1)
    draw_lines(canvas, page, right=5, down=6)


def white_on_blue(canvas: Canvas, page: Page) -> None:
    canvas.setFillColorRGB(0, 0, 0.6)
    canvas.rect(0, 0, 595, 842, stroke=0, fill=1)
    canvas.setFillGray(1)
    draw_lines(canvas, page)


def clipped_away(canvas: Canvas, page: Page) -> None:
    draw_lines(canvas, page)
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(10, 10, 5, 5)
    canvas.clipPath(path, stroke=0)
    draw_lines(canvas, page, down=9)
    canvas.drawString(80, 300, "第三稿")
    canvas.restoreState()


def outside_the_crop_box(canvas: Canvas, page: Page) -> None:
    canvas.setCropBox((30, 30, 565, 812))
    draw_lines(canvas, page)
    canvas.drawString(40, 820, "排版：某某印务 第3稿 2025-05-27")
    canvas.drawString(40, 8, "（送审稿）")


def bold_by_twice(canvas: Canvas, page: Page) -> None:
    draw_lines(canvas, page)
    draw_lines(canvas, page, right=0.4)


def shadowed(canvas: Canvas, page: Page) -> None:
    canvas.setFillGray(0.5)
    draw_lines(canvas, page, right=2, down=2)
    canvas.setFillGray(0)
    draw_lines(canvas, page)


def doubled_below(canvas: Canvas, page: Page) -> None:
    draw_lines(canvas, page)
    draw_lines(canvas, page, right=1, down=7)


def _mark(canvas: Canvas, x: float, y: float, size: float, grey: float) -> None:
    canvas.setFont(FONT, size)
    canvas.setFillGray(grey)
    canvas.drawString(x, y, "内部资料")
    canvas.setFillGray(0)


def light_level_watermark(canvas: Canvas, page: Page) -> None:
    _mark(canvas, 190, page[len(page) // 2].y - 4, 60, 0.85)
    draw_lines(canvas, page)


def huge_dark_watermark(canvas: Canvas, page: Page) -> None:
    draw_lines(canvas, page)
    _mark(canvas, 120, page[0].y - 20, 72, 0.3)


def half_transparent_watermark(canvas: Canvas, page: Page) -> None:
    canvas.setFillAlpha(0.2)
    _mark(canvas, 150, page[0].y - 8, 48, 0)
    canvas.setFillAlpha(1)
    draw_lines(canvas, page)


def tiled_watermark(canvas: Canvas, page: Page) -> None:
    for row in range(6):
        for column in range(3):
            _mark(canvas, 60 + column * 180, 100 + row * 130, 16, 0.75)
    draw_lines(canvas, page)


def turned_watermark(canvas: Canvas, page: Page) -> None:
    draw_lines(canvas, page)
    canvas.saveState()
    canvas.translate(150, 300)
    canvas.rotate(38)
    _mark(canvas, 0, 0, 60, 0.4)
    canvas.restoreState()


def marked_as_watermark(canvas: Canvas, page: Page) -> None:
    draw_lines(canvas, page)
    canvas._code.append("/Artifact <</Subtype /Watermark /Type /Pagination>> BDC")
    canvas.drawString(80, page[-1].y - 14, "内部资料")
    canvas._code.append("EMC")


def _seal(canvas: Canvas, x: float, y: float, words: str, radius: float, red: float) -> None:
    canvas.setFillColorRGB(red, 0, 0)
    for place, char in enumerate(words):
        angle = 120 - 240 * place / (len(words) - 1)
        canvas.saveState()
        canvas.translate(x - radius * sin(radians(angle)), y + radius * cos(radians(angle)))
        canvas.rotate(angle)
        canvas.setFont(FONT, 13)
        canvas.drawString(-6.5, 0, char)
        canvas.restoreState()
    canvas.setFont(FONT, 8)
    canvas.drawCentredString(x, y - radius * 0.8, "2201000012345")
    canvas.setFillGray(0)


def red_seal(canvas: Canvas, page: Page) -> None:
    draw_lines(canvas, page)
    _seal(canvas, 430, page[-1].y + 10, "吉林省科学技术厅章", 56, 1)


def tiny_beside(canvas: Canvas, page: Page) -> None:
    draw_lines(canvas, page)
    for line in page:
        canvas.setFont(FONT, 1)
        canvas.drawString(line.x + 40, line.y - 10, "转载须注明出处")


def black_seals(canvas: Canvas, page: Page) -> None:
    _seal(canvas, 180, page[-1].y + 12, "吉林省科学技术厅", 50, 0)
    _seal(canvas, 400, page[-1].y + 17, "吉林省财政厅公章", 50, 0)
    draw_lines(canvas, page)


# Of these the letter says nothing that is seen; of the others all that is left out is on the page, too.
TOLD = {
    clipped_away: {"页面之外的文字"},
    outside_the_crop_box: {"页面之外的文字"},
    tiny_beside: {"看不见的文字"},
}


DRAWINGS = (
    plain, invisible_beside, invisible_below, invisible_far_away, only_invisible, invisible_on_a_scan, below_a_scan,
    white, white_on_blue, clipped_away, outside_the_crop_box, bold_by_twice, shadowed, doubled_below,
    light_level_watermark, huge_dark_watermark, half_transparent_watermark, tiled_watermark, turned_watermark,
    marked_as_watermark, tiny_beside, red_seal, black_seals,
)  # fmt: skip
# Each on two of the letters, the next on the other two; `make soak` draws all
ONE_OF = 1 if "SOAK" in os.environ else 2
DRAWN = [(draw, name) for number, draw in enumerate(DRAWINGS) for name in [*TEXTS][number % ONE_OF :: ONE_OF]]


@pytest.mark.parametrize(("draw", "name"), DRAWN)
def test_a_letter_reads_as_its_text(draw: Callable[[Canvas, Page], None], name: str) -> None:
    read = read_pdf(drawn(letter_of(name), draw))
    assert shape_of(read.text) == shape_of(TEXTS[name])
    assert {part.kind for part in read.left_out} == TOLD.get(draw, set())


@pytest.mark.parametrize("spacing", [1.5, 3, 6])
@pytest.mark.parametrize("name", TEXTS)
def test_spaced_out_type_reads_as_its_text(name: str, spacing: float) -> None:
    def draw(canvas: Canvas, page: Page) -> None:
        draw_lines(canvas, page, spacing=spacing)

    setting = Setting(left=60, right=540, size=12, leading=24, spacing=spacing)
    assert shape_of(pdf_text(drawn(letter_of(name), draw, setting))) == shape_of(TEXTS[name])


COLUMN = Setting(left=50, right=282, top=760, size=11, leading=20)
LYING = Setting(left=80, right=760, top=540, bottom=60)
# Two digits share a place
PLACES = re.compile(r"[!-~ ]{1,2}|.")


@pytest.mark.parametrize("name", TEXTS)
def test_two_columns_are_read_one_after_the_other(name: str) -> None:
    def draw(canvas: Canvas, left: Page, right: Page) -> None:
        draw_lines(canvas, left)
        draw_lines(canvas, right, right=263, down=3)
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(297, 40, f"- {canvas.getPageNumber()} -")

    columns = [*lay_out(letter_of(name), COLUMN), []]
    pages = zip(columns[::2], columns[1::2], strict=False)
    data = draw_pdf(*(lambda canvas, pair=pair: draw(canvas, *pair) for pair in pages))
    read = read_pdf(data)
    assert shape_of(read.text) == shape_of(TEXTS[name])
    assert read.left_out == ()


NARROW = Setting(left=40, right=200, top=760, size=10, leading=18)


@pytest.mark.parametrize("name", TEXTS)
def test_the_order_of_three_columns_is_doubted(name: str) -> None:
    columns = lay_out(letter_of(name), NARROW)

    def draw(canvas: Canvas, first: int) -> None:
        for place, column in enumerate(columns[first : first + 3]):
            draw_lines(canvas, column, right=178 * place)

    data = draw_pdf(*(lambda canvas, first=first: draw(canvas, first) for first in range(0, len(columns), 3)))
    assert LeftOut("分栏的先后次序", "第1页") in read_pdf(data).left_out


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("turn", [(90, 595, 0), (-90, 0, 842)])
def test_a_page_lying_on_its_side_is_turned(name: str, turn: tuple[float, float, float]) -> None:
    def draw(canvas: Canvas, page: Page) -> None:
        canvas.translate(*turn[1:])
        canvas.rotate(turn[0])
        draw_lines(canvas, page)

    assert shape_of(pdf_text(drawn(letter_of(name), draw, LYING))) == shape_of(TEXTS[name])


@pytest.mark.parametrize("name", TEXTS)
def test_upright_columns_are_read_from_the_right(name: str) -> None:
    def draw(canvas: Canvas, page: Page) -> None:
        for line in page:
            canvas.setFont(FONT, line.size)
            for place, piece in enumerate(PLACES.findall(line.text)):
                canvas.drawCentredString(line.y, 842 - line.x - (place + 1) * line.size, piece)

    assert shape_of(pdf_text(drawn(letter_of(name), draw, LYING))) == shape_of(TEXTS[name])


SMALL = Setting(size=12, leading=24)


@pytest.mark.parametrize("name", [name for name in TEXTS if letter_of(name).cells])
def test_the_fields_of_a_form_read_as_their_entries(name: str) -> None:
    letter = letter_of(name)
    labels = tuple(f"{label.rstrip('：:')}：" for row in letter.cells for label in row[::2])
    entries: list[str] = []

    def draw(canvas: Canvas, page: Page) -> None:
        for line in page:
            label, colon, entry = line.text.partition("：")
            if not line.text.startswith(labels) or len(entries) == len(labels):
                draw_lines(canvas, [line])
                continue
            draw_lines(canvas, [line._replace(text=label + colon)])
            x = line.x + width_of(label + colon, SMALL)
            # reportlab writes no Chinese into fields: that is put in afterwards.
            stand_in, width = f"E{len(entries):03}", 512 - x
            canvas.acroForm.textfield(name=stand_in, value=stand_in, x=x, y=line.y - 5, width=width, height=18)
            entries.append(entry)

    data = drawn(letter, draw, SMALL)
    for place, entry in enumerate(entries):
        written = b"<FEFF" + entry.encode("utf-16-be").hex().encode() + b">"
        data = data.replace(f"/V (E{place:03})".encode(), b"/V " + written)
    read = read_pdf(data)
    assert len(entries) == len(labels)
    assert shape_of(read.text) == shape_of(TEXTS[name])
    assert read.left_out == ()
