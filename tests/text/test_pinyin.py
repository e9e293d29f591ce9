"""Names as people type them in Latin letters."""

from __future__ import annotations

import pytest

from kejiting.text.pinyin import pinyin_keys, pinyin_order, sounds, typed


@pytest.mark.parametrize(
    ("name", "among"),
    [
        ("王洪福", {"wanghongfu", "whf"}),
        ("单丹", {"shandan", "dandan", "sd", "dd"}),
        ("仇英", {"qiuying", "chouying", "qy", "cy"}),
        ("曾仪", {"zengyi", "cengyi", "zy", "cy"}),
        ("吕布", {"lvbu", "lb"}),
        ("欧阳修", {"ouyangxiu", "oyx"}),
        ("阿依努尔·买买提", {"ayinuermaimaiti", "aynemmt"}),
        ("民盟吉林省委员会", {"mmjlswyh"}),
    ],
)
def test_every_reading_of_the_surname(name: str, among: set[str]) -> None:
    assert among <= pinyin_keys(name)


@pytest.mark.parametrize("name", ["", "Smith", "12·3"])
def test_no_characters_no_spelling(name: str) -> None:
    assert pinyin_keys(name) == frozenset()


@pytest.mark.parametrize("words", ["wanghongfu", "Wang Hongfu", "wang hong fu", "WangHong-fu", "wang'hongfu"])
def test_typed_as_kept(words: str) -> None:
    assert typed(words) == "wanghongfu"


def test_an_umlaut_is_a_v() -> None:
    assert typed("Lǚ bù".replace("ù", "u")) == "lvbu"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("证", "正", True),
        ("三", "山", True),
        ("心", "星", True),
        ("吕", "绿", True),
        ("吕", "路", False),
        ("a", "b", False),
    ],
)
def test_what_sounds_alike(one: str, other: str, alike: bool) -> None:
    assert bool(sounds(one) & sounds(other)) == alike


ORDERED = ["5G网络", "安娜", "买买提·吐尔逊", "单丹", "王安", "王洪福", "曾庆红", "张三", "中试中心"]


def test_names_are_sorted_by_their_syllables() -> None:
    """The surnames 单 and 曾 as surnames are read; 王安 before 王洪福, however many letters follow."""
    assert sorted(set(ORDERED), key=pinyin_order) == ORDERED


@pytest.mark.parametrize("words", ["", "3d", "王洪福", "-w", "w" * 50])
def test_what_is_no_pinyin(words: str) -> None:
    assert typed(words) == ""
