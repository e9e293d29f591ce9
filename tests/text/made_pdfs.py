"""PDFs made on the spot: lines drawn where a test wants them, and letters set by LibreOffice and Chromium."""

from __future__ import annotations

import html
import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.chromium import NAMES as BROWSERS

FONT = "STSong-Light"
MARGIN = 70
SIZE = 16
LEADING = 28
TOP = 780
OFFICE = ("soffice", "libreoffice")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
PATIENCE = 120  # seconds, then a program hangs


def draw_pdf(*draw_pages: Callable[[Canvas], None], password: str | None = None) -> bytes:
    """Each page is drawn by a function of its own, beginning with 16 point Song."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, encrypt=StandardEncryption(password) if password else None)
    for draw in draw_pages:
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def make_pdf(*pages: Sequence[str], password: str | None = None) -> bytes:
    """Lay lines out on pages; a leading 　　 moves the line in as a typesetter does, without characters."""
    return draw_pdf(*(lambda canvas, lines=lines: draw_lines(canvas, lines) for lines in pages), password=password)


def draw_lines(canvas: Canvas, lines: Sequence[str], top: float = TOP) -> None:
    for place, line in enumerate(lines):
        indent = 2 * SIZE if line.startswith("　　") else 0
        canvas.drawString(MARGIN + indent, top - place * LEADING, line.strip("　"))


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to be set: the cells of the table above it, row by row, and its paragraphs."""

    name: str
    cells: Sequence[Sequence[str]]
    paragraphs: Sequence[str]

    @property
    def title(self) -> str:
        return next((one for one in self.paragraphs[:2] if one.endswith("的答复")), "答复函")


def place_of(paragraph: str) -> str:
    """Where a paragraph of a letter stands: `centre`, `right`, `flush` or `body`."""
    places = {
        # 对省政协十三届三次会议第157号委员提案的答复, 吉科发成〔2025〕84号; not a sentence
        "centre": r"[^，。]{6,60}的答复|\S{2,10}〔\d{4}〕\s?\d+\s?号",
        # 吉林省科学技术厅, 2025年6月18日; not 吉林省科学技术厅高度重视
        "right": r"\S{2,12}厅|\d{4}年\d{1,2}月\d{1,2}日",
        # 王洪福委员：; not 各位委员指出：问题
        "flush": r"\S{2,6}(?:委员|代表)[:：]",
    }
    return next((place for place, pattern in places.items() if re.fullmatch(pattern, paragraph)), "body")


def write_docx(letter: Letter, path: Path, *, running_head: str) -> None:
    """Set a letter in the manner of GB/T 9704: A4, 16 point type on lines of 28, page numbers — 1 —, a running head."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    _add(section.header.paragraphs[0], running_head, 9, WD_ALIGN_PARAGRAPH.CENTER)
    _number(section.footer.paragraphs[0])
    if letter.cells:
        table = document.add_table(len(letter.cells), 4, "Table Grid")
        for row, cells in zip(table.rows, letter.cells, strict=True):
            if len(cells) == 2:
                row.cells[1].merge(row.cells[3])
            for cell, text in zip(row.cells, cells, strict=False):
                _add(cell.paragraphs[0], text, 12, None)
    for text in letter.paragraphs:
        place = place_of(text)
        paragraph = document.add_paragraph()
        alignment = {"centre": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
        _add(paragraph, text, 22 if text == letter.title else 16, alignment.get(place, WD_ALIGN_PARAGRAPH.JUSTIFY))
        if place == "body":
            paragraph.paragraph_format.first_line_indent = Pt(32)
    document.save(str(path))


def _add(paragraph: Paragraph, text: str, size: float, alignment: WD_ALIGN_PARAGRAPH | None) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), "Noto Serif CJK SC"
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Noto Serif CJK SC")
    paragraph.alignment = alignment
    layout = paragraph.paragraph_format
    layout.space_after, layout.line_spacing_rule, layout.line_spacing = (
        Pt(0),
        WD_LINE_SPACING.EXACTLY,
        Pt(max(28, size * 1.6)),
    )


def _number(paragraph: Paragraph) -> None:
    """— 1 —"""
    _add(paragraph, "— ", 14, WD_ALIGN_PARAGRAPH.RIGHT)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    _add(paragraph, " —", 14, WD_ALIGN_PARAGRAPH.RIGHT)


PLAIN_WEB = "body {font: 16px 'Noto Sans CJK SC'; line-height: 1.8} h1 {text-align: center}"
OFFICIAL = """
@page {size: A4; margin: 37mm 26mm 35mm 28mm;
  @top-left {content: "吉林省科学技术厅文件"; font-size: 9pt}
  @bottom-right {content: "— " counter(page) " —"; font-size: 14pt}}
body {font: 16pt/28pt 'Noto Serif CJK SC'; margin: 0} p {margin: 0; text-align: justify} h1 {font-size: 22pt; line-height: 1.5; text-align: center}
.body {text-indent: 2em} .centre {text-align: center} .right {text-align: right}
table {border-collapse: collapse; width: 100%} td {border: 1px solid black; font-size: 12pt}
"""


def page_of(letter: Letter, style: str) -> str:
    """The letter as a web page."""
    rows = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in letter.cells)
    body = "".join(_element(text, letter) for text in letter.paragraphs)
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{letter.title}-吉林省科学技术厅</title>'
        f"<style>{style}</style></head><body><table>{rows}</table>{body}</body></html>"
    )


def _element(text: str, letter: Letter) -> str:
    tag = "h1" if text == letter.title else "p"
    return f'<{tag} class="{place_of(text)}">{html.escape(text)}</{tag}>'


def convert_by_office(paths: Sequence[Path], profile: Path, kind: str = "pdf") -> list[bytes]:
    """Have LibreOffice make PDFs of all files at once, or files of another kind: `doc:MS Word 97`."""
    folder = paths[0].parent
    _run(
        _program(OFFICE, "LibreOffice"),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--convert-to", kind, "--outdir", str(folder)),
        *map(str, paths),
    )
    return [path.with_suffix(f".{kind.partition(':')[0]}").read_bytes() for path in paths]


def print_by_browser(path: Path, profile: Path) -> bytes:
    """Have Chromium print a page as it does for people: with the date, the title and the address around it."""
    made = path.with_suffix(".pdf")
    _run(_program(BROWSERS, "Chromium"), *QUIET, f"--user-data-dir={profile}", f"--print-to-pdf={made}", path.as_uri())
    return made.read_bytes()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)


def _program(names: Sequence[str], called: str) -> str:
    """Return its path; without it the test is skipped and says so, with CI=true it fails."""
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        missing = f"找不到 {called}，没有用它做 PDF (none of {', '.join(names)} is on the path)"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    return path
