"""Read the text of a PDF: a paragraph a line, marked by two wide spaces, without what belongs to the page."""

from __future__ import annotations

import io
import logging
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple, cast

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from kejiting.text.file_text import WHOLE_PAGE, FileText, LeftOut
from kejiting.text.marks import LOST
from kejiting.text.pdf.attached import count_attached
from kejiting.text.pdf.canvas import SeenPage, layers_off
from kejiting.text.pdf.columns import is_read_across, lines_in_columns
from kejiting.text.pdf.direction import level, without_upright
from kejiting.text.pdf.drawn_page import DrawnPage
from kejiting.text.pdf.fields import fields_of
from kejiting.text.pdf.furniture import PrintedPage, without_furniture
from kejiting.text.pdf.layers import runs_of, text_of
from kejiting.text.pdf.lines import Char, doubts_of
from kejiting.text.pdf.paragraphs import set_in_paragraphs
from kejiting.text.pdf.pictures import count_pictures, is_covered
from kejiting.text.pdf.tables import lines_and_rows
from kejiting.text.radicals import without_radicals
from kejiting.text.unreadable import NO_TEXT_IN_PDF, UnreadableFile

# pdfminer reports every odd font and colour of a page; none of it concerns the text.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

# From the numbers of pages, counted from 1, to what can be read off their pictures
Look = Callable[[Sequence[int]], Sequence[PrintedPage]]

MAX_PAGES = 300
# A scan may carry the stamp of the program that made it: so few characters a page are no letter.
_SCAN_CHARACTERS = 30
# Fewer shapes are a drawing or an emblem.
_OUTLINES = 100
# One in so many characters may be unknown: a bullet, a seal
_MOST_UNKNOWN = 33
# Private use, unassigned, half of a pair, control
_UNKNOWN = {"Co", "Cn", "Cs", "Cc"}

# Kinds of what is left out that are counted in characters
_IN_CHARACTERS = ("看不见的文字", "页面之外的文字", "斜放的文字", "竖排文字", "填在表单里的文字")


class Refusals(NamedTuple):
    """The sentences for files whose pages hold no text, and for those whose text is garbled."""

    no_text: str
    garbled: str


class FormPage(SeenPage):
    """A page of a PDF with what was entered into the fields of its forms."""

    def entries(self, chars: Sequence[Char]) -> tuple[list[Char], int]:
        return fields_of(self, chars)


_REFUSALS = Refusals(
    no_text=NO_TEXT_IN_PDF,
    garbled="这份 PDF 的字体没有编码，复制出来是乱码，请从原来的程序重新导出，或用 OCR 转成带文字的 PDF 后再上传。",
)


def read_pdf(data: bytes, look: Look | None = None) -> FileText:
    """Return the text with what people should look at in the file itself; pages that are pictures are read by `look`.

    Raises `UnreadableFile` if the file is broken, locked, too long, only pictures or garbled.
    """
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                raise UnreadableFile(f"这份 PDF 超过 {MAX_PAGES} 页，不像一份答复或方案，请拆开后再上传。")
            read = printed_text(_seen(document), _REFUSALS, look)
            attached = count_attached(document)
            files = (LeftOut("附带的文件", times=attached),) if attached else ()
            return replace(read, left_out=(*read.left_out, *files))
    except UnreadableFile:
        raise
    except Exception as error:
        # A broken PDF may fail anywhere inside the parser, with whatever the broken bytes lead to.
        raise UnreadableFile(_reason(error)) from error


def _seen(document: PDF) -> Iterator[FormPage]:
    off = layers_off(document)
    for page in document.pages:
        seen = FormPage(page, off)
        yield seen
        seen.close()


def printed_text(pages: Iterable[FormPage | DrawnPage], refusals: Refusals, look: Look | None = None) -> FileText:
    """Return the text of pages, and what was left out of it; raise `UnreadableFile` if they have none, or garbled."""
    printed: list[PrintedPage] = []
    left_out: list[LeftOut] = []
    outside: list[tuple[int, str]] = []
    pictures: list[int] = []
    scans, turned = 0, False
    for page in pages:
        lines, unread, turned = _lines(page, goes_on=turned)
        printed.append(lines)
        left_out += unread
        outside += ((page.page_number, words) for words in _words(page.objects.get("cut off", ())))
        scans += is_covered(page)
        if look and _is_to_be_looked_at(page, lines):
            pictures.append(page.page_number)
    recognised = _looked_at(printed, pictures, look) if look and pictures else ()
    if recognised:
        scans = 0
        read_by_sight = {_left_out(WHOLE_PAGE, number, 1) for number in recognised}
        left_out = [part for part in left_out if part not in read_by_sight]
    text, doubtful = text_of_pages(printed)
    if not text.strip() or (scans == len(printed) and len(text) < _SCAN_CHARACTERS * scans):
        raise UnreadableFile(refusals.no_text)
    if _is_garbled(text):
        raise UnreadableFile(refusals.garbled)
    return FileText(without_radicals(text), (*left_out, *_unsaid(outside, text)), recognised, doubtful)


