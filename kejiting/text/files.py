"""Read an uploaded file to text: one table says which kinds are read and what to do about the others."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePath

from kejiting.text.pdf import read_pdf
from kejiting.text.plain import read_plain
from kejiting.text.unreadable import UnreadableFile

__all__ = ["MAX_CHARACTERS", "MAX_FILE_BYTES", "UnreadableFile", "bytes_of", "read_file"]

MAX_FILE_BYTES = 20 * 1024 * 1024
# Fifty times the longest letter: reading takes seconds, showing what was read too
MAX_CHARACTERS = 500_000
_SAVE_AS = "请在原来的程序里另存为 PDF 或纯文本后再上传。"
_READERS: dict[str, Callable[[bytes], str]] = {"txt": read_plain, "pdf": read_pdf}
_REFUSALS = {
    "html": f"尚不支持网页文件，{_SAVE_AS}",
    "docx": f"尚不支持 Word 文件（docx），{_SAVE_AS}",
    "doc": f"尚不支持 Word、WPS 文件（doc、wps），{_SAVE_AS}",
    "xlsx": f"尚不支持表格文件，{_SAVE_AS}",
    "ofd": f"尚不支持 OFD 版式文件，{_SAVE_AS}",
    "rtf": f"尚不支持 RTF 文件，{_SAVE_AS}",
    "zip": "尚不支持压缩包，请解压后逐份上传。",
    "image": "尚不支持图片，请上传带文字的 PDF 或纯文本。",
}
_UNKNOWN = "尚不支持这种文件（{suffix}），请另存为 PDF 或纯文本后再上传。"
_EXTENSIONS = {
    "htm": "html", "html": "html", "mht": "html", "shtml": "html", "xhtml": "html",
    "doc": "doc", "wps": "doc", "docx": "docx", "rtf": "rtf", "ofd": "ofd",
    "xls": "xlsx", "xlsx": "xlsx", "et": "xlsx", "zip": "zip", "rar": "zip", "7z": "zip", "gz": "zip",
    "jpg": "image", "jpeg": "image", "png": "image", "gif": "image", "bmp": "image",
    "tif": "image", "tiff": "image", "webp": "image", "heic": "image",
    "txt": "txt", "text": "txt", "md": "txt", "": "txt", "pdf": "pdf",
}  # fmt: skip
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (rb"PK\x03\x04.*(?:OFD\.xml|Doc_0/)", "ofd"),
    (rb"PK\x03\x04.*word/", "docx"),
    (rb"PK\x03\x04.*xl/", "xlsx"),
    (rb"PK\x03\x04|PK\x05\x06|Rar!\x1a|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08", "zip"),
    (rb"\{\\rtf", "rtf"),
    (rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP", "image"),
    (rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", "html"),
    (rb".{0,1024}?%PDF-\d", "pdf"),
)
_PATTERNS = tuple((re.compile(pattern, re.DOTALL | re.IGNORECASE), kind) for pattern, kind in _SIGNATURES)


def bytes_of(path: Path) -> bytes:
    """Return a file's bytes, never more than just enough to see that it is too large."""
    with path.open("rb") as file:
        return file.read(MAX_FILE_BYTES + 1)


def read_file(name: str, data: bytes) -> str:
    """Return the file's text as read; raise `UnreadableFile` with a sentence for the person who uploaded it.

    What the file begins with has more weight than its extension: a PDF called .txt is read as a PDF.
    """
    if not data.strip():
        raise UnreadableFile("文件是空的，请检查后重新上传。")
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableFile(f"文件超过 {MAX_FILE_BYTES // 1024 // 1024} MB，请拆分或压缩图片后再上传。")
    suffix = PurePath(name).suffix.lower().lstrip(".")
    kind = _sniff(data) or _EXTENSIONS.get(suffix)
    if kind == "pdf" and not _looks_like_pdf(data):
        raise UnreadableFile("这份文件名为 PDF，内容却不是 PDF 或已损坏，请重新导出后再上传。")
    reader = _READERS.get(kind or "")
    if reader is None:
        raise UnreadableFile(_REFUSALS.get(kind or "", _UNKNOWN.format(suffix=suffix)))
    text = reader(data)
    if not text.strip():
        raise UnreadableFile("文件里只有空白，没有文字，请检查后重新上传。")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile(f"文件里的文字超过 {MAX_CHARACTERS // 10_000} 万字，不像一份答复或方案，请拆开后再上传。")
    return text


def _sniff(data: bytes) -> str | None:
    return next((kind for pattern, kind in _PATTERNS if pattern.match(data)), None)


def _looks_like_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:2048]
