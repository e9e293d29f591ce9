"""Read the text of a PDF: a paragraph a line, marked by two wide spaces, without what belongs to the page."""

from __future__ import annotations

import io
import logging
import unicodedata
from typing import Literal, NamedTuple

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from kejiting.text.file_text import FileText, LeftOut
from kejiting.text.marks import LOST
from kejiting.text.pdf.canvas import SeenPage, layers_off
from kejiting.text.pdf.columns import lines_in_columns
from kejiting.text.pdf.direction import level, without_upright
from kejiting.text.pdf.fields import fields_of
from kejiting.text.pdf.furniture import PrintedPage, without_furniture
from kejiting.text.pdf.layers import text_of
from kejiting.text.pdf.paragraphs import set_in_paragraphs
from kejiting.text.pdf.tables import lines_and_rows
from kejiting.text.radicals import without_radicals
from kejiting.text.unreadable import UnreadableFile

# pdfminer reports every odd font and colour of a page; none of it concerns the text.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

MAX_PAGES = 300
# A scan may carry the stamp of the program that made it: so few characters a page are no letter.
_SCAN_CHARACTERS = 30
_SCAN_COVERS = 0.5
_NO_TEXT = "这份 PDF 里没有文字（可能是扫描件），请先用 OCR 转成带文字的 PDF 或 Word 后再上传。"
_GARBLED = "这份 PDF 的字体没有编码，复制出来是乱码，请从原来的程序重新导出，或用 OCR 转成带文字的 PDF 后再上传。"
# One in so many characters may be unknown: a bullet, a seal
_MOST_UNKNOWN = 33
# Private use, unassigned, half of a pair, control
_UNKNOWN = {"Co", "Cn", "Cs", "Cc"}


Kind = Literal["picture", "hidden", "upright", "field"]


# Printers' lines, doubles and hidden copies of what is seen are nothing that a letter says
_TOLD: dict[Kind, str] = {"picture": "整页图片", "upright": "竖排文字"}


class PageNote(NamedTuple):
    """What of a page may be text and was not read: how much of it, counted in characters, fields or pictures."""

    kind: Kind
    page: int
    much: int


def read_pdf(data: bytes) -> str:
    """Return the text; raise `UnreadableFile` if the file is broken, locked, too long, only pictures or garbled."""
    return read_pdf_with_notes(data)[0]


def read_pdf_file(data: bytes) -> FileText:
    """Return the text with what people should look at in the file itself; raise `UnreadableFile` as `read_pdf` does."""
    text, notes = read_pdf_with_notes(data)
    told = (LeftOut(_TOLD[note.kind], f"第{note.page}页") for note in notes if note.kind in _TOLD)
    return FileText(text, tuple(told))


def read_pdf_with_notes(data: bytes) -> tuple[str, list[PageNote]]:
    """Return the text, and what was left out of it; raise `UnreadableFile` as `read_pdf` does."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                raise UnreadableFile(f"这份 PDF 超过 {MAX_PAGES} 页，不像一份答复或方案，请拆开后再上传。")
            return _text(document)
    except UnreadableFile:
        raise
    except Exception as error:
        # A broken PDF may fail anywhere inside the parser, with whatever the broken bytes lead to.
        raise UnreadableFile(_reason(error)) from error


def _text(document: PDF) -> tuple[str, list[PageNote]]:
    off = layers_off(document)
    printed: list[PrintedPage] = []
    notes: list[PageNote] = []
    scans, turned = 0, False
    for page in document.pages:
        seen = SeenPage(page, off)
        lines, left_out, turned = _lines(seen, goes_on=turned)
        printed.append(lines)
        notes += left_out
        scans += _is_picture(seen)
        seen.close()
    width = max((page.width for page in printed), default=0)
    text = set_in_paragraphs(without_furniture(printed), width)
    if not text.strip() or (scans == len(printed) and len(text) < _SCAN_CHARACTERS * scans):
        raise UnreadableFile(_NO_TEXT)
    if _is_garbled(text):
        raise UnreadableFile(_GARBLED)
    return without_radicals(text), notes


def _lines(page: SeenPage, *, goes_on: bool) -> tuple[PrintedPage, list[PageNote], bool]:
    """The lines of a page as they are read, what was left out of it, and whether it was turned to be read."""
    inked = [char for char in page.chars if char["text"].strip()]
    chars, sheet = level(inked, page.sheet, goes_on=goes_on)
    turned = chars is not inked
    entries, empty = fields_of(page, chars)
    if not turned:
        chars, hidden = text_of(chars, sheet, page.images, [*page.rects, *page.curves])
        chars, upright = (chars, 0) if page.rects or page.lines else without_upright(chars)
        lines = lines_and_rows(page, [*chars, *entries], sheet)
    else:
        # Rules, pictures and fields stay as they lie.
        chars, hidden = text_of(chars, sheet, (), ())
        lines, empty, upright = lines_in_columns(chars, sheet), empty + bool(entries), 0
    counts: dict[Kind, int] = {"hidden": hidden, "upright": upright, "field": empty}
    counts["picture"] = not lines and _is_picture(page)
    notes = [PageNote(kind, page.page_number, int(count)) for kind, count in counts.items() if count]
    return PrintedPage(lines, sheet[3] - sheet[1], sheet[2] - sheet[0]), notes, turned


def _is_picture(page: Page) -> bool:
    covered = sum(image["width"] * image["height"] for image in page.images)
    return bool(covered > page.width * page.height * _SCAN_COVERS)


def _is_garbled(text: str) -> bool:
    unknown = sum(char == LOST or unicodedata.category(char) in _UNKNOWN for char in text if not char.isspace())
    return unknown * _MOST_UNKNOWN > len(text)


def _reason(error: Exception) -> str:
    locked = (PDFEncryptionError, PDFPasswordIncorrect)
    inner = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    if isinstance(error, locked) or isinstance(inner, locked):
        return "这份 PDF 设了密码，请去掉密码后再上传。"
    return "这份 PDF 已损坏，打不开，请重新导出后再上传。"
