"""Sentences of prose: where they begin and end, and whether they tell what was done or what came of it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.clean import strip_whitespace
from kejiting.text.spans import Span
from proposals.parsing import MarkedSentence, sentences_of
from proposals.parsing.cues import AGAINST, DOING, PLAN, RESULTS, Cue
from proposals.parsing.sentences import NO_CUE, SET_BY_PERSON

CUES = (*AGAINST, *RESULTS, PLAN, DOING)
PIECES = st.sampled_from(
    [
        "一是加强甲。", "建设240个", "达到1.5亿元", "3.0版", "，", ",", "。", "！", "？", "；", ";", "?", "“", "”", "《", "》", "（", ")", "「", '"',
        "计划", "将继续", "每年", "已", "由", "到", "1,928", "5G", "http://a.cn/?b=1", "\n", " ", "　", "\x1c", "尚未", "形势下", "𠮷",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=40).map("".join))


def marked(text: str) -> tuple[MarkedSentence, ...]:
    return sentences_of(text, Span(0, len(text)))


def labelled(name: str) -> list[tuple[str, str]]:
    """Lines of kind and sentence: what a person said of each."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [(kind, sentence) for kind, sentence in (line.split("\t") for line in lines)]


@given(TEXTS, st.integers(0, 20), st.integers(0, 20))
def test_sentences_stand_in_order_inside_the_passage_and_hold_all_of_it(text: str, before: int, after: int) -> None:
    passage = Span(min(before, len(text)), max(min(before, len(text)), len(text) - after))
    spans = [sentence.span for sentence in sentences_of(text, passage)]
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(passage.start <= span.start < span.end <= passage.end for span in spans)
    assert strip_whitespace("".join(span.of(text) for span in spans)) == strip_whitespace(passage.of(text))


@given(TEXTS)
def test_every_sentence_has_a_kind_and_a_reason(text: str) -> None:
    assert all(one.kind in {"measures", "outcomes"} and one.reason for one in marked(text))


@given(TEXTS)
def test_a_reason_quotes_the_sentence(text: str) -> None:
    for one in marked(text):
        quoted = one.reason.rpartition("”：")[0].removeprefix("“").split("……")
        assert one.reason == NO_CUE or all(part in one.span.of(text) for part in quoted)


@pytest.mark.parametrize(
    "sentences",
    [
        ("建立甲。", "推动乙！", "丙如何？", "丁；", "戊"),
        ("制定《政策（3.0版）》。", "达到1.5亿元。"),
        ("会议要求：“抓好落实。”", "我局照办。"),
        ("按照“先急后缓。先易后难。”的要求实施。", "效果明显。"),
        ("实施甲（含乙；丙。丁）。", "（以上由市教育局办理。）", "完成戊。"),
        ("引号“没有关上。", "照样断句。"),
        ("多出一个”引号。", "照样断句。"),
        ('推进"甲；乙"工程。', "建成丙。"),
        ("提出为什么？！", "回答。。", "完。"),
        ("见http://a.cn/?b=1;c=2网页。", "完成甲;", "完成乙。"),
    ],
)
def test_where_sentences_end(sentences: tuple[str, ...]) -> None:
    text = "".join(sentences)
    assert tuple(one.span.of(text) for one in marked(text)) == sentences


def test_a_line_break_ends_a_sentence_and_white_space_belongs_to_none() -> None:
    text = "一是甲 \n　二是乙。 三是丙。\n"
    assert [one.span.of(text) for one in marked(text)] == ["一是甲", "二是乙。", "三是丙。"]


def test_spans_count_characters_of_the_whole_text() -> None:
    text = "前文。建成甲。推动乙。后文。"
    assert [one.span.of(text) for one in sentences_of(text, Span(3, 11))] == ["建成甲。", "推动乙。"]


@pytest.mark.parametrize(("name", "at_least"), [("sentences.txt", 0.98), ("sentences_held_out.txt", 0.9)])
def test_sentences_are_marked_as_people_would(name: str, at_least: float) -> None:
    rows = labelled(name)
    wrong = [sentence for kind, sentence in rows if [one.kind for one in marked(sentence)] != [kind]]
    assert len(wrong) <= (1 - at_least) * len(rows), wrong


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.says)
def test_a_cue_is_found_in_its_example_and_not_in_the_other(cue: Cue) -> None:
    assert cue.pattern.search(cue.example)
    assert not cue.pattern.search(cue.other)


@pytest.mark.parametrize(
    ("sentence", "kind", "reason"),
    [
        ("全部获投资决策委员会批准，批准投资金额1.11亿元。", "outcomes", "“全部获投资决策委员会批准”：得到了认可"),
        ("开展各类培训67场。", "outcomes", "“开展各类培训67场”：已有数量"),
        ("今年计划新建停车场8处。", "measures", "“今年计划”：说的是打算，还不是结果"),
        ("投入资金2亿元用于修路。", "measures", "“投入资金2亿元”：说的是花了、安排了多少钱"),
        ("建立路长制。", "measures", "“建立路长制”：说的是怎样做"),
        ("情况如此。", "measures", NO_CUE),
    ],
)
def test_the_reason_names_the_words(sentence: str, kind: str, reason: str) -> None:
    assert [(one.kind, one.reason) for one in marked(sentence)] == [(kind, reason)]


def test_what_is_planned_after_a_result_does_not_hide_it() -> None:
    assert [one.kind for one in marked("已建成停车场12处，计划年内再建8处。")] == ["outcomes"]


def test_money_spent_does_not_hide_what_it_bought() -> None:
    assert [one.kind for one in marked("投入资金2亿元完成道路改造36公里。")] == ["outcomes"]


def test_what_a_person_said_of_a_sentence_goes_first() -> None:
    text = "建成甲12处。推动乙。"
    said = [(Span(0, 7), "measures")]
    assert [(one.kind, one.reason == SET_BY_PERSON) for one in sentences_of(text, Span(0, len(text)), said)] == [
        ("measures", True),
        ("measures", False),
    ]
