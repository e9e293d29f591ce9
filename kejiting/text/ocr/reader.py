"""Read scans: PDFs in which pages are pictures, and files that are pictures of pages."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from kejiting.text.file_text import FileText
from kejiting.text.ocr.pages import page_of
from kejiting.text.pdf import read_pdf
from kejiting.text.pdf.furniture import PrintedPage
from kejiting.text.pdf.reader import text_of_pages
from kejiting.text.unreadable import NO_TEXT_IN_PDF, UnreadableFile

# A page takes some seconds; a letter has few.
MOST_PAGES = 30
# 170 dots an inch, and the longer side of A4 in points and at that resolution: more takes longer and reads no better
_SCALE = 170 / 72
_LONG_POINTS = 842
_LONG_DOTS = 1988
# A page scanned at 600 dots an inch has half as many.
_MOST_DOTS = 70_000_000
_TOO_MANY = "这份扫描件有 {pages} 页，文字识别一次最多读 {most} 页，请拆开，或转成带文字的 PDF、Word 后再上传。"
_NOTHING = "这份扫描件里没有认出文字，请换一份清楚些的，或转成带文字的 PDF、Word 后再上传。"
_TOO_LARGE = "这张图片太大，读不了，请按 300 dpi 以下重新扫描后再上传。"
_OTHER_KIND = "这种图片读不了，或者文件已损坏，请存成 JPG、PNG 或 PDF 后再上传。"
_BROKEN = "这张图片已损坏，打不开，请重新扫描或导出后再上传。"
_WHITE = (255, 255, 255)
# Others, as EPS, would be handed to programs that are no part of this.
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")


def read_scanned_pdf(data: bytes) -> FileText:
    """Return the text, pages that are pictures by OCR; raise `UnreadableFile` as `read_pdf` does, or for many pages."""
    try:
        return read_pdf(data, partial(_pages_of_pdf, data))
    except UnreadableFile as refusal:
        if str(refusal) == NO_TEXT_IN_PDF:
            raise UnreadableFile(_NOTHING) from refusal
        raise


def read_picture(data: bytes) -> FileText:
    """Return the text of a picture of a page, or several in one file; raise `UnreadableFile` if there is none."""
    pages = [page_of(picture, max(picture.size) / _LONG_POINTS) for picture in _pictures(data)]
    text, doubtful = text_of_pages(pages)
    if not text.strip():
        raise UnreadableFile(_NOTHING)
    return FileText(text, recognised=tuple(range(1, len(pages) + 1)), doubtful=doubtful)


def _pages_of_pdf(data: bytes, numbers: Sequence[int]) -> list[PrintedPage]:
    _refuse_many(len(numbers))
    document = pypdfium2.PdfDocument(data)
    try:
        return [_page_of_pdf(document[number - 1]) for number in numbers]
    finally:
        document.close()


def _page_of_pdf(page: pypdfium2.PdfPage) -> PrintedPage:
    scale = min(_SCALE, _LONG_DOTS / max(page.get_size()))
    return page_of(page.render(scale=scale).to_pil(), scale)


def _pictures(data: bytes) -> Iterator[Image.Image]:
    """Yield the pages, upright as the camera says, on white, and not larger than is of use."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as file:
            # a phone puts smaller or brighter copies behind its photograph, no further pages
            pages = 1 if file.format == "MPO" else getattr(file, "n_frames", 1)
            _refuse_many(pages)
            for frame in islice(ImageSequence.Iterator(file), pages):
                if frame.width * frame.height > _MOST_DOTS:
                    raise UnreadableFile(_TOO_LARGE)
                yield _on_white(ImageOps.exif_transpose(frame))
    except Image.DecompressionBombError as error:
        raise UnreadableFile(_TOO_LARGE) from error
    except UnidentifiedImageError as error:
        raise UnreadableFile(_OTHER_KIND) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise UnreadableFile(_BROKEN) from error


def _on_white(picture: Image.Image) -> Image.Image:
    shown = picture.convert("RGBA")
    paper = Image.new("RGB", picture.size, _WHITE)
    paper.paste(shown, mask=shown.getchannel("A"))
    paper.thumbnail((_LONG_DOTS, _LONG_DOTS), Image.Resampling.LANCZOS)
    return paper


def _refuse_many(pages: int) -> None:
    if pages > MOST_PAGES:
        raise UnreadableFile(_TOO_MANY.format(pages=pages, most=MOST_PAGES))
