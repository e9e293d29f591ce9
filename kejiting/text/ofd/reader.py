"""Read the text of an OFD file: its pages are put together as those of a PDF are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kejiting.text.file_text import FileText, LeftOut
from kejiting.text.ofd.document import BROKEN, TOO_LARGE, OfdDocument
from kejiting.text.ofd.drawing import Drawing
from kejiting.text.ofd.geometry import POINTS
from kejiting.text.pdf.drawn_page import DrawnPage
from kejiting.text.pdf.reader import MAX_PAGES, Refusals, printed_text
from kejiting.text.unreadable import UnreadableFile

_REFUSALS = Refusals(
    no_text="这份 OFD 文件里没有文字（可能是扫描件），请先用 OCR 转成带文字的 PDF 或 Word 后再上传。",
    garbled="这份 OFD 文件的文字没有编码，读出来是乱码，请从原来的程序重新导出，或用 OCR 转成带文字的 PDF 后再上传。",
)


def read_ofd(data: bytes) -> FileText:
    """Return the text, a paragraph a line, with what people should look at in the file itself.

    Raises `UnreadableFile` if the file is broken, hostile, too long, without text or garbled.
    """
    try:
        document = OfdDocument(data)
        left_out = list(document.left_out())
        read = printed_text(_drawn(document, left_out), _REFUSALS)
    except UnreadableFile:
        raise
    except Exception as error:
        # Damage shows anywhere in the zip, its XML or the numbers in it, as whatever they lead to.
        raise UnreadableFile(BROKEN) from error
    return replace(read, left_out=(*read.left_out, *left_out))


def _drawn(document: OfdDocument, left_out: list[LeftOut]) -> Iterator[DrawnPage]:
    """Yield the pages, and note what of each is no text."""
    for number, page in enumerate(document.pages(), 1):
        if number > MAX_PAGES:
            raise UnreadableFile(TOO_LARGE)
        left, top, width, height = page.box
        drawing = Drawing(page.resources, (left, top))
        for content in page.contents:
            drawing.draw(content)
        drawn = DrawnPage(drawing.objects, number, width * POINTS, height * POINTS)
        left_out.extend(LeftOut(kind, f"第{number}页", times) for kind, times in drawing.left_out.items() if times)
        yield drawn
