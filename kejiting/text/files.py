"""Read an uploaded file to text: one table says which kinds are read and what to do about the others."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePath

from kejiting.text.bounded.run import run_bounded
from kejiting.text.bounded.worker import Reader
from kejiting.text.plain import read_plain
from kejiting.text.unreadable import UnreadableFile

__all__ = ["MAX_CHARACTERS", "MAX_FILE_BYTES", "UnreadableFile", "bytes_of", "read_file"]

MAX_FILE_BYTES = 20 * 1024 * 1024
# Twenty times the longest letter: reading takes seconds, showing what was read too
MAX_CHARACTERS = 200_000
_SAVE_AS = "请在 Word 或 WPS 里另存为 DOCX，或导出为带文字的 PDF，再上传。"
_EXPORT = "请把正文存成 DOCX，或导出为带文字的 PDF，再上传。"
_MEGABYTES = 1024


def _bounded(module: str, name: str, seconds: float) -> Callable[[bytes], str]:
    """What programs lay out may be broken or hostile in ways that cost time and memory."""
    return partial(run_bounded, Reader(module, name), seconds=seconds, megabytes=_MEGABYTES)


_READERS: dict[str, Callable[[bytes], str]] = {
    "txt": read_plain,
    "html": _bounded("kejiting.text.html", "read_html", 30),
    "mht": _bounded("kejiting.text.html", "read_mht", 30),
    "docx": _bounded("kejiting.text.word", "read_docx", 30),
    "pdf": _bounded("kejiting.text.pdf", "read_pdf", 60),
}
_REFUSALS = {
    "doc": f"旧格式的 Word、WPS 文件（doc、wps）读不了，{_SAVE_AS}",
    "locked": "这份文件设了密码，请去掉密码后再上传。",
    "rtf": f"RTF 文件读不了，{_SAVE_AS}",
    "odt": f"ODF 文件（odt）读不了，{_SAVE_AS}",
    "ofd": "OFD 版式文件读不了，请用 OFD 阅读软件导出为带文字的 PDF，或在 Word、WPS 里另存为 DOCX，再上传。",
    "xlsx": f"表格文件读不了，{_EXPORT}",
    "ppt": f"演示文稿读不了，{_EXPORT}",
    "zip": "压缩包读不了，请解压后逐份上传。",
    "image": f"图片里的文字读不了，{_EXPORT}",
    "no pdf": "这份文件名为 PDF，内容却不是 PDF 或已损坏，请重新导出后再上传。",
}
_UNKNOWN = "这种文件（{suffix}）读不了，请在原来的程序里另存为 DOCX，或导出为带文字的 PDF，再上传。"
_EXTENSIONS = {
    "htm": "html", "html": "html", "shtml": "html", "xhtml": "html", "mht": "mht", "mhtml": "mht",
    "docx": "docx", "docm": "docx", "dotx": "docx", "dotm": "docx", "doc": "doc", "dot": "doc", "wps": "doc", "wpt": "doc",
    "rtf": "rtf", "odt": "odt", "ofd": "ofd", "xls": "xlsx", "xlsx": "xlsx", "ods": "xlsx", "et": "xlsx",
    "ppt": "ppt", "pptx": "ppt", "dps": "ppt", "zip": "zip", "rar": "zip", "7z": "zip", "gz": "zip",
    "jpg": "image", "jpeg": "image", "png": "image", "gif": "image", "bmp": "image",
    "tif": "image", "tiff": "image", "webp": "image", "heic": "image",
    "txt": "txt", "text": "txt", "md": "txt", "": "txt", "pdf": "no pdf",
}  # fmt: skip


def _holding(stream: str) -> bytes:
    """Match an OLE file whose directory names this stream."""
    return _OLE + rb".*" + re.escape(stream.encode("utf-16-le"))


_OLE = rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The name of the first entry, or of one that the directory at the end lists
_ZIP = rb"PK\x03\x04(?:.{26}|.*PK\x01\x02.{42})"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (_holding("EncryptedPackage"), "locked"),
    (_holding("WordDocument"), "doc"),
    (_holding("Workbook"), "xlsx"),
    (_holding("PowerPoint Document"), "ppt"),
    (_OLE, "doc"),
    (rb"(?:\xef\xbb\xbf)?\s*<\?xml.{0,2000}?(?:progid=\"Word\.|<w:wordDocument|<pkg:package)", "doc"),
    (rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument", "odt"),
    (_ZIP + rb"(?:OFD\.xml|Doc_0/)", "ofd"),
    (_ZIP + rb"word/", "docx"),
    (_ZIP + rb"xl/", "xlsx"),
    (_ZIP + rb"ppt/", "ppt"),
    (rb"PK\x03\x04|PK\x05\x06|Rar!\x1a|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08", "zip"),
    (rb"\{\\rtf", "rtf"),
    (rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP", "image"),
    # A web archive begins with the head of a letter by mail.
    (
        rb"(?=[A-Za-z-]+:)(?=(?:.{0,2000}\n)?MIME-Version:).{0,4000}?Content-Type:\s*(?:multipart/related|text/html)",
        "mht",
    ),
    (rb".{0,1024}?%PDF-\d", "pdf"),
)
# After a byte order mark, an XML declaration or comments; not <rss>, a word in a text
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*+(?:(?><!--.*?-->|<[?!](?!doctype)[^>]*>)\s*+)*+"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.DOTALL | re.IGNORECASE,
)
_PAGE_BEGINS = 8192
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
    kind, named = _sniff(data), _EXTENSIONS.get(suffix)
    if kind is None or (kind, named) == ("zip", "docx"):
        kind = named
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
    # Of a page in UTF-16 every second byte of the tags is zero.
    if _PAGE.match(data[:_PAGE_BEGINS].replace(b"\0", b"")):
        return "html"
    return next((kind for pattern, kind in _PATTERNS if pattern.match(data)), None)
