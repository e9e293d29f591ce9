"""When a statement holds, and how far its value reaches."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kejiting.text.spans import Span
from measures.extraction.checks import Statement, due_of, is_planned
from measures.extraction.checks.bounds import bounds
from measures.extraction.checks.when import when
from tests.extraction.checks.cases import stated

WRITTEN = date(2025, 6, 18)


@pytest.mark.parametrize(
    ("period", "kind", "day"),
    [
        (None, "时点数", "2025-06-18"),
        ("", "时点数", "2025-06-18"),
        ("目前", "时点数", "2025-06-18"),
        ("截至目前", "时点数", "2025-06-18"),
        ("截至2025年5月", "时点数", "2025-05-31"),
        ("截至 2025 年 5 月", "时点数", "2025-05-31"),
        ("截至２０２４年２月底", "时点数", "2024-02-29"),
        ("截止2025年5月27日", "时点数", "2025-05-27"),
        ("截至2025年底", "时点数", "2025-06-18"),
        ("2023年底", "时点数", "2023-12-31"),
        ("2024年初", "时点数", "2024-01-01"),
        ("去年底", "时点数", "2024-12-31"),
        ("“十三五”末", "时点数", "2020-12-31"),
        ("到2020年", "时点数", "2020-12-31"),
        ("2024年", "年度", "2024-12-31"),
        ("2024年度", "年度", "2024-12-31"),
        ("2025年", "年度", "2025-06-18"),
        ("去年", "年度", "2024-12-31"),
        ("今年", "年度", "2025-06-18"),
        ("2024年上半年", "1—6月", "2024-06-30"),
        ("上半年", "1—6月", "2025-06-18"),
        ("1－5月", "1—5月", "2025-05-31"),
        ("2025年1—5月份", "1—5月", "2025-05-31"),
        ("2025年1月至5月", "1—5月", "2025-05-31"),
        ("2025年前三季度", "1—9月", "2025-06-18"),
        ("第一季度", "1—3月", "2025-03-31"),
        ("2025年3月", "3月", "2025-03-31"),
        ("2016－2020年", "5年", "2020-12-31"),
        ("“十三五”期间", "5年", "2020-12-31"),
        ("2021年以来", "2021年以来", "2025-06-18"),
        ("2021年至今", "2021年以来", "2025-06-18"),
        ("今年以来", "2025年以来", "2025-06-18"),
        ("近三年", "近三年", "2025-06-18"),
        ("每年", "每年", "2025-06-18"),
        ("年均", "每年", "2025-06-18"),
        ("到2027年", "计划", "2025-06-18"),
        ("2027年底", "计划", "2025-06-18"),
        ("2026年", "计划", "2025-06-18"),
        ("全年", "全年", "2025-06-18"),
        ("2025年13月", "2025年13月", "2025-06-18"),
        ("2025年2月30日", "2025年2月30日", "2025-06-18"),
        ("0000年", "0000年", "2025-06-18"),
        ("2025－2020年", "2025-2020年", "2025-06-18"),
        ("底", "底", "2025-06-18"),
        ("年", "年", "2025-06-18"),
        ("9999年", "计划", "2025-06-18"),
    ],
)
def test_the_kind_of_a_period_and_its_last_day(period: str | None, kind: str, day: str) -> None:
    held = when(stated(5, written_on=WRITTEN, period=period))
    assert (held.kind, held.day and held.day.isoformat()) == (kind, day)


@pytest.mark.parametrize(
    ("period", "kind", "day"),
    [
        (None, "时点数", None),
        ("2024年", "年度", date(2024, 12, 31)),
        ("9999年", "年度", date(9999, 12, 31)),
        ("截至2024年5月", "时点数", date(2024, 5, 31)),
        ("去年", "去年", None),
        ("1－5月", "1-5月", None),
        ("近三年", "近三年", None),
    ],
)
def test_a_letter_without_a_date_leaves_what_the_words_say(period: str | None, kind: str, day: date | None) -> None:
    held = when(stated(5, period=period))
    assert (held.kind, held.day) == (kind, day)


@pytest.mark.parametrize(
    ("one", "other"), [("2024年", "2024年度"), ("2016－2020年", "“十三五”期间"), ("2024年上半年", "2024年1—6月")]
)
def test_one_period_in_two_wordings_has_one_key(one: str, other: str) -> None:
    assert when(stated(5, period=one)).key == when(stated(5, period=other)).key != ""


@pytest.mark.parametrize(
    ("sentence", "period", "due"),
    [
        ("再建概念验证中心10家。", None, None),
        ("2026年，再建概念验证中心10家。", "2026年", date(2026, 12, 31)),
        ("今年，将再建概念验证中心10家。", "今年", date(2025, 12, 31)),
        ("到2027年建成10家。", "到2027年", date(2027, 12, 31)),
        ("“十五五”期间，建设10家。", "“十五五”期间", date(2030, 12, 31)),
        ("每年建设10家。", "每年", None),
    ],
)
def test_what_next_steps_say_is_planned_for_a_day(sentence: str, period: str | None, due: date | None) -> None:
    stated_there = _in_next_steps(sentence, period)
    assert is_planned(stated_there)
    assert due_of(when(stated_there).key) == due


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("目前已建10家，下一步再建。", "目前"),
        ("在已建成的10家的基础上，再建。", None),
        ("对各市推荐的10家进行现场考察。", None),
        ("2024年建成10家，今后还将再建。", "2024年"),
        ("截至2025年5月，有10家。", "截至2025年5月"),
    ],
)
def test_what_next_steps_say_of_today_is_reported(sentence: str, period: str | None) -> None:
    assert not is_planned(_in_next_steps(sentence, period))


def _in_next_steps(sentence: str, period: str | None) -> Statement:
    start = sentence.index("10家")
    around = {"sentence": sentence, "place": Span(start, start + 3), "is_next_step": True}
    return replace(stated(10, written_on=WRITTEN, period=period), **around)


@pytest.mark.parametrize(
    ("printed", "value", "hedge", "low", "high"),
    [
        ("900余人", "900", "余", "900", "1000"),
        ("5200余人", "5200", "累计·余", "5200", "5300"),
        ("1.6亿元", "160000000", "累计·超", "160000000", "170000000"),
        ("5亿元", "500000000", "近", "400000000", "500000000"),
        ("5亿元", "500000000", "约", "400000000", "600000000"),
        ("50家", "50", "以上·左右", "40", "60"),
        ("12家", "12", None, "12", "12"),
        ("12家", "12", "达到", "12", "12"),
        ("0家", "0", "约", "0", "0"),
        ("4.64亿元", "464000000", None, "463510000", "464490000"),
        ("4 . 64 亿元", "464000000", None, "463510000", "464490000"),
        ("27.27%", "27.27", None, "27.2651", "27.2749"),
        ("三分之一", "33.3333", None, "33.3333", "33.3333"),
        ("0.0亿元", "0", None, "0", "0"),
    ],
)
def test_how_far_an_amount_reaches(printed: str, value: str, hedge: str | None, low: str, high: str) -> None:
    one = replace(stated(Decimal(value)), printed=printed, hedge=hedge)
    assert (bounds(one).low, bounds(one).high) == (Decimal(low), Decimal(high))
