"""What is a promise wherever it stands, what is none although it sounds like one, and what opens a list."""

from __future__ import annotations

import pytest

from kejiting.text.fold import fold
from kejiting.text.spans import Span
from measures.extraction.commitments import find_commitments, read_answer
from measures.extraction.commitments.expressions import Expression
from measures.extraction.commitments.leads import is_lead
from measures.extraction.commitments.promising import begin_of_sure
from measures.extraction.commitments.sure_cues import CONDITION, DOUBTS, OF_PROVINCE, PAST, PURPOSE, SURE
from proposals.parsing.parsed import ParsedPassage, Part
from tests.extraction.commitments.test_commitments import WRITTEN
from tests.extraction.commitments.test_possible import labelled


@pytest.mark.parametrize(
    "expression", [*SURE, *DOUBTS, CONDITION, OF_PROVINCE, PAST, PURPOSE], ids=lambda one: one.example
)
def test_an_expression_is_found_in_its_example_and_not_in_the_other(expression: Expression) -> None:
    assert expression.pattern.search(fold(expression.example))
    assert not expression.pattern.search(fold(expression.other))


@pytest.mark.parametrize("name", ["prose.txt", "prose_aside.txt", "prose_later.txt"])
def test_no_report_is_taken_for_a_promise(name: str) -> None:
    assert [text for promises, text in labelled(name) if not promises and begin_of_sure(fold(text), None) == 0] == []


@pytest.mark.parametrize(
    ("sentence", "promised"),
    [
        ("目前进展顺利，下一步将扩大试点范围。", "将扩大试点范围"),
        ("项目已完成选址，预计今年年底前开工建设。", "预计今年年底前开工建设"),
        ("市财政局将会同我局研究设立资金池。", "市财政局将会同我局研究设立资金池"),
        ("待国家标准出台后，我局将第一时间组织宣贯。", "待国家标准出台后，我局将第一时间组织宣贯"),
        ("拟在三个园区增设微站15个。", "拟在三个园区增设微站15个"),
        ("您建议将企业纳入补偿范围。", None),
        ("原计划去年建成的公寓已交付。", None),
        ("如企业逾期未整改，我局将依法处罚。", None),
        ("条例规定，单位应当自行清理，违者将处罚款。", None),
        ("我局将符合条件的企业全部纳入名单。", None),
        ("省里提出，从明年起将提高标准。", None),
        ("国家有关部门将于近期公开征求意见。", None),
        ("下一步如何用好这一平台？", None),
        ("绿源公司计划在三年内种植4万亩。", None),
        ("2022年底启动了行动，计划利用3年时间选派人才。", None),
    ],
)
def test_traps(sentence: str, promised: str | None) -> None:
    passage = ParsedPassage("prose", Span(0, len(sentence)))
    found = read_answer(sentence, [passage], WRITTEN, "河东市科学技术局")
    own = [one.commitment.span.of(sentence).removeprefix("下一步") for one in found]

    assert own == ([promised] if promised else [])


@pytest.mark.parametrize(
    "words",
    [
        "下一步将做好以下工作：",
        "我局将从三个方面着手：",
        "接下来，重点抓好三个环节：",
        "重点抓好“三篇文章”：",
        "下步打算：",
        "今后的工作打算是：",
        "我局将采取如下措施。",
    ],
)
def test_leads_promise_nothing(words: str) -> None:
    assert is_lead(fold(words))
    assert find_commitments(words, WRITTEN) == ()


@pytest.mark.parametrize(
    "words", ["建成示范基地3个。", "两个月内答复。", "下一步完成30项任务", "重点抓好三件事：扩大队伍"]
)
def test_what_counts_things_is_no_lead(words: str) -> None:
    assert not is_lead(fold(words))


@pytest.mark.parametrize(
    "words",
    [
        "我们已将其转给教研部门研究。",
        "您的建议很有前瞻性。",
        "如何用好这一平台是关键。",
        "因财力有限，暂不具备条件。",
        "目前进展顺利。",
    ],
)
def test_not_all_that_stands_among_next_steps_is_promised(words: str) -> None:
    assert find_commitments(words, WRITTEN) == ()


def answer(*paragraphs: str, part: Part = "prose") -> list[tuple[int, str, str | None]]:
    """Return of each promise in which paragraph it stands, what it is and what leads it in."""
    text, passages = "\n".join(paragraphs), list[ParsedPassage]()
    for paragraph in paragraphs:
        start = passages[-1].span.end + 1 if passages else 0
        passages.append(ParsedPassage(part, Span(start, start + len(paragraph))))
    return [
        (one.passage, one.commitment.what.of(paragraphs[one.passage]), one.lead and one.lead.of(text))
        for one in read_answer(text, passages, WRITTEN)
    ]


LEAD = "我局将做好以下工作："


@pytest.mark.parametrize(
    "items",
    [
        ["1.建设车库。", "2.优化泊位。"],
        ["一是建设车库；", "二是优化泊位。"],
        ["（一）建设车库。", "（二）优化泊位。"],
        ["——建设车库；", "——优化泊位。"],
        ["建设车库；", "优化泊位。"],
        ["第一，建设车库。", "第二，优化泊位。"],
        ["其一，建设车库。", "其二，优化泊位。"],
    ],
)
@pytest.mark.parametrize("part", ["prose", "measures", "next_steps"])
def test_a_list_stands_in_several_passages(items: list[str], part: Part) -> None:
    found = answer(f"已建成9处。{LEAD}", *items, part=part)
    assert found == [(1, "建设车库", LEAD), (2, "优化泊位", LEAD)]


def test_a_list_stands_in_one_paragraph() -> None:
    found = answer("目前运行良好，下一步拟从两方面推进：一是建设车库；二是优化泊位。")
    assert found == [(0, what, "下一步拟从两方面推进：") for what in ("建设车库", "优化泊位")]


def test_a_list_without_marks_stands_in_one_paragraph() -> None:
    found = answer("我们的考虑是：建设车库；优化泊位。去年建成9处。")
    assert found == [(0, what, "我们的考虑是：") for what in ("建设车库", "优化泊位")]


def test_a_list_ends_where_words_go_on() -> None:
    assert answer(LEAD, "1.建设车库。", "目前，各项工作进展顺利。", "2.优化泊位。") == [(1, "建设车库", LEAD)]


@pytest.mark.parametrize("lead", ["主要做法：", "近年来，我局采取了以下措施：", "现将办理情况答复如下："])
def test_a_list_of_what_was_done_promises_nothing(lead: str) -> None:
    assert answer(lead, "1.建设车库。", "2.优化泊位。") == []


def test_a_lead_without_words_is_none() -> None:
    assert answer("下一步，", "一是建设车库。", part="next_steps") == [(1, "建设车库", None)]


def test_what_goes_on_after_a_promise_is_one() -> None:
    found = answer("下步，我局将加大培育力度。", "同时，推动设立发展基金。", "去年设立基金3支。")
    assert [place for place, _, _ in found] == [0, 1]


def test_the_last_item_ends_where_something_else_begins() -> None:
    found = answer("下一步打算：一是建设车库。二是优化泊位。关于您提出的收费问题，暂不具备条件。", part="next_steps")
    assert [what for _, what, _ in found] == ["建设车库", "优化泊位"]
