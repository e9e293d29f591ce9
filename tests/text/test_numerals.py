import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.numerals import NUMBER, to_chinese, to_int


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


@pytest.mark.parametrize(
    ("number", "spelled"),
    [(1, "一"), (10, "十"), (14, "十四"), (20, "二十"), (105, "一百零五"), (110, "一百一十"), (3004, "三千零四"), (0, "0"), (10_000, "10000")],
)  # fmt: skip
def test_numbers_are_spelled(number: int, spelled: str) -> None:
    assert to_chinese(number) == spelled


@given(st.integers(min_value=1, max_value=999))
def test_what_is_spelled_is_read_again(number: int) -> None:
    assert to_int(to_chinese(number)) == number
    assert re.fullmatch(NUMBER, to_chinese(number))


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = to_int(text)
    assert number is None or number >= 0
