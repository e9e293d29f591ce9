"""Read the text of a PDF: a paragraph a line, marked by two wide spaces, without what belongs to the page."""

from __future__ import annotations

import io
import logging
import unicodedata
from collections.abc import Sequence

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from kejiting.text.marks import LOST
from kejiting.text.pdf.furniture import PrintedPage, without_furniture
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


def read_pdf(data: bytes) -> str:
    """Return the text; raise `UnreadableFile` if the file is broken, locked, too long, only pictures or garbled."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                raise UnreadableFile(f"这份 PDF 超过 {MAX_PAGES} 页，不像一份答复或方案，请拆开后再上传。")
            text = _text(document.pages)
    except UnreadableFile:
        raise
    except Exception as error:
        # A broken PDF may fail anywhere inside the parser, with whatever the broken bytes lead to.
        raise UnreadableFile(_reason(error)) from error
    return text


def _text(pages: Sequence[Page]) -> str:
    printed, scans = [], 0
    for page in pages:
        printed.append(PrintedPage(lines_and_rows(page), page.height))
        scans += _is_picture(page)
        page.close()
    width = max((page.width for page in pages), default=0)
    text = set_in_paragraphs(without_furniture(printed), width)
    if not text.strip() or (scans == len(pages) and len(text) < _SCAN_CHARACTERS * scans):
        raise UnreadableFile(_NO_TEXT)
    if _is_garbled(text):
        raise UnreadableFile(_GARBLED)
    return without_radicals(text)


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
