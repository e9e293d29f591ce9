"""What a passage of next steps promises."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.clean import clean
from kejiting.text.files import read_file
from kejiting.text.fold import fold
from measures.extraction.commitments import ParsedCommitment, find_commitments
from measures.extraction.commitments.expressions import DELIVERABLES, NUMBERS, VAGUE, Expression
from proposals.parsing import parse_letter
from tests.extraction.commitments.labelled import read_passages, score

LETTERS = Path(__file__).parents[3] / "fixtures/letters"
WRITTEN = date(2025, 6, 18)
PIECES = st.sampled_from(
    [
        "一是", "二是", "三 是", "一方面", "另一方面", "①", "②", "1.", "2.", "（1）", "首先，", "下一步，", "我厅将", "省财政厅将", "由省教育厅牵头", "会同",
        "省局和", "吉林大学、", "年底前", "三年内", "到2027年", "十五五期间", "13月", "99日前", "出台《", "》", "办法", "建设20个", "平台", "进一步", "，", "。", "；", "：", "\n", " ",
        "“", "”",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))


def only(text: str) -> ParsedCommitment:
    (one,) = find_commitments(text, WRITTEN)
    return one


@pytest.mark.parametrize(("name", "at_least"), [("tuned.txt", 0.98), ("kept_aside.txt", 0.9)])
@pytest.mark.parametrize("part", ["split", "actor", "due", "partners", "checkable"])
def test_commitments_are_found_as_people_would(name: str, at_least: float, part: str) -> None:
    found = score(read_passages(name))[part]
    assert found.precision >= at_least
    assert found.recall >= at_least


@given(TEXTS, st.one_of(st.none(), st.dates()))
def test_spans_stand_in_the_text_in_order(text: str, written_on: date | None) -> None:
    end = 0
    for one in find_commitments(text, written_on):
        assert end <= one.span.start <= one.what.start < one.what.end == one.span.end <= len(text)
        inside = [*one.partners, *((one.actor,) if one.actor else ()), *(sign.span for sign in one.signs)]
        assert all(span.of(text).strip() and span.end <= one.span.end for span in inside)
        end = one.span.end


@given(TEXTS)
def test_only_a_vague_commitment_may_have_no_sign(text: str) -> None:
    assert all(one.signs or one.checkable == "vague" for one in find_commitments(text))


def test_many_names_in_a_row_are_read_at_once() -> None:
    assert only("省局和" * 2000).actor is None


@pytest.mark.parametrize(
    ("words", "printed", "day"),
    [
        ("年底前出台办法", "年底前", date(2025, 12, 31)),
        ("2025年内完成", "2025年内", date(2025, 12, 31)),
        ("到2027年建成", "到2027年", date(2027, 12, 31)),
        ("“十五五”期间布局", "十五五”期间", date(2030, 12, 31)),
        ("力争三年内实现", "三年内", date(2028, 6, 18)),
        ("２０２６年６月底前上线", "２０２６年６月底前", date(2026, 6, 30)),
        ("于2025年9月15日前报送", "2025年9月15日前", date(2025, 9, 15)),
        ("明年上半年举办", "明年上半年", date(2026, 6, 30)),
        ("今年下半年举办", "今年下半年", date(2025, 12, 31)),
        ("第三季度印发", "第三季度", date(2025, 9, 30)),
        ("3月底前印发", "3月底前", date(2026, 3, 31)),
        ("两个月内答复", "两个月内", date(2025, 8, 18)),
        ("20 2\n5 年 底 前出台", "20 2\n5 年 底 前", date(2025, 12, 31)),
    ],
)
def test_by_when_with_the_last_day(words: str, printed: str, day: date) -> None:
    due = only(words).due
    assert due is not None
    assert (due.span.of(words), due.day) == (printed, day)


def test_what_counts_from_the_letter_has_no_day_without_its_date() -> None:
    assert [one.due.day for one in find_commitments("年底前出台办法。到2027年建成平台") if one.due] == [
        None,
        date(2027, 12, 31),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "开展2025年度备案工作",
        "巩固2022年以来的成果",
        "落实《2026年行动计划》",
        "落实《关于印发《行动计划》的通知（2026年）》",
        "截至2024年底的项目",
        "按照吉科发〔2025〕84号要求",
        "每季度调度",
        "连续三年支持",
    ],
)
def test_no_due(words: str) -> None:
    assert only(words).due is None


@pytest.mark.parametrize(
    ("words", "deed"),
    [
        ("我厅将于2025年9月底前完成更新。", "完成更新"),
        ("2025年，省财政厅将持续安排资金；", "持续安排资金"),
        ("下一步，由省人社厅牵头制定办法。", "由省人社厅牵头制定办法"),
        ("一是省科技厅将继续支持。", "继续支持"),
        ("将研发投入纳入考核", "将研发投入纳入考核"),
    ],
)
def test_the_deed_is_told_without_who_and_when(words: str, deed: str) -> None:
    assert only(words).what.of(words) == deed


def test_what_opens_a_list_holds_for_its_items() -> None:
    text = "2026年，省教育厅将：一是建设课程；二是我们不说的事，到2027年完成。"
    first, second = find_commitments(text)
    assert [one.actor and one.actor.of(text) for one in (first, second)] == ["省教育厅", "省教育厅"]
    assert [one.due and one.due.span.of(text) for one in (first, second)] == ["2026年", "到2027年"]


@pytest.mark.parametrize("agency", ["河西市科学技术局", "河西市 科学技术局"])
def test_the_office_that_writes_is_no_actor(agency: str) -> None:
    text = "河西市科学技术局将加大支持。"
    assert only(text).actor is not None
    assert [one.actor for one in find_commitments(text, agency=agency)] == [None]


def test_nothing_is_promised_by_thanks_or_by_nothing() -> None:
    assert find_commitments("") == find_commitments(" \n") == find_commitments("感谢您对科技工作的关心和支持！") == ()


@pytest.mark.parametrize("expression", [*NUMBERS, *DELIVERABLES, *VAGUE], ids=lambda one: one.example)
def test_an_expression_is_found_in_its_example_and_not_in_the_other(expression: Expression) -> None:
    assert expression.pattern.search(fold(expression.example))
    assert not expression.pattern.search(fold(expression.other))


def seed_commitments(number: str) -> list[tuple[str, ParsedCommitment]]:
    (path,) = LETTERS.glob(f"{number}_*")
    letter = parse_letter(clean(read_file(path.name, path.read_bytes()).text))
    passages = [*(one for ask in letter.recommendations for one in ask.passages), *letter.letter_passages]
    texts = [one.span.of(letter.text) for one in passages if one.part == "next_steps"]
    return [(text, one) for text in texts for one in find_commitments(text, letter.written_on, letter.agency)]


@pytest.mark.parametrize(("number", "count"), [("000", 11), ("001", 5), ("002", 10), ("003", 6)])
def test_how_many_commitments_the_seeds_hold(number: str, count: int) -> None:
    assert len(seed_commitments(number)) == count


def test_who_must_act_in_the_seeds() -> None:
    found = [
        one.actor.of(text)
        for number in ("000", "001", "002", "003")
        for text, one in seed_commitments(number)
        if one.actor
    ]
    assert found == ["省财政厅", "省财政", "各部门"]


@pytest.mark.parametrize(
    ("checkable", "words"),
    [
        ("number_or_date", ["2025年", "38个", "全覆盖"]),
        (
            "deliverable",
            [
                "将技术经纪人职称继续教育纳入省人社厅继续教育平台中",
                "增设相关特色课程",
                "组织召开职务科技成果改革座谈会",
                "推进中国(长春新区)知识产权运营服务中心建设",
                "搭建人才分类信息系统",
            ],
        ),
    ],
)
def test_what_the_seeds_promise_that_can_be_checked(checkable: str, words: list[str]) -> None:
    found = [pair for number in ("000", "001", "002", "003") for pair in seed_commitments(number)]
    assert [fold(one.signs[-1].span.of(text)) for text, one in found if one.checkable == checkable] == words
