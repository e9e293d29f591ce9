"""Read an uploaded file: one table says which kinds are read and what to do about the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePath

from kejiting.text.bounded.run import run_bounded
from kejiting.text.bounded.worker import Reader
from kejiting.text.captured import read_captured
from kejiting.text.file_text import FileText
from kejiting.text.kinds import EXTENSIONS, kind_of
from kejiting.text.ordinary import is_ordinary
from kejiting.text.plain import read_plain
from kejiting.text.scans import or_by_ocr, picture_reader
from kejiting.text.unreadable import UnreadableFile

MAX_FILE_BYTES = 20 * 1024 * 1024
# Twenty times the longest letter: reading takes seconds, showing what was read too
MAX_CHARACTERS = 200_000
_SAVE_AS = "请在 Word 或 WPS 里另存为 DOCX，或导出为带文字的 PDF，再上传。"
_EXPORT = "请把正文存成 DOCX，或导出为带文字的 PDF，再上传。"


def _bounded(module: str, name: str, seconds: float, megabytes: int = 1024) -> Callable[[bytes], FileText]:
    """What programs lay out may be broken or hostile in ways that cost time and memory."""
    return partial(run_bounded, Reader(module, name), seconds=seconds, megabytes=megabytes)


def read_text(data: bytes) -> FileText:
    """Return a text file as read; raise `UnreadableFile` for anything that is not Chinese text, or too much of it."""
    return read_captured(_decoded(data))


_read_text_bounded = _bounded(__name__, "read_text", 30)


def _read_text(data: bytes) -> FileText:
    """An ordinary text is read here; of another one nobody knows how long it takes."""
    text = _decoded(data)
    return read_captured(text) if is_ordinary(text) else _read_text_bounded(data)


def _decoded(data: bytes) -> str:
    text = read_plain(data)
    refuse_long(text)
    return text


_READERS: dict[str, Callable[[bytes], FileText]] = {
    "txt": _read_text,
    "html": _bounded("kejiting.text.html", "read_html", 30),
    "mht": _bounded("kejiting.text.html", "read_mht", 30),
    "docx": _bounded("kejiting.text.word.reader", "read_docx", 30),
    "doc": _bounded("kejiting.text.old_word", "read_old_word", 60, megabytes=2048),
    "pdf": or_by_ocr(_bounded("kejiting.text.pdf", "read_pdf", 60)),
    "ofd": _bounded("kejiting.text.ofd", "read_ofd", 60),
}
_READ = [listed.split() for kind, listed in EXTENSIONS if kind in _READERS]
READ_SUFFIXES = tuple(f".{extension}" for listed in _READ for extension in listed)
SUFFIXES_IN_SHORT = " ".join(f".{listed[0]}" for listed in _READ)
"""What people are told: `.docx .doc .wps .pdf` and so on."""

_REFUSALS = {
    "no doc": f"旧格式的 Word、WPS 文件（doc、wps）读不了，{_SAVE_AS}",
    "locked": "这份文件设了密码，请去掉密码后再上传。",
    "rtf": f"RTF 文件读不了，{_SAVE_AS}",
    "odt": f"ODF 文件（odt）读不了，{_SAVE_AS}",
    "no ofd": "这份文件名为 OFD，内容却不是 OFD 或已损坏，请重新导出后再上传。",
    "xlsx": f"表格文件读不了，{_EXPORT}",
    "ppt": f"演示文稿读不了，{_EXPORT}",
    "zip": "压缩包读不了，请解压后逐份上传。",
    "image": f"图片里的文字读不了，{_EXPORT}",
    "no pdf": "这份文件名为 PDF，内容却不是 PDF 或已损坏，请重新导出后再上传。",
}
_UNKNOWN = "这种文件（{suffix}）读不了，请在原来的程序里另存为 DOCX，或导出为带文字的 PDF，再上传。"


def bytes_of(path: Path) -> bytes:
    """Return a file's bytes, never more than just enough to see that it is too large."""
    with path.open("rb") as file:
        return file.read(MAX_FILE_BYTES + 1)


def read_file(name: str, data: bytes) -> FileText:
    """Return the file as read; raise `UnreadableFile` with a sentence for the person who uploaded it."""
    if not data.strip():
        raise UnreadableFile("文件是空的，请检查后重新上传。")
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableFile(f"文件超过 {MAX_FILE_BYTES // 1024 // 1024} MB，请拆分或压缩图片后再上传。")
    kind = kind_of(name, data) or ""
    reader = picture_reader() if kind == "image" else _READERS.get(kind)
    if reader is None:
        suffix = PurePath(name).suffix.lower().lstrip(".")
        raise UnreadableFile(_REFUSALS.get(kind, _UNKNOWN.format(suffix=suffix)))
    read = reader(data)
    if not read.text.strip():
        raise UnreadableFile("文件里只有空白，没有文字，请检查后重新上传。")
    refuse_long(read.text)
    return read


def refuse_long(text: str) -> None:
    """Raise `UnreadableFile` for more than any letter or plan has."""
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile(f"文件里的文字超过 {MAX_CHARACTERS // 10_000} 万字，不像一份答复或方案，请拆开后再上传。")
