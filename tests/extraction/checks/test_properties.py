"""What holds of any statements, however odd."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kejiting.text.spans import Span
from measures.extraction.checks import Kind, Point, Statement, check_sentences, find_near, growth, point
from tests.extraction.checks.cases import read_statements, stated
from tests.extraction.checks.whole_lines import Pair, find_checks, find_pairs, in_series, pairs_of

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
    assert in_series(map(point, statements)) == in_series(map(point, other))


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
    lines = in_series(map(point, statements)).values()
    assert sorted(one.figure_id for line in lines for one in line) == [one.id for one in statements]
    for line in lines:
        days = [one.held_on or date.min for one in line]
        assert days == sorted(days)


@settings(deadline=None)
@given(any_statements())
def test_nothing_holds_after_its_letter(statements: list[Statement]) -> None:
    for one in statements:
        day = point(one).held_on
        assert one.written_on is None or (day is not None and day <= one.written_on)


@settings(deadline=None)
@given(any_statements())
def test_growth_is_forward_in_time_and_never_divides_by_nothing(statements: list[Statement]) -> None:
    points = [point(one) for one in statements]
    for earlier in points:
        for later in points:
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
    grown = growth(point(first), point(second))
    assert grown is not None
    assert (grown.difference, grown.percent, grown.days) == (10, 25, 366)
    assert growth(point(first), point(half)) is None
    assert growth(point(second), point(first)) is None


def test_a_further_repetition_opens_no_new_doubt() -> None:
    days = (date(2023, 5, 1), date(2024, 5, 1), date(2025, 5, 1))
    told = [stated(5, number=place, written_on=day) for place, day in enumerate(days)]

    assert find_checks(told) == find_checks(told[:2])
    assert [check.kind for check in find_checks(told)] == [Kind.UNCHANGED]


def test_what_is_repeated_for_many_years_is_told_once() -> None:
    told = [stated(5, number=year, written_on=date(2000 + year, 5, 1)) for year in range(12)]
    assert [check.members for check in find_checks(told)] == [(0, 1)]

    (line,) = in_series(map(point, told)).values()
    assert [(pair.earlier.figure_id, pair.later.figure_id) for pair in find_pairs(line, reach=3)] == [(0, 1)]


POINTS = st.builds(
    lambda value, day, period: stated(value, written_on=date(2020, 1, 1) + timedelta(days=day), period=period),
    st.sampled_from([5, 6, 9]),
    st.sampled_from([0, 1, 1, 40, 90, 200, 300, 500, 1000, 1500, 2500]),
    st.sampled_from([None, None, None, "2020年", "每年"]),
)
CHANGES = st.lists(
    st.tuples(st.lists(POINTS, max_size=3), st.lists(st.integers(0, 40), max_size=3)), min_size=1, max_size=8
)
Found = set[tuple[Kind, int, int]]


def of_pairs(pairs: Iterable[Pair]) -> Found:
    return {(pair.kind, pair.earlier.figure_id, pair.later.figure_id) for pair in pairs}


def after(held: Found, points: list[Point], changed: list[Point], reach: int) -> Found:
    """What is found when some points came and went, looking at the lines near them only."""
    kept = {point.figure_id for point in points}
    held = {one for one in held if {*one[1:]} <= kept}
    lines = in_series(points)
    for line, places in ((line, [one.sort_key for one in changed if one.series == line]) for line in lines):
        placed = lines[line]
        for place in places:
            first = sum(other.sort_key < place for other in placed)
            start, end = max(0, first - reach), first + reach + len(changed)
            near = list(find_near(placed[start:end], places, first - start, reach))
            held = {pair for pair in held if pair[2] not in {looked.later.figure_id for looked in near}}
            held |= of_pairs(pair for looked in near for pair in pairs_of(looked))
    return held


@settings(deadline=None)
@given(CHANGES, st.sampled_from([2, 3, 200]))
def test_looking_near_a_change_finds_what_looking_everywhere_does(
    changes: list[tuple[list[Statement], list[int]]], reach: int
) -> None:
    """Points come, and go or are moved by coming again otherwise under the same number."""
    points: dict[int, Point] = {}
    held: Found = set()
    for number, (come, gone) in enumerate(changes):
        fresh = [point(replace(one, id=number * 10 + n, letter=number)) for n, one in enumerate(come)]
        moved = [point(replace(one, id=pk)) for one, pk in zip(come, points, strict=False) if pk % 3 == 0]
        left = [points.pop(pk) for pk in [*gone, *(one.figure_id for one in moved)] if pk in points]
        points |= {one.figure_id: one for one in (*fresh, *moved)}
        held = after(held, list(points.values()), [*left, *fresh, *moved], reach)
        everywhere = in_series(points.values()).values()
        assert held == of_pairs(pair for line in everywhere for pair in find_pairs(line, reach=reach))