def text_of_pages(printed: Sequence[PrintedPage]) -> tuple[str, tuple[int, ...]]:
    """Return the text of printed pages, and which of its characters are doubtful, counted without white space."""
    kept = without_furniture(printed)
    width = max((page.width for page in printed), default=0)
    return set_in_paragraphs(kept, width), tuple(doubts_of(chain.from_iterable(kept)))


def _looked_at(printed: list[PrintedPage], pictures: Sequence[int], look: Look) -> tuple[int, ...]:
    """Put in the lines that were recognised on pictures; return the numbers of the pages where those say more."""
    recognised = []
    for number, page in zip(pictures, look(pictures), strict=True):
        if _characters(page) > _characters(printed[number - 1]):
            printed[number - 1] = page
            recognised.append(number)
    return tuple(recognised)


def _is_to_be_looked_at(page: FormPage | DrawnPage, lines: PrintedPage) -> bool:
    """Tell a page that shows more than the few words it says: a scan, or letters drawn as shapes."""
    if _characters(lines) >= _SCAN_CHARACTERS:
        return False
    return is_covered(page) or (not lines.lines and len(page.curves) > _OUTLINES)


def _characters(page: PrintedPage) -> int:
    return sum(len(line.text) for line in page.lines)


def _lines(page: FormPage | DrawnPage, *, goes_on: bool) -> tuple[PrintedPage, list[LeftOut], bool]:
    """The lines of a page as they are read, what was left out of it, and whether it was turned to be read."""
    inked = [char for char in page.chars if char["text"].strip()]
    chars, sheet = level(inked, page.sheet, goes_on=goes_on)
    entries, comments = page.entries(chars)
    counts = {"批注": comments}
    if chars is inked:
        shapes = [*page.rects, *page.curves]
        chars, counts["看不见的文字"], counts["斜放的文字"] = text_of(chars, sheet, page.images, shapes)
        if not (page.rects or page.lines):
            chars, counts["竖排文字"] = without_upright(chars)
        lines = lines_and_rows(cast(Page, page), [*chars, *entries], sheet)
    else:
        # Rules, pictures and fields stay as they lie.
        chars, counts["看不见的文字"], counts["斜放的文字"] = text_of(chars, sheet, (), ())
        lines, counts["填在表单里的文字"] = lines_in_columns(chars, sheet), len(entries)
    counts["分栏的先后次序"] = is_read_across(lines)
    if is_covered(page):
        counts[WHOLE_PAGE] = not lines
    else:
        counts["图片"] = count_pictures(page.images, inked, page.sheet)
    left_out = [_left_out(kind, page.page_number, int(count)) for kind, count in counts.items() if count]
    return PrintedPage(lines, sheet[3] - sheet[1], sheet[2] - sheet[0]), left_out, chars is not inked


def _left_out(kind: str, page: int, count: int) -> LeftOut:
    if kind in _IN_CHARACTERS:
        return LeftOut(kind, f"第{page}页，{count}个字")
    return LeftOut(kind, f"第{page}页", count)


def _words(chars: Iterable[Char]) -> Iterator[str]:
    """Yield the words of what is drawn outside of what is shown, a run each; a lone character is none."""
    for run in runs_of(chars):
        words = "".join(char["text"] for char in run if char["text"].isalnum())
        if len(words) > 1:
            yield words


def _unsaid(outside: Sequence[tuple[int, str]], text: str) -> Iterator[LeftOut]:
    """A page may be cut out of a larger one: what another page says is not left out."""
    said = "".join(filter(str.isalnum, text)) if outside else ""
    much: Counter[int] = Counter()
    for page, words in outside:
        much[page] += 0 if words in said else len(words)
    return (_left_out("页面之外的文字", page, count) for page, count in much.items() if count)


def _is_garbled(text: str) -> bool:
    unknown = sum(char == LOST or unicodedata.category(char) in _UNKNOWN for char in text if not char.isspace())
    return unknown * _MOST_UNKNOWN > len(text)


def _reason(error: Exception) -> str:
    locked = (PDFEncryptionError, PDFPasswordIncorrect)
    inner = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    if isinstance(error, locked) or isinstance(inner, locked):
        return "这份 PDF 设了密码，请去掉密码后再上传。"
    return "这份 PDF 已损坏，打不开，请重新导出后再上传。"
