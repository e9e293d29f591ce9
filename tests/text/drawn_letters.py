"""The seed letters drawn with reportlab line by line, so that a test may draw anything around, under or over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from kejiting.text.clean import clean
from kejiting.text.plain import read_plain
from tests.text.made_pdfs import FONT, Letter, draw_pdf, place_of

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures/letters").glob("*.txt"))
TEXTS = {path.stem[:3]: read_plain(path.read_bytes()) for path in FIXTURES}


class Setting(NamedTuple):
    """How a letter is set, in points; `spacing` is what stands between two letters."""

    left: float = 80
    right: float = 512
    top: float = 770
    bottom: float = 80
    size: float = 16
    leading: float = 28
    spacing: float = 0


PLAIN = Setting()


class Line(NamedTuple):
    """A line to be drawn: where its baseline begins, its size of type and its words."""

    x: float
    y: float
    size: float
    text: str


def letter_of(name: str) -> Letter:
    cells = [[cell for cell in line.split("\t") if cell.strip()] for line in TEXTS[name].splitlines() if "\t" in line]
    fields = sum(len(row) for row in cells) // 2
    return Letter(name, cells, clean(TEXTS[name]).split("\n")[fields:])


def lay_out(letter: Letter, setting: Setting) -> list[list[Line]]:
    """Break a letter into lines and pages; of a table, each label and value."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    pages: list[list[Line]] = [[]]
    y = setting.top
    for x, text in _placed(letter, setting):
        if y < setting.bottom:
            pages.append([])
            y = setting.top
        pages[-1].append(Line(x, y, setting.size, text))
        y -= setting.leading
    return pages


def _placed(letter: Letter, setting: Setting) -> Iterator[tuple[float, str]]:
    for row in letter.cells:
        for label, value in zip(row[::2], row[1::2], strict=False):
            yield from _wrapped(f"{label.rstrip('：:')}：{value}", setting, indent=0)
    for text in letter.paragraphs:
        place = place_of(text)
        lines = list(_wrapped(text, setting, indent=2 * setting.size if place == "body" else 0))
        if place in ("centre", "right") and len(lines) == 1:
            free = setting.right - setting.left - width_of(text, setting)
            lines = [(setting.left + (free / 2 if place == "centre" else free), text)]
        yield from lines


def _wrapped(text: str, setting: Setting, indent: float) -> Iterator[tuple[float, str]]:
    x, line = setting.left + indent, ""
    for char in text:
        if line and x + width_of(line + char, setting) > setting.right:
            yield x, line
            x, line = setting.left, ""
        line += char
    yield x, line


def width_of(text: str, setting: Setting) -> float:
    width: float = pdfmetrics.stringWidth(text, FONT, setting.size)
    return width + len(text) * setting.spacing


def draw_lines(
    canvas: Canvas, page: Sequence[Line], *, right: float = 0, down: float = 0, mode: int = 0, spacing: float = 0
) -> None:
    """Draw the lines of a page, all moved by so many points; `mode` 3 draws what nobody sees."""
    for line in page:
        words = canvas.beginText(line.x + right, line.y - down)
        words.setFont(FONT, line.size)
        words.setTextRenderMode(mode)
        words.setCharSpace(spacing)
        words.textOut(line.text)
        words.setTextRenderMode(0)
        canvas.drawText(words)


def drawn(letter: Letter, draw: Callable[[Canvas, Sequence[Line]], None], setting: Setting = PLAIN) -> bytes:
    """The letter as a PDF, each page drawn by the function given."""
    return draw_pdf(*(lambda canvas, page=page: draw(canvas, page) for page in lay_out(letter, setting)))
