"""Decode plain text in the encodings of Chinese offices: UTF-8, GB18030, Big5, UTF-16, UTF-32; else say why not."""

from __future__ import annotations

import codecs
import unicodedata

from kejiting.text.marks import LOST
from kejiting.text.unreadable import UnreadableFile

# The mark of UTF-32 little-endian begins with that of UTF-16: the longer one comes first.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
# cp950 is Big5 as Windows writes it, with the euro sign; Hong Kong's supplement has other characters beyond Big5.
_UNMARKED = ("gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
# The characters that such letters are full of. Bytes decoded as what they are not give almost none of them: of 3,500
# pieces of 50 characters the worst right reading had 9 in 100, and above every wrong one.
_EVERYDAY = frozenset(
    "的一是在不了有和人这中大为上国我以要时来用们到作地于出就分对成会可主发年动同工也能下过等部度力提展科技政省市建设议案"
    "答复您高强加进推实施化合业学企新创资金支持委员代表单位理及与全面项目服务方关将请现各区县"
    "這為國時來們於對會發動過設議復覆強進實業學創資單與項務關將請現區縣，。、；：“”「」（）《》〔〕！？"
)
_FEWEST_EVERYDAY = 0.1
_FEW_LOST = 3
_HARMLESS_CONTROLS = frozenset("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85")
_ADVICE = "请用记事本打开，另存为 UTF-8 编码后再上传。"


def read_plain(data: bytes) -> str:
    """Return the text without its byte order mark; raise `UnreadableFile` for anything that is not Chinese text.

    Of several encodings that the bytes fit, the one that gives most everyday Chinese characters counts.
    """
    text = _marked(data)
    if text is None:
        text = _decoded(data, "utf-8")
    if text is None:
        text = _likeliest(data)
    if "\0" in text:
        raise UnreadableFile("文件里有空字节，不是纯文本，请另存为 PDF 或 UTF-8 编码的纯文本后再上传。")
    if _is_garbage(text):
        raise UnreadableFile("文件读出来是乱码，不是纯文本，请另存为 PDF 或 UTF-8 编码的纯文本后再上传。")
    return text


def repair_mojibake(data: bytes) -> str | None:
    """Return the likeliest reading of text with a few broken characters, each as `LOST`; None if it is no Chinese text."""
    readings = [data.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030", "big5hkscs")]
    best = max(readings, key=_everyday)
    few = best.count(LOST) <= max(_FEW_LOST, len(best) // 200)
    return best if few and "\0" not in best and _everyday(best) >= _FEWEST_EVERYDAY else None


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _decoded(data, encoding)
            if text is None:
                raise UnreadableFile(
                    f"这份文本标明是 {encoding.upper().removesuffix('-SIG')} 编码，内容却已损坏，{_ADVICE}"
                )
            return text
    return None


def _likeliest(data: bytes) -> str:
    readings = [text for encoding in _UNMARKED if (text := _decoded(data, encoding)) is not None]
    best = max(readings, key=_everyday, default=None)
    if best is not None and _everyday(best) >= _FEWEST_EVERYDAY:
        return best
    # A list of names has none of the everyday characters.
    simplified = _decoded(data, "gb18030")
    if simplified is None or not _is_likely_chinese(simplified):
        raise UnreadableFile(f"认不出这份文本的编码，{_ADVICE}")
    return simplified


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _everyday(text: str) -> float:
    """Return the share of everyday Chinese characters among those that are not ASCII."""
    written = [char for char in text if not char.isascii()]
    return sum(1 for char in written if char in _EVERYDAY) / len(written) if written else 0.0


def _is_likely_chinese(text: str) -> bool:
    """Tell GB18030 text from bytes of another kind: those decode too, but to characters that nobody writes."""
    written = [char for char in text if not char.isascii()]
    everyday = sum(1 for char in written if char.encode("gb2312", "ignore"))
    return everyday * 10 >= len(written) * 7


def _is_garbage(text: str) -> bool:
    odd = (char for char in set(text) - _HARMLESS_CONTROLS if unicodedata.category(char) in {"Cc", "Cn"})
    return sum(map(text.count, odd)) * 100 > len(text)
