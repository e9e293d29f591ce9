"""Read the text of a PDF: a paragraph a line, marked by two wide spaces, without what belongs to the page."""

from __future__ import annotations

import io
import logging
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Literal, NamedTuple, cast

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

Kind = Literal[
    "picture", "image", "comment", "hidden", "outside", "turned", "upright", "entry", "field", "attached", "order"
]
# What a person would call it, and in what it is counted. An empty field says nothing.
_TOLD: dict[Kind, tuple[str, str]] = {
    "picture": (WHOLE_PAGE, ""),
    "image": ("图片", ""),
    "comment": ("批注", ""),
    "hidden": ("看不见的文字", "，{}个字"),
    "outside": ("页面之外的文字", "，{}个字"),
    "turned": ("斜放的文字", "，{}个字"),
    "upright": ("竖排文字", "，{}个字"),
    "order": ("分栏的先后次序", ""),
    "attached": ("附带的文件", ""),
    "entry": ("填在表单里的文字", "，{}个字"),
}


class PageNote(NamedTuple):
    """What of a page may be text and was not read: how much of it, counted in characters, fields or pictures.

    Page 0 stands for the file as a whole.
    """

    kind: Kind
    page: int
    much: int


class Refusals(NamedTuple):
    """The sentences for files whose pages hold no text, and for those whose text is garbled."""

    no_text: str
    garbled: str


class FormPage(SeenPage):
    """A page of a PDF with what was entered into the fields of its forms."""

    def entries(self, chars: Sequence[Char]) -> tuple[list[Char], int, int]:
        return fields_of(self, chars)


_REFUSALS = Refusals(
    no_text=NO_TEXT_IN_PDF,
    garbled="这份 PDF 的字体没有编码，复制出来是乱码，请从原来的程序重新导出，或用 OCR 转成带文字的 PDF 后再上传。",
)


def read_pdf(data: bytes) -> str:
    """Return the text; raise `UnreadableFile` if the file is broken, locked, too long, only pictures or garbled."""
    return read_pdf_file(data).text


def read_pdf_file(data: bytes) -> FileText:
    """Return the text with what people should look at in the file itself; raise `UnreadableFile` as `read_pdf` does."""
    return _read(data, None)[0]


def told(notes: Iterable[PageNote]) -> Iterator[LeftOut]:
    """Yield what people should look at in the file itself."""
    for note in notes:
        if note.kind in _TOLD:
            kind, much = _TOLD[note.kind]
            place = f"第{note.page}页{much.format(note.much)}" if note.page else ""
            yield LeftOut(kind, place, 1 if much else note.much)


def read_pdf_with_notes(data: bytes) -> tuple[str, list[PageNote]]:
    """Return the text, and what was left out of it; raise `UnreadableFile` as `read_pdf` does."""
    read, notes = _read(data, None)
    return read.text, notes


def read_pdf_by_sight(data: bytes, look: Look) -> FileText:
    """Return the text, where pages that are pictures are read by `look`; raise `UnreadableFile` as `read_pdf` does."""
    return _read(data, look)[0]


def _read(data: bytes, look: Look | None) -> tuple[FileText, list[PageNote]]:
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                raise UnreadableFile(f"这份 PDF 超过 {MAX_PAGES} 页，不像一份答复或方案，请拆开后再上传。")
            read, notes = _printed(_seen(document), _REFUSALS, look)
            attached = count_attached(document)
            notes += [PageNote("attached", 0, attached)] if attached else []
            return replace(read, left_out=tuple(told(notes))), notes
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


def printed_text(pages: Iterable[FormPage | DrawnPage], refusals: Refusals) -> tuple[str, list[PageNote]]:
    """Return the text of pages, and what was left out of it; raise `UnreadableFile` if they have none, or garbled."""
    read, notes = _printed(pages, refusals, None)
    return read.text, notes


