"""What holds of any statements, however odd."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kejiting.text.spans import Span
from measures.extraction.checks import Kind, Statement, as_of, check_sentences, find_checks, growth, series
from tests.extraction.checks.cases import read_statements, stated

VALUES = st.one_of(
    st.sampled_from([Decimal(0), Decimal(3), Decimal(11), Decimal(12), Decimal(20), Decimal("27.27"), Decimal(633)]),
    st.decimals(0, Decimal(10) ** 40, allow_nan=False, allow_infinity=False),
)
PERIODS = st.sampled_from(
    [
        None,
        "",
        "目前",
        "2024年",
        "2024年度",
        "截至2025年5月",
        "近三年",
        "每年",
        "今年以来",
        "到2027年",
        "0000年",
        "不明",
    ]
)
WORDS = st.sampled_from(
    [None, "", "余", "约", "超·累计", "平均", "18家单位", "十八家试点", "零家", "三五家", "增加", "·"]
)
SENTENCES = st.sampled_from(["", "共11个，其中3个，占比27.27%。", "共20家（其中12家、8家）", "合计、共计", "）））"])


@st.composite
def any_statements(draw: st.DrawFn) -> list[Statement]:
    found = []
    for number in range(draw(st.integers(0, 6))):
        low, start = draw(VALUES), draw(st.integers(0, 30))
        found.append(
            Statement(
                number,
                draw(st.sampled_from(["", "3家", "1.6亿元", "三亿", "27.27%", "0.0%", "1-2", "．", "3.3.3"])),
                low,
                low + draw(st.sampled_from([0, 0, 5])),
                draw(st.sampled_from(["家", "元", "%", ""])),
                *(draw(WORDS), draw(WORDS), draw(WORDS), draw(PERIODS)),
                draw(st.none() | st.dates() | st.dates(date(2024, 1, 1), date(2025, 12, 31))),
                draw(st.integers(0, 2)),
                draw(SENTENCES),
                Span(start, start + draw(st.integers(0, 5))),
            )
        )
    return found


@st.composite
def prose(draw: st.DrawFn) -> str:
    pieces = [
        "11个",
        "3个",
        "20家",
        "12家",
        "8家",
        "27.27%",
        "占比",
        "其中",
        "（",
        "）",
        "、",
        "，",
        "；",
        "。",
        "共计",
        "企业",
        "等",
    ]
    return "".join(draw(st.lists(st.sampled_from(pieces), max_size=20)))


@settings(deadline=None)
@given(any_statements().flatmap(lambda made: st.tuples(st.just(made), st.permutations(made))))
def test_the_order_of_the_statements_does_not_matter(pair: tuple[list[Statement], list[Statement]]) -> None:
    statements, other = pair
    assert find_checks(statements) == find_checks(other)
    assert check_sentences(statements) == check_sentences(other)
    assert series(statements) == series(other)


@settings(deadline=None)
@given(any_statements())
def test_checks_name_statements_once_and_say_a_sentence(statements: list[Statement]) -> None:
    ids = {one.id for one in statements}
    for check in (*find_checks(statements), *check_sentences(statements)):
        assert len(set(check.members)) == len(check.members) >= 2
        assert set(check.members) <= ids
        assert check.says.endswith("。")
        assert check.kind.label


@settings(deadline=None)
@given(any_statements())
def test_every_statement_stands_in_one_line_in_the_order_of_time(statements: list[Statement]) -> None:
    lines = series(statements)
    assert sorted(one.id for line in lines for one in line.statements) == [one.id for one in statements]
    for line in lines:
        days = [as_of(one) for one in line.statements]
        known = [day for day in days if day is not None]
        assert known == sorted(known)
        assert days == [*known, *[None] * (len(days) - len(known))]


@settings(deadline=None)
@given(any_statements())
def test_nothing_holds_after_its_letter(statements: list[Statement]) -> None:
    for one in statements:
        day = as_of(one)
        assert one.written_on is None or (day is not None and day <= one.written_on)


@settings(deadline=None)
@given(any_statements())
def test_growth_is_forward_in_time_and_never_divides_by_nothing(statements: list[Statement]) -> None:
    for earlier in statements:
        for later in statements:
            grown = growth(earlier, later)
            if grown is not None:
                assert grown.days > 0
                assert growth(later, earlier) is None
                assert (grown.percent is None) == (earlier.low == 0)


@settings(deadline=None)
@given(prose())
def test_the_arithmetic_of_any_prose_is_right_where_it_is_said_to_hold(text: str) -> None:
    statements = read_statements(text, letter=1, written_on=None, first_id=0)
    values = {one.id: one.low for one in statements}
    for check in check_sentences(statements):
        first, *others = (values[member] for member in check.members)
        match check.kind:
            case Kind.SUM_HOLDS:
                assert first == sum(others)
            case Kind.SUM:
                assert 0 < abs(first - sum(others)) <= first / 20
            case Kind.PERCENT_HOLDS:
                assert abs(others[0] / first * 100 - others[1]) < Decimal("0.01")
            case Kind.PERCENT:
                assert abs(others[0] / first * 100 - others[1]) >= Decimal("0.005")


@pytest.mark.parametrize("statements", [[], [stated(5)]])
def test_where_there_is_nothing_to_compare_nothing_is_found(statements: Sequence[Statement]) -> None:
    assert find_checks(statements) == check_sentences(statements) == ()


def test_a_statement_that_is_given_twice_counts_once() -> None:
    one, other = (stated(n, number=n, written_on=date(2025, 1, 1)) for n in (5, 9))
    assert len(find_checks([one, other, one, other])) == 1


def test_a_value_is_held_against_eight_earlier_ones_at_most() -> None:
    days = [stated(n, number=n, written_on=date(2025, 1, 1) + timedelta(days=n)) for n in range(1, 31)]
    assert len(find_checks(days)) == sum(min(n, 8) for n in range(30))


def test_a_value_that_many_letters_repeat_differs_from_another_once() -> None:
    start = date(2025, 1, 1)
    same = [stated(5, number=n, written_on=start + timedelta(days=n)) for n in range(1, 40)]
    other = [stated(9, number=100 + n, written_on=start + timedelta(days=50 + n)) for n in range(3)]
    (check,) = find_checks([*same, *other])
    assert check.members == (39, 100)


@pytest.mark.parametrize(
    ("values", "days", "kinds"),
    [
        ((5, 9), 0, [Kind.DIFFERS]),
        ((5, 9), 92, [Kind.DIFFERS]),
        ((5, 9), 93, []),
        ((5, 5), 269, []),
        ((5, 5), 270, [Kind.UNCHANGED]),
    ],
)
def test_how_near_and_how_far_apart_statements_are(values: tuple[int, int], days: int, kinds: list[Kind]) -> None:
    start = date(2024, 1, 31)
    one, other = (
        stated(value, number=number, written_on=start + timedelta(days=days * number))
        for number, value in enumerate(values)
    )
    assert [check.kind for check in find_checks([one, other])] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("认定企业100家，其中长春55家、吉林40家。", [Kind.SUM]),
        ("认定企业100家，其中长春55家、吉林39家。", []),
        ("认定企业100家，其中长春65家、吉林40家。", [Kind.SUM]),
        ("认定企业40家，其中" + "、".join(["县区1家"] * 40) + "。", [Kind.SUM_HOLDS]),
        ("认定企业41家，其中" + "、".join(["县区1家"] * 41) + "。", []),
        ("".join(["县区1家、"] * 41) + "共计41家。", []),
    ],
)
def test_how_near_parts_come_to_a_total_and_how_many_they_are(text: str, kinds: list[Kind]) -> None:
    statements = read_statements(text, letter=1, written_on=None, first_id=0)
    assert [check.kind for check in check_sentences(statements)] == kinds


def test_growth_of_periods_of_one_kind() -> None:
    first = stated(40, number=1, written_on=date(2024, 5, 1), period="2023年")
    second = stated(50, number=2, written_on=date(2025, 5, 1), period="2024年度")
    half = stated(50, number=3, written_on=date(2025, 5, 1), period="2024年上半年")
    grown = growth(first, second)
    assert grown is not None
    assert (grown.difference, grown.percent, grown.days) == (10, 25, 366)
    assert growth(first, half) is None
    assert growth(second, first) is None


def test_a_further_repetition_opens_no_new_doubt() -> None:
    days = (date(2023, 5, 1), date(2024, 5, 1), date(2025, 5, 1))
    told = [stated(5, number=place, written_on=day) for place, day in enumerate(days)]

    assert find_checks(told) == find_checks(told[:2])
    assert [check.kind for check in find_checks(told)] == [Kind.UNCHANGED]
