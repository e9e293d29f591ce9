"""Radicals become the ideographs they stand for, and nothing else changes."""

from __future__ import annotations

import pytest

from kejiting.text.radicals import without_radicals

SUPPLEMENT = [chr(code) for code in range(0x2E81, 0x2EF4) if code != 0x2E9A]
KANGXI = [chr(code) for code in range(0x2F00, 0x2FD6)]


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("⽇⻛⻔⽂门", "日风门文门"),
        ("⻩⾦⼗年", "黄金十年"),
        ("⺠⽣⼯程", "民生工程"),
        ("⻓⻘⻚⻢⻰⻳", "长青页马龙龟"),
        ("⼀⽉⼆⽇", "一月二日"),
        ("⻆⾊⼊⼝", "角色入口"),
        ("799⼾企业", "799户企业"),
        ("⼾籍人員", "戶籍人員"),
        ("吉林―浙江，橡㬵〜塑料", "吉林—浙江，橡胶～塑料"),
    ],
)
def test_radicals_become_the_characters_they_stand_for(read: str, written: str) -> None:
    assert without_radicals(read) == written


def test_every_radical_becomes_one_ideograph() -> None:
    became = without_radicals("".join(SUPPLEMENT + KANGXI))
    assert len(became) == len(SUPPLEMENT) + len(KANGXI)
    assert all("\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0002ffff" for char in became)


@pytest.mark.parametrize("text", ["⺀", "①Ⅱ５％（）", "不⿰㎡ﬁ", "日风门"])
def test_other_characters_stay_as_they_are(text: str) -> None:
    assert without_radicals(text) == text
