"""Values as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.extraction.units import base_unit
from measures.figures.values import read_value


@pytest.mark.parametrize(
    ("typed", "low", "high", "unit"),
    [
        ("5000万元", 50_000_000, 50_000_000, "元"),
        ("0.5亿元", 50_000_000, 50_000_000, "元"),
        ("三亿二千万", 320_000_000, 320_000_000, None),
        ("3亿5000万元", 350_000_000, 350_000_000, "元"),
        ("8 . 5亿元", 850_000_000, 850_000_000, "元"),
        ("1,928个", 1928, 1928, "个"),
        ("２５１８　人", 2518, 2518, "人"),
        ("5000", 5000, 5000, None),
        ("27.27%", "27.27", "27.27", "%"),
        ("２７．２７％", "27.27", "27.27", "%"),
        ("三成", 30, 30, "%"),
        ("百分之十五", 15, 15, "%"),
        ("5个百分点", 5, 5, "个百分点"),
        ("1.3萬人次", 13_000, 13_000, "人次"),
        ("五万余户", 50_000, 50_000, "户"),
        ("约300家", 300, 300, "家"),
        ("300家左右", 300, 300, "家"),
        ("100..500名", 100, 500, "名"),
        ("100-500名", 100, 500, "名"),
        ("１００～５００名", 100, 500, "名"),
        ("100至500名", 100, 500, "名"),
        ("15－30万元", 150_000, 300_000, "元"),
        ("5000元至5万元", 5000, 50_000, "元"),
        ("5000-1万元", 5000, 10_000, "元"),
        ("2到3成", 20, 30, "%"),
        ("≥100名", 100, None, "名"),
        (">=100名", 100, None, "名"),
        ("不少于100名", 100, None, "名"),
        ("100名以上", 100, None, "名"),
        ("≤5%", None, 5, "%"),
        ("不超过5％", None, 5, "%"),
        ("5%以内", None, 5, "%"),
    ],
)
def test_values(typed: str, low: int | str | None, high: int | str | None, unit: str | None) -> None:
    asked = read_value(typed)

    assert asked is not None
    assert (asked.low, asked.high, asked.unit) == (
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
        unit,
    )
    assert not asked.beyond


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        (">1亿元", 10**8, None),
        ("＞１亿元", 10**8, None),
        ("超过1亿元", 10**8, None),
        ("突破一亿元", 10**8, None),
        ("<1亿元", None, 10**8),
        ("不足1亿元", None, 10**8),
    ],
)
def test_beyond_a_value(typed: str, low: int | None, high: int | None) -> None:
    asked = read_value(typed)

    assert asked is not None
    assert (asked.low, asked.high, asked.beyond) == (low, high, True)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "元",
        "亿元",
        "百家",
        "三五家",
        "技术经纪人",
        "2025年",
        "2025年5月27日",
        "15个工作日",
        "第84号",
        "84号",
        "〔2025〕84号",
        "1928个 技术",
        "100 500名",
        "500..100名",
        ">100..500名",
        "..500名",
        "-5%",
        "1.2.3个",
        "1e9元",
        "十四五",
        "9" * 30 + "元",
        "9" * 5000 + "元",
        "5000万元\0!",
    ],
)
def test_what_is_no_value(typed: str) -> None:
    assert read_value(typed) is None


@given(
    st.text(
        alphabet=st.sampled_from("0123456789.,，．万亿千百十三元人名%％>≥<=超过不少于至-~… 余以上分之")
        | st.characters()
    )
)
def test_nothing_typed_makes_it_fail(typed: str) -> None:
    asked = read_value(typed)

    assert asked is None or asked.low is not None or asked.high is not None


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("元", "元"),
        ("万元", "元"),
        ("亿 元", "元"),
        ("％", "%"),
        ("百分点", "个百分点"),
        ("人次", "人次"),
        ("万", "万"),
    ],
)
def test_units_are_those_in_which_values_are_kept(typed: str, unit: str) -> None:
    assert base_unit(typed) == unit
