"""Tell what kind of file some bytes are: by what they begin with, and by their name where that says nothing."""

from __future__ import annotations

import re
from pathlib import PurePath

from kejiting.text.lazy_re import lazy_re

# Each kind with its extensions, in the order in which people are told of them; of a row the first one.
EXTENSIONS: tuple[tuple[str, str], ...] = (
    ("docx", "docx docm dotx dotm"),
    ("doc", "doc dot"),
    ("doc", "wps wpt"),
    ("pdf", "pdf"),
    ("ofd", "ofd"),
    ("txt", "txt text md"),
    ("html", "html htm shtml xhtml"),
    ("mht", "mht mhtml"),
    ("rtf", "rtf"),
    ("odt", "odt"),
    ("ceb", "ceb"),
    ("xlsx", "xlsx xls et ods"),
    ("ppt", "pptx ppt dps"),
    ("zip", "zip rar 7z gz"),
    ("image", "jpg jpeg png tif tiff bmp gif webp heic"),
)
_BY_EXTENSION = {"": "txt"} | {extension: kind for kind, listed in EXTENSIONS for extension in listed.split()}
# What files of these kinds begin with is never missing: one that begins otherwise has only their name.
_SURE = ("doc", "ofd", "pdf")

_CONTENT_TYPES = {
    "text/html": "html", "application/xhtml+xml": "html", "message/rfc822": "mht", "multipart/related": "mht",
    "application/x-mimearchive": "mht", "text/plain": "txt", "application/rtf": "rtf", "text/rtf": "rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
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
    (_OLE, "no doc"),
    (rb"(?:\xef\xbb\xbf)?\s*<\?xml.{0,2000}?(?:progid=\"Word\.|<w:wordDocument|<pkg:package)", "no doc"),
    (rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument", "odt"),
    (_ZIP + rb"(?:OFD\.xml|Doc_0/)", "ofd"),
    (_ZIP + rb"word[/\\]", "docx"),
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
_PAGE = lazy_re(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*+(?:(?><!--.*?-->|<[?!](?!doctype)[^>]*>)\s*+)*+"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.DOTALL | re.IGNORECASE,
)
_PAGE_BEGINS = 8192
_PATTERNS = tuple((lazy_re(pattern, re.DOTALL | re.IGNORECASE), kind) for pattern, kind in _SIGNATURES)


def kind_of(name: str, data: bytes, content_type: str = "") -> str | None:
    """Return `docx`, `html`, `txt` and so on, `no pdf` for what has only the name of one; None for unknown ones.

    What the file begins with has more weight than its extension: a PDF called .txt is a PDF. Between them stands the
    type that a package declares of a part.
    """
    kind = _sniff(data)
    named = _CONTENT_TYPES.get(content_type) or _BY_EXTENSION.get(PurePath(name).suffix.lower().lstrip("."))
    if kind is None:
        return f"no {named}" if named in _SURE else named
    return named if (kind, named) == ("zip", "docx") else kind


def _sniff(data: bytes) -> str | None:
    # Of a page in UTF-16 every second byte of the tags is zero.
    if _PAGE.match(data[:_PAGE_BEGINS].replace(b"\0", b"")):
        return "html"
    return next((kind for pattern, kind in _PATTERNS if pattern.match(data)), None)
