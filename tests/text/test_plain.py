"""Plain text in the encodings of Chinese offices, and what is refused."""

from __future__ import annotations

import codecs

import pytest

from kejiting.text.plain import read_plain
from kejiting.text.unreadable import UnreadableFile

LETTER = "王洪福委员：\n您提出的《关于甲的建议》收悉，现答复如下：转化成果1928个。\n"


@pytest.mark.parametrize(
    "data",
    [LETTER.encode(), codecs.BOM_UTF8 + LETTER.encode(), LETTER.encode("gb18030"), LETTER.encode("gbk")],
    ids=["utf-8", "utf-8 with mark", "gb18030", "gbk"],
)
def test_the_usual_encodings_are_read(data: bytes) -> None:
    assert read_plain(data) == LETTER


def test_a_rare_character_of_gb18030_is_read() -> None:
    assert read_plain(f"{LETTER}㛃䶮".encode("gb18030")).endswith("㛃䶮")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (LETTER.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + LETTER.encode("utf-16-be"), "UTF-16"),
        (b"abc\x00def", "空字节"),
        (bytes(range(128, 256)) * 20, "编码"),
        (LETTER.encode()[:-2] * 3, "编码"),
        (b"\x01\x02\x03\x04" * 50, "乱码"),
        ("这一段文字被截断在字符中间".encode()[:-1], "编码"),
    ],
)
def test_other_bytes_are_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read_plain(data)
