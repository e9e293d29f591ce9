"""Statements are compared in units that count the same, and in no others."""

from __future__ import annotations

from datetime import date

import pytest

from measures.extraction.checks import point
from tests.extraction.checks.cases import read_statements, stated
from tests.extraction.checks.whole_lines import find_checks, in_series

DAY = date(2025, 6, 18)


@pytest.mark.parametrize(
    ("one", "other", "compared"),
    [
        ("个", "家", True),
        ("所", "座", True),
        ("名", "人", True),
        ("人", "人次", False),
        ("个", "项", False),
        ("件", "项", False),
        ("家", "人", False),
    ],
)
def test_units_of_a_family_are_one_line(one: str, other: str, compared: bool) -> None:
    statements = (stated(18, one, number=1, written_on=DAY), stated(25, other, number=2, written_on=DAY))

    assert (len(in_series(map(point, statements))) == 1) is compared
    assert bool(find_checks(statements)) is compared


def test_the_same_value_in_two_units_is_no_difference() -> None:
    statements = (stated(18, "个", number=1, written_on=DAY), stated(18, "家", number=2, written_on=DAY))

    assert find_checks(statements) == ()


@pytest.mark.parametrize(
    ("sentence", "printed", "compared"),
    [
        ("受理各市推荐的16个概念验证中心、38个中试中心。", "38个", False),
        ("申报数量较多，目前建成中试中心38个。", "38个", True),
    ],
)
def test_what_is_asked_for_is_not_held_against_what_there_is(sentence: str, printed: str, compared: bool) -> None:
    (there,) = read_statements("目前备案中试中心20家。", letter=1, written_on=DAY, first_id=1)
    said = read_statements(sentence, letter=2, written_on=DAY, first_id=100)
    (asked,) = [one for one in said if one.printed == printed]

    assert bool(find_checks((there, asked))) is compared
