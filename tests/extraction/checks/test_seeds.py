"""The checks of the fixture letters: every alert they deserve, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from kejiting.text.clean import clean
from kejiting.text.files import read_file
from kejiting.text.spans import Span
from measures.extraction.checks import Statement, check_sentences, growth, point, series_label
from measures.extraction.figures import letter_figures, words_of
from proposals.parsing import parse_letter
from tests.extraction.checks.whole_lines import find_checks, in_series

LETTERS = sorted((Path(__file__).parents[3] / "fixtures/letters").glob("*.txt"))
# 科技成果转化中试中心 and 行业中试中心 are two indicators; the plan's are no statements of letters
INDICATORS = {
    "赋权": ("赋权职务科技成果",),
    "转化": ("转化职务成果", "转化职务科技成果"),
    "转化金额": ("科技成果转化合同金额", "转化金额"),
    "收益": ("收益分配给科研人员或团队",),
    "概念验证中心": ("概念验证中心",),
    "中试中心": ("中试中心", "科技成果转化中试中心"),
    "技术经纪人": ("合格技术经纪人(经理人)", "技术经纪人队伍", "技术经纪人"),
    "实验室": ("吉林省校企联合技术创新实验室", "校企联合技术创新实验室"),
}


@cache
def all_statements() -> tuple[Statement, ...]:
    found = list[Statement]()
    for number, path in enumerate(LETTERS):
        letter = parse_letter(clean(read_file(path.name, path.read_bytes()).text))
        for figure in letter_figures(letter):
            sentence = sentence_of(letter.text, figure.span)
            found.append(
                Statement(
                    *(len(found), figure.text, figure.low, figure.high, figure.unit),
                    counted=words_of(letter.text, figure.indicator),
                    hedge=words_of(letter.text, figure.hedge),
                    scope=words_of(letter.text, (figure.scope,) if figure.scope else ()),
                    period=words_of(letter.text, (figure.period,) if figure.period else ()),
                    written_on=letter.written_on,
                    letter=number,
                    sentence=sentence.of(letter.text),
                    place=figure.span.shifted(-sentence.start),
                )
            )
    return tuple(found)


def sentence_of(text: str, span: Span) -> Span:
    start = max((match.end() for match in re.finditer(r"。|\n\n", text[: span.start])), default=0)
    end = re.compile(r"。|\n\n|$").search(text, span.end)
    return Span(start, end.start() if end else len(text))


def of(name: str) -> list[Statement]:
    return [one for one in all_statements() if one.counted in INDICATORS[name]]


def told(kinds: Iterable[str], statements: Iterable[Statement]) -> set[tuple[str, ...]]:
    printed = {one.id: "".join(one.printed.split()) for one in all_statements()}
    statements = list(statements)
    checks = [*find_checks(statements), *check_sentences(statements)]
    return {(check.kind, *(printed[one] for one in check.members)) for check in checks if check.kind in kinds}


@pytest.mark.parametrize(
    ("name", "alert"),
    [
        ("转化", ("differs", "633个", "1239个")),
        ("转化金额", ("differs", "1.6亿元", "3.2亿元")),
        ("收益", ("differs", "9942万元", "2.3亿元")),
        ("实验室", ("unchanged", "291个", "291个")),
    ],
)
def test_what_must_alert_does_once_and_nothing_else_with_it(name: str, alert: tuple[str, ...]) -> None:
    assert len(find_checks(of(name))) == 1
    assert told({"differs", "unchanged"}, of(name)) == {alert}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("概念验证中心", {12, 16}),
        ("中试中心", {20, 38}),
        ("赋权", {297, 1928}),
        ("技术经纪人", {900, 508, 2518}),
    ],
)
def test_what_agrees_and_what_grew_over_years_does_not_alert(name: str, values: set[int]) -> None:
    assert {int(one.low) for one in of(name)} == values
    assert find_checks(of(name)) == ()


def test_the_arithmetic_of_all_letters() -> None:
    assert told({"sum", "sum_holds", "percent", "percent_holds"}, all_statements()) == {
        ("sum_holds", "2518人", "2309人", "209人"),
        ("percent_holds", "11个", "3个", "27.27%"),
    }


def test_a_doubt_is_told_in_the_letters_own_figures() -> None:
    (check,) = find_checks(of("转化金额"))
    assert check.kind.label == "请核口径"
    assert check.says == "2025年5月27日的答复写“超过1.6亿元”，2025年6月18日的答复写“超3.2亿元”，请核口径。"


def test_technology_brokers_are_drawn_in_two_lines_and_have_grown() -> None:
    lines = in_series(map(point, of("技术经纪人")))
    assert [series_label(line, "名") for line in lines] == ["年度·名", "时点数·名"]
    earlier, later = max(lines.values(), key=len)
    assert [str(one.held_on) for one in (earlier, later)] == ["2020-05-21", "2025-06-18"]
    grown = growth(earlier, later)
    assert grown is not None
    assert (grown.difference, grown.days) == (1618, 1854)
    assert f"{grown.percent:.1f}" == "179.8"


def test_other_groups_of_institutions_are_not_compared() -> None:
    ten, *_, eighteen = sorted(of("赋权"), key=lambda one: one.low)
    assert growth(point(ten), point(eighteen)) is None
