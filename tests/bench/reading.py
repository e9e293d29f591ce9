"""How fast letters are read from files of each kind."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence

import lxml.html
import pdfplumber
from docx import Document

from kejiting.text.clean import clean
from kejiting.text.files import read_file
from kejiting.text.html import read_html
from kejiting.text.pdf import read_pdf
from kejiting.text.word.reader import read_docx
from proposals.parsing import parse_letter
from tests.bench.letters import as_docx, as_html, as_pdf, letters
from tests.bench.rows import Row, compare

_LETTERS = 100
_PDF_LETTERS = 13


def rows() -> Iterator[Row]:
    texts = list(letters(_LETTERS))
    files = [text.encode() for text in texts]
    yield compare(
        "text: read, clean and parse",
        "letters/s",
        len(files),
        over(files, lambda data: parse_letter(clean(read_file("a.txt", data).text))),
        "decode and split lines",
        over(files, lambda data: data.decode().splitlines()),
    )
    yield from _pdf_rows([as_pdf(text) for text in texts[:_PDF_LETTERS]])
    pages = [as_html(text) for text in texts]
    yield compare("HTML", "letters/s", len(pages), over(pages, read_html), "lxml text_content", over(pages, page_words))
    documents = [as_docx(text) for text in texts]
    yield compare(
        "DOCX",
        "letters/s",
        len(documents),
        over(documents, read_docx),
        "python-docx paragraphs",
        over(documents, words),
    )


def _pdf_rows(files: Sequence[bytes]) -> Iterator[Row]:
    pages = sum(page_count(data) for data in files)
    plain = over(files, extracted)
    yield compare(f"PDF ({pages} pages)", "pages/s", pages, over(files, read_pdf), "pdfplumber extract_text", plain)
    yield compare(
        "PDF in a bounded process",
        "pages/s",
        pages,
        over(files, lambda data: read_file("a.pdf", data).text),
        "the same in this process",
        over(files, read_pdf),
    )


def over(files: Sequence[bytes], read: Callable[[bytes], object]) -> Callable[[], object]:
    return lambda: [read(data) for data in files]


def page_count(data: bytes) -> int:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return len(document.pages)


def extracted(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def page_words(data: bytes) -> str:
    return str(lxml.html.fromstring(data).text_content())


def words(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs)