def _printed(
    pages: Iterable[FormPage | DrawnPage], refusals: Refusals, look: Look | None
) -> tuple[FileText, list[PageNote]]:
    printed: list[PrintedPage] = []
    notes: list[PageNote] = []
    outside: list[tuple[int, str]] = []
    pictures: list[int] = []
    scans, turned = 0, False
    for page in pages:
        lines, left_out, turned = _lines(page, goes_on=turned)
        printed.append(lines)
        notes += left_out
        outside += ((page.page_number, words) for words in _words(page.objects.get("cut off", ())))
        scans += is_covered(page)
        if look and _is_to_be_looked_at(page, lines):
            pictures.append(page.page_number)
    recognised = _looked_at(printed, pictures, look) if look and pictures else ()
    if recognised:
        scans = 0
        notes = [note for note in notes if note.kind != "picture" or note.page not in recognised]
    text, doubtful = text_of_pages(printed)
    if not text.strip() or (scans == len(printed) and len(text) < _SCAN_CHARACTERS * scans):
        raise UnreadableFile(refusals.no_text)
    if _is_garbled(text):
        raise UnreadableFile(refusals.garbled)
    read = FileText(without_radicals(text), recognised=recognised, doubtful=doubtful)
    return read, [*notes, *_unsaid(outside, text)]


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


def _lines(page: FormPage | DrawnPage, *, goes_on: bool) -> tuple[PrintedPage, list[PageNote], bool]:
    """The lines of a page as they are read, what was left out of it, and whether it was turned to be read."""
    inked = [char for char in page.chars if char["text"].strip()]
    chars, sheet = level(inked, page.sheet, goes_on=goes_on)
    entries, empty, comments = page.entries(chars)
    counts: dict[Kind, int] = {"field": empty, "comment": comments}
    if chars is inked:
        chars, counts["hidden"], counts["turned"] = text_of(chars, sheet, page.images, [*page.rects, *page.curves])
        if not (page.rects or page.lines):
            chars, counts["upright"] = without_upright(chars)
        lines = lines_and_rows(cast(Page, page), [*chars, *entries], sheet)
    else:
        # Rules, pictures and fields stay as they lie.
        chars, counts["hidden"], counts["turned"] = text_of(chars, sheet, (), ())
        lines, counts["entry"] = lines_in_columns(chars, sheet), len(entries)
    counts["order"] = is_read_across(lines)
    if is_covered(page):
        counts["picture"] = not lines
    else:
        counts["image"] = count_pictures(page.images, inked, page.sheet)
    notes = [PageNote(kind, page.page_number, int(count)) for kind, count in counts.items() if count]
    return PrintedPage(lines, sheet[3] - sheet[1], sheet[2] - sheet[0]), notes, chars is not inked


def _words(chars: Iterable[Char]) -> Iterator[str]:
    """Yield the words of what is drawn outside of what is shown, a run each; a lone character is none."""
    for run in runs_of(chars):
        words = "".join(char["text"] for char in run if char["text"].isalnum())
        if len(words) > 1:
            yield words


def _unsaid(outside: Sequence[tuple[int, str]], text: str) -> Iterator[PageNote]:
    """A page may be cut out of a larger one: what another page says is not left out."""
    said = "".join(filter(str.isalnum, text)) if outside else ""
    much: Counter[int] = Counter()
    for page, words in outside:
        much[page] += 0 if words in said else len(words)
    return (PageNote("outside", page, count) for page, count in much.items() if count)


def _is_garbled(text: str) -> bool:
    unknown = sum(char == LOST or unicodedata.category(char) in _UNKNOWN for char in text if not char.isspace())
    return unknown * _MOST_UNKNOWN > len(text)


def _reason(error: Exception) -> str:
    locked = (PDFEncryptionError, PDFPasswordIncorrect)
    inner = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    if isinstance(error, locked) or isinstance(inner, locked):
        return "这份 PDF 设了密码，请去掉密码后再上传。"
    return "这份 PDF 已损坏，打不开，请重新导出后再上传。"
