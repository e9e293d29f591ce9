"""Decode plain text: UTF-8, else GB18030, else say why not."""

from __future__ import annotations

import codecs
import unicodedata

from kejiting.text.unreadable import UnreadableFile

_NOT_UTF8_BOMS = {
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
    codecs.BOM_UTF32_BE: "UTF-32",
}
_HARMLESS_CONTROLS = frozenset("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85")


def read_plain(data: bytes) -> str:
    """Return the text without its byte order mark; raise `UnreadableFile` for anything that is not Chinese text."""
    for mark, name in _NOT_UTF8_BOMS.items():
        if data.startswith(mark):
            raise UnreadableFile(f"这份文本是 {name} 编码，请用记事本打开，另存为 UTF-8 编码后再上传。")
    if b"\x00" in data:
        raise UnreadableFile("文件里有空字节，不是纯文本，请另存为 PDF 或 UTF-8 编码的纯文本后再上传。")
    text = _decode(data)
    if _is_garbage(text):
        raise UnreadableFile("文件读出来是乱码，不是纯文本，请另存为 PDF 或 UTF-8 编码的纯文本后再上传。")
    return text


def _decode(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "gb18030" and not _is_likely_chinese(text):
            break
        return text
    raise UnreadableFile("认不出这份文本的编码，请用记事本打开，另存为 UTF-8 编码后再上传。")


def _is_likely_chinese(text: str) -> bool:
    """Tell GB18030 text from bytes of another kind: those decode too, but to characters that nobody writes."""
    written = [char for char in text if not char.isascii()]
    everyday = sum(1 for char in written if _in_gb2312(char))
    return everyday * 10 >= len(written) * 7


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _is_garbage(text: str) -> bool:
    odd = sum(1 for char in text if unicodedata.category(char) in {"Cc", "Cn"} and char not in _HARMLESS_CONTROLS)
    return odd * 100 > len(text)
