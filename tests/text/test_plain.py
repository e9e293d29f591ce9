"""Plain text in the encodings of Chinese offices, and what is refused."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from opencc import OpenCC

from kejiting.text.plain import read_plain
from kejiting.text.unreadable import UnreadableFile

LETTER = "王洪福委员：\n您提出的《关于甲的建议》收悉，现答复如下：转化成果1928个。\n"
TRADITIONAL = "王洪福委員：\n您提出的《關於甲的建議》收悉，現答覆如下：轉化成果1928個。\n"
FIXTURES = sorted(Path("fixtures").glob("*/*.txt"))
PIECE = 200


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_the_usual_encodings_are_read(encoding: str) -> None:
    assert read_plain(LETTER.encode(encoding)) == LETTER


@pytest.mark.parametrize(
    "encoding", ["utf-8", "gb18030", "gbk", "big5", "big5hkscs", "cp950", "utf-16-le", "utf-16-be"]
)
def test_traditional_characters_are_read(encoding: str) -> None:
    assert read_plain(TRADITIONAL.encode(encoding)) == TRADITIONAL


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE], ids=["utf-16-be", "utf-32-be"])
def test_the_mark_says_which_half_comes_first(mark: bytes) -> None:
    encoding = "utf-16-be" if mark == codecs.BOM_UTF16_BE else "utf-32-be"
    assert read_plain(mark + LETTER.encode(encoding)) == LETTER


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem[:3])
def test_every_piece_of_a_fixture_is_read_as_what_it_is(path: Path, encoding: str) -> None:
    text = path.read_text(encoding="utf-8")
    text = OpenCC("s2t").convert(text) if encoding == "big5hkscs" else text
    # Characters that the encoding does not have are not the matter here.
    text = text.encode(encoding, errors="ignore").decode(encoding)
    for start in range(0, len(text), PIECE):
        piece = text[start : start + PIECE]
        assert read_plain(piece.encode(encoding)) == piece


def test_traditional_text_in_gb18030_is_no_big5() -> None:
    text = OpenCC("s2t").convert(FIXTURES[0].read_text(encoding="utf-8"))
    assert read_plain(text.encode("gb18030")) == text


def test_a_rare_character_of_gb18030_is_read() -> None:
    assert read_plain(f"{LETTER}㛃䶮".encode("gb18030")).endswith("㛃䶮")


def test_a_list_of_names_is_read() -> None:
    assert read_plain("王洪福\n李锐\n宋佳琪\n".encode("gb18030")) == "王洪福\n李锐\n宋佳琪\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (LETTER.encode("utf-16")[:-1], "UTF-16"),
        (codecs.BOM_UTF8 + b"\xff\xfe", "UTF-8"),
        (codecs.BOM_UTF32_LE + b"\xff\xff\xff\xff", "UTF-32"),
        (b"abc\x00def", "空字节"),
        (LETTER.encode() + b"\x00", "空字节"),
        (bytes(range(128, 256)) * 20, "编码"),
        (LETTER.encode()[:-2] * 3, "编码"),
        (b"\x01\x02\x03\x04" * 50, "乱码"),
        ("这一段文字被截断在字符中间".encode()[:-1], "编码"),
    ],
)
def test_other_bytes_are_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read_plain(data)
