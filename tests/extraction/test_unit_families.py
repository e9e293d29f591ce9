"""Units that count the same, whichever a letter takes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from measures.extraction.units import FAMILIES, in_base_units, unit_family, units_alike

_ALIKE = ("个家", "个所", "家所", "家座", "处座", "户家", "人名", "位名")
_APART = (
    "人家", "名个", "项个", "件个", "项件", "篇件", "台个", "亩个", "批个", "次个", "期个", "条项", "笔项", "株个", "只个", "种个", "套台",
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), _ALIKE)
def test_words_of_counting_count_the_same(one: str, other: str) -> None:
    assert other in units_alike(one)
    assert unit_family(one) == unit_family(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *_APART,
        ("人次", "人"),
        ("户次", "户"),
        ("家次", "家"),
        ("场次", "场"),
        ("元", "个"),
        ("%", "个百分点"),
        ("万", "个"),
    ],
)
def test_other_units_stay_apart(one: str, other: str) -> None:
    assert other not in units_alike(one)
    assert one not in units_alike(other)
    assert unit_family(one) != unit_family(other)


@pytest.mark.parametrize("unit", [*"个家所座处户人名位", "元", "项", "人次", "", "没有的"])
def test_the_own_unit_comes_first(unit: str) -> None:
    assert units_alike(unit)[0] == unit
    assert len(set(units_alike(unit))) == len(units_alike(unit))


def test_no_unit_is_of_two_families_and_all_are_base_units() -> None:
    units = [unit for family in FAMILIES for unit in family]

    assert len(units) == len(set(units))
    assert [in_base_units(Decimal(1), unit)[1] for unit in units] == units
