"""Read the text of a PDF, line by line, with the indentation that tells where paragraphs begin."""

from __future__ import annotations

import io
import logging
import re
import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.clustering import cluster_objects
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import collate_line

from kejiting.text.unreadable import UnreadableFile

# pdfminer reports every odd font and colour of a page; none of it concerns the text.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

MAX_PAGES = 300
_SAME_LINE = 3
_INDENT = "　　"
# - 2 -, — 12 —, 第 3 页, 3/5, 7; not 2025年 or 一、
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－·]*\s*\d{1,3}\s*[-—–－·]*|第\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3})\s*"
)
# Programs that make PDFs map some characters to radicals. NFKC knows the Kangxi block (⽇ → 日), these it does not.
_SUPPLEMENT = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_RADICALS = {ord(radical): char for radical, char in _SUPPLEMENT.items()} | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
}


def read_pdf(data: bytes) -> str:
    """Return the text page after page; raise `UnreadableFile` if it is broken, locked, too long or only pictures."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                raise UnreadableFile(f"这份 PDF 超过 {MAX_PAGES} 页，不像一份答复或方案，请拆开后再上传。")
            text = "\n".join(_page_text(page.chars) for page in document.pages)
    except UnreadableFile:
        raise
    except Exception as error:
        # A broken PDF may fail anywhere inside the parser, with whatever the broken bytes lead to.
        raise UnreadableFile(_reason(error)) from error
    if not text.strip():
        raise UnreadableFile("这份 PDF 里没有文字（可能是扫描件），请上传带文字的 PDF，或把文字另存为纯文本。")
    return without_radicals(text)


def without_radicals(text: str) -> str:
    """⽇⻛⻔ → 日风门: what PDF makers put in place of the characters that look the same."""
    return text.translate(_RADICALS)


def _reason(error: Exception) -> str:
    locked = (PDFEncryptionError, PDFPasswordIncorrect)
    inner = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    if isinstance(error, locked) or isinstance(inner, locked):
        return "这份 PDF 设了密码，请去掉密码后再上传。"
    return "这份 PDF 已损坏，打不开，请重新导出后再上传。"


def _page_text(chars: Sequence[dict[str, Any]]) -> str:
    lines = list(_lines(chars))
    if lines:
        margin = min(left for left, _, text in lines if text.strip())
        size = statistics.median(height for _, height, _ in lines)
        shown = [_INDENT + text if left - margin > size * 1.5 else text for left, _, text in lines]
        return "\n".join(_without_page_number(shown))
    return ""


def _lines(chars: Sequence[dict[str, Any]]) -> Iterator[tuple[float, float, str]]:
    """Yield each line's left edge, height of type and text, from the top of the page."""
    for line in cluster_objects(list(chars), lambda char: char["doctop"], _SAME_LINE):
        text = collate_line(line)
        inked = [char for char in line if char["text"].strip()]
        if inked:
            yield min(char["x0"] for char in inked), max(char["size"] for char in inked), text.strip()


def _without_page_number(lines: list[str]) -> list[str]:
    return lines[:-1] if lines and _PAGE_NUMBER.fullmatch(lines[-1]) else lines
