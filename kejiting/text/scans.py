"""Which files are read by OCR, and within which bounds: only where the extra is installed (`make install-ocr`)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec

from kejiting.text.bounded.run import run_bounded
from kejiting.text.bounded.worker import Reader
from kejiting.text.file_text import WHOLE_PAGE, FileText
from kejiting.text.unreadable import NO_TEXT_IN_PDF, UnreadableFile

_LIBRARIES = ("rapidocr", "onnxruntime")
_PDF = Reader("kejiting.text.ocr.reader", "read_scanned_pdf")
_PICTURE = Reader("kejiting.text.ocr.reader", "read_picture")
# A page takes some five seconds on two cores, and several times that where they are busy.
_SECONDS = 600
_MEGABYTES = 3072
_TOO_LONG = "文字识别用了 {seconds:g} 秒还没有读完，请把扫描件拆成几份，或转成带文字的 PDF、Word 后再上传。"
# One scan keeps all processors busy: others wait so long for their turn.
_WAIT_SECONDS = 60
_BUSY = "系统正在识别别的扫描件，请过一会儿再试。"
_turn = threading.Lock()


@cache
def is_installed() -> bool:
    return all(map(find_spec, _LIBRARIES))


def picture_reader() -> Callable[[bytes], FileText] | None:
    """Return what reads files that are pictures; None without the extra."""
    return (lambda data: _recognised(_PICTURE, data)) if is_installed() else None


def or_by_ocr(read: Callable[[bytes], FileText]) -> Callable[[bytes], FileText]:
    """Return a reader of PDFs that reads those again by OCR of which `read` finds that pages are pictures."""

    def read_again(data: bytes) -> FileText:
        try:
            printed = read(data)
        except UnreadableFile as refusal:
            if str(refusal) == NO_TEXT_IN_PDF and is_installed():
                return _recognised(_PDF, data)
            raise
        if is_installed() and any(part.kind == WHOLE_PAGE for part in printed.left_out):
            return _recognised_or(printed, data)
        return printed

    return read_again


def _recognised_or(printed: FileText, data: bytes) -> FileText:
    """Return what is printed, which tells of the pages that are pictures, where those are more than can be recognised."""
    try:
        return _recognised(_PDF, data)
    except UnreadableFile as refusal:
        if str(refusal) == _BUSY:
            raise
        return printed


def _recognised(reader: Reader, data: bytes) -> FileText:
    with _one_at_a_time():
        return run_bounded(reader, data, seconds=_SECONDS, megabytes=_MEGABYTES, too_long=_TOO_LONG)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    if not _turn.acquire(timeout=_WAIT_SECONDS):
        raise UnreadableFile(_BUSY)
    try:
        yield
    finally:
        _turn.release()
