from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.dates import find_dates, read_date

FOUND = [
    ("2025年6月18日", date(2025, 6, 18)),
    ("2025 年 6 月 18 日", date(2025, 6, 18)),
    ("2 0 2 5年6月1 8日", date(2025, 6, 18)),
    ("2025年\n6月\n18日", date(2025, 6, 18)),
    ("２０２５年６月１８日", date(2025, 6, 18)),
    ("2025年06月08日", date(2025, 6, 8)),
    ("二О二五年六月十八日", date(2025, 6, 18)),
    ("二O二五年六月十八日", date(2025, 6, 18)),
    ("二〇二五年六月十八日", date(2025, 6, 18)),
    ("二○一六年十月三十一日", date(2016, 10, 31)),
    ("二零一九年十二月三十日", date(2019, 12, 30)),
    ("2024年2月29日", date(2024, 2, 29)),
    ("2025-06-25", date(2025, 6, 25)),
    ("2025-6-5", date(2025, 6, 5)),
    ("2025/06/25", date(2025, 6, 25)),
    ("2025.6.18", date(2025, 6, 18)),
    ("２０２５．６．１８", date(2025, 6, 18)),
    ("2025－06－25", date(2025, 6, 25)),
]


@pytest.mark.parametrize(("printed", "expected"), FOUND)
def test_a_date_is_found_where_it_stands(printed: str, expected: date) -> None:
    text = f"（此件公开发布）{printed}印发"
    assert [(span.of(text), day) for span, day in find_dates(text)] == [(printed, expected)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025年6月",
        "2025年",
        "6月18日",
        "2025年2月29日",
        "2025年13月1日",
        "2025年6月31日",
        "2025-02-30",
        "12025年6月18日",
        "0000年1月1日",
        "1234-05-06",
        "版本3.0.1",
        "2025.6.18.1",
        "10.2025.6.18",
        "2016-2020年",
        "2025-06/25",
        "0431-2025-06-25",
        "2025-06-256",
        "吉科发成〔2025〕84号",
        "十四五年六月十八日",
    ],
)
def test_a_near_miss_is_no_date(text: str) -> None:
    assert find_dates(text) == ()
    assert read_date(text) is None


def test_several_dates_come_in_the_order_of_the_text() -> None:
    text = "成文日期：2016-10-31 发布日期：2016年11月11日 12:00，施行至2020/1/1。"
    assert [day for _, day in find_dates(text)] == [date(2016, 10, 31), date(2016, 11, 11), date(2020, 1, 1)]
    assert read_date(text) == date(2016, 10, 31)


def test_a_number_before_a_date_stays_outside() -> None:
    assert read_date("第20 2025年6月18日") == date(2025, 6, 18)


@given(
    st.dates(min_value=date(1949, 1, 1), max_value=date(2149, 12, 31)),
    st.text(alphabet="年月日，。关于 \n", max_size=5),
)
def test_every_date_is_read_in_every_form(day: date, before: str) -> None:
    forms = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y-%m-%d}",
        f"{day:%Y/%m/%d}",
        f"{day.year}.{day.month}.{day.day}",
    )
    for form in forms:
        assert read_date(before + form) == day


@given(st.text(alphabet="0123456789２０年月日-/. \n〇二十", max_size=60))
def test_spans_are_in_order_and_apart(text: str) -> None:
    spans = [span for span, _ in find_dates(text)]
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(read_date(span.of(text)) is not None for span in spans)
