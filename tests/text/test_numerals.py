import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.numerals import NUMBER, to_int


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14", 14),
        ("１４", 14),
        ("1４", 14),
        ("007", 7),
        ("〇", 0),
        ("零", 0),
        ("○", 0),
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十四", 14),
        ("二十", 20),
        ("二十三", 23),
        ("九十九", 99),
        ("一百", 100),
        ("两百", 200),
        ("一百零五", 105),
        ("一百一十", 110),
        ("一百一十五", 115),
        ("一千零五", 1005),
        ("一千零五十", 1050),
        ("一千二百三十四", 1234),
        ("二〇二五", 2025),
        ("二○一六", 2016),
        ("三〇", 30),
        ("一五七", 157),
        ("9" * 18, 10**18 - 1),
    ],
)
def test_a_number_is_read(text: str, expected: int) -> None:
    assert to_int(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "百",
        "千",
        "三五",
        "十四五",
        "一百五",
        "一百十零五",
        "二十十",
        "1.4",
        "-1",
        "1十",
        "十1",
        "第一",
        "一是",
        "½",
        "٣",
        "9" * 19,
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert to_int(text) is None


@given(st.integers(min_value=0, max_value=10**17))
def test_arabic_numbers_are_read_in_both_widths(number: int) -> None:
    wide = str(number).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    assert to_int(str(number)) == to_int(wide) == number


def spelled(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    digits = "零一二三四五六七八九"
    words = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (digits[ones] if ones else "")


@pytest.mark.parametrize("number", range(1, 1000))
def test_every_spelled_number_below_a_thousand(number: int) -> None:
    assert to_int(spelled(number)) == number
    assert re.fullmatch(NUMBER, spelled(number))


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = to_int(text)
    assert number is None or number >= 0
