"""Whole letters: what holds for every text, and the layouts that other offices use."""

from __future__ import annotations

from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kejiting.text.clean import clean
from kejiting.text.spans import Span
from proposals.parsing import ANSWER_PARTS, ParsedLetter, letter_shape, looks_like_letter, parse_letter

ROOT = Path(__file__).parents[2]
SEEDS = [clean(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "fixtures/letters").glob("*.txt"))]


def spans_of(letter: ParsedLetter) -> list[Span]:
    """Every place the letter's answer is found at, in the order in which it is told."""
    found: list[Span] = []
    for one in letter.recommendations:
        found.extend([one.heading] if one.heading else [])
        found.extend(passage.span for passage in one.passages)
    return found + [passage.span for passage in letter.letter_passages]


def assert_sound(letter: ParsedLetter) -> None:
    spans = spans_of(letter)
    words = [said.span for said in (letter.title, letter.proposal_title) if said and said.span]
    for span in [*spans, *words, *letter.masked]:
        assert 0 <= span.start < span.end <= len(letter.text)
        assert span.of(letter.text) == span.of(letter.text).strip()
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(passage.part in ANSWER_PARTS for one in letter.recommendations for passage in one.passages)
    assert [one.title is None for one in letter.recommendations] == [
        one.heading is None for one in letter.recommendations
    ]


@st.composite
def mutated_seeds(draw: st.DrawFn) -> str:
    """A seed with lines left out, doubled or swapped, and words typed into it."""
    lines = draw(st.sampled_from(SEEDS)).split("\n")
    for _ in range(draw(st.integers(1, 8))):
        place = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        typed = draw(
            st.sampled_from(
                ["", lines[other], "一是", "（二）", "下一步，", "3.", "\n", "2025年6月18日", "“", "委员：", "》"]
            )
        )
        cut = draw(st.integers(0, len(lines[place])))
        lines[place] = lines[place][:cut] + typed + lines[place][cut:] if draw(st.booleans()) else typed
    return "\n".join(lines)


@given(
    st.one_of(
        st.text(),
        st.text(
            alphabet="一二三四是、（）()1234.．关于建议“”《》：:下步，。委员代表收悉如下\n 〔〕号第届次会政协人大年月日"
        ),
    )
)
def test_no_text_stops_the_reader(text: str) -> None:
    assert_sound(parse_letter(text))
    assert_sound(parse_letter(clean(text)))


@settings(max_examples=60, deadline=None)
@given(mutated_seeds())
def test_a_damaged_letter_is_read_with_sound_spans(text: str) -> None:
    assert_sound(parse_letter(clean(text)))


@pytest.mark.parametrize("text", SEEDS, ids=["000", "001", "002", "003"])
def test_the_words_of_the_answer_are_all_in_passages_or_headings(text: str) -> None:
    letter = parse_letter(text)
    spans = spans_of(letter)
    between = [text[before.end : after.start].strip() for before, after in pairwise(spans)]
    assert all(len(words) <= 12 for words in between)


def test_a_text_that_is_no_letter_says_so() -> None:
    letter = parse_letter("各单位：\n请认真贯彻实施。\n2016年10月31日")
    assert not looks_like_letter(letter)
    assert [problem.field for problem in letter.problems] == ["text"]
    assert letter.delegates == ()
    assert [one.title for one in letter.recommendations] == [None]


def parts_of(text: str) -> list[tuple[str | None, list[tuple[str, list[str]]]]]:
    """Asks with their sections, the whole letter's last, under the title 全函."""
    letter = parse_letter(clean(text))
    holders = [*((one.title, one.passages) for one in letter.recommendations), ("全函", letter.letter_passages)]
    return [
        (
            title,
            [
                (part, [one.span.of(letter.text) for one in group])
                for part, group in groupby(passages, lambda one: one.part)
            ],
        )
        for title, passages in holders
        if passages
    ]


HEAD = "王洪福委员：\n您提出的《关于甲的提案》收悉，现答复如下：\n"
FOOT = "\n感谢您的关心。\n县科技局\n2024年5月10日"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "一、关于“乙”的建议\n甲。\n二、关于“丙”的建议\n丁。\n下一步，戊。",
            [("乙", [("prose", ["甲。"])]), ("丙", [("prose", ["丁。"])]), ("全函", [("next_steps", ["下一步，戊。"])])],
            id="the only next step of several asks answers the letter",
        ),
        pytest.param(
            "一、关于“乙”的建议\n甲。下一步，庚。\n二、关于“丙”的建议\n丁。\n下一步，戊。",
            [("乙", [("prose", ["甲。"]), ("next_steps", ["下一步，庚。"])]), ("丙", [("prose", ["丁。"]), ("next_steps", ["下一步，戊。"])])],
            id="each ask has its next step",
        ),
        pytest.param(
            "一、关于“乙”的建议\n（一）落实举措\n甲。\n下一步，戊。",
            [("乙", [("measures", ["甲。"]), ("next_steps", ["下一步，戊。"])])],
            id="a next step below a section of another kind",
        ),
        pytest.param(
            "一、关于“乙”的建议\n总的来说。\n（一）落实举措\n甲。\n（二）取得成效\n丁。",
            [("乙", [("prose", ["总的来说。"]), ("measures", ["甲。"]), ("outcomes", ["丁。"])])],
            id="text before the first section is prose",
        ),
        pytest.param(
            "一、基本情况\n甲。\n二、办理工作开展情况\n（一）乙。\n（二）丙。\n三、下步工作计划\n1、丁。\n2、戊。",
            [(None, [("prose", ["甲。"]), ("measures", ["（一）乙。", "（二）丙。"]), ("next_steps", ["1、丁。", "2、戊。"])])],
            id="headings of the whole letter",
        ),
        pytest.param(
            "一、关于“乙”的建议\n甲。\n二、关于“丙”的建议\n丁。\n三、下一步工作打算\n1.戊。\n2.己。",
            [("乙", [("prose", ["甲。"])]), ("丙", [("prose", ["丁。"])]), ("全函", [("next_steps", ["1.戊。", "2.己。"])])],
            id="a chapter of next steps after the asks",
        ),
        pytest.param(
            "一、办理情况\n（一）关于“乙”的建议\n甲。\n（二）关于“丙”的建议\n丁。",
            [("乙", [("prose", ["甲。"])]), ("丙", [("prose", ["丁。"])])],
            id="asks below a chapter",
        ),
        pytest.param(
            "针对建立平台的建议。我局已建平台。\n针对加大投入的建议。已投入100万元。",
            [("建立平台", [("prose", ["我局已建平台。"])]), ("加大投入", [("prose", ["已投入100万元。"])])],
            id="unnumbered asks with their answer on the line",
        ),
        pytest.param(
            "我局高度重视。\n关于资金支持的问题\n已支持。\n关于人才的问题\n已引进。",
            [(None, [("prose", ["我局高度重视。"])]), ("资金支持", [("prose", ["已支持。"])]), ("人才", [("prose", ["已引进。"])])],
            id="unnumbered asks, words before them",
        ),
        pytest.param(
            "一、办理情况。已办。\n（一）关于“乙”的建议\n甲。\n二、下一步打算。一是戊。二是己。",
            [(None, [("measures", ["已办。"])]), ("乙", [("prose", ["甲。"])]), ("全函", [("next_steps", ["一是戊。", "二是己。"])])],
            id="sections of the whole letter with their text on the line",
        ),
        pytest.param(
            "一、加强领导，健全机制\n甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲。\n二、加大投入，强化保障\n丁。",
            [("加强领导，健全机制", [("prose", ["甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲。"])]), ("加大投入，强化保障", [("prose", ["丁。"])])],
            id="headings with a comma",
        ),
        pytest.param(
            "关于完善政策\n甲。\n关于培养人才\n丁。",
            [("完善政策", [("prose", ["甲。"])]), ("培养人才", [("prose", ["丁。"])])],
            id="bare headings",
        ),
        pytest.param(
            "一、关于“乙”的建议\n（一）工作情况\n1.甲。下一步，庚。\n2.丁。下一步，戊。",
            [("乙", [("measures", ["1.甲。下一步，庚。", "2.丁。"]), ("next_steps", ["下一步，戊。"])])],
            id="a next step inside the last line of a section",
        ),
        pytest.param(
            "甲。\n下一步，乙。\n附件：1.名单\n2.目录",
            [(None, [("prose", ["甲。"]), ("next_steps", ["下一步，乙。"])])],
            id="attachments",
        ),
        pytest.param(
            "近年来，我局已办。\n下步，我局将办。",
            [(None, [("prose", ["近年来，我局已办。"]), ("next_steps", ["下步，我局将办。"])])],
            id="no headings",
        ),
    ],
)  # fmt: skip
def test_a_layout(body: str, expected: list[tuple[str | None, list[tuple[str, list[str]]]]]) -> None:
    assert parts_of(f"{HEAD}{body}{FOOT}") == expected


def test_a_letter_in_traditional_characters_is_read_as_printed() -> None:
    text = (
        "對省政協十三屆三次會議第157號委員提案的答覆\n吉科發成〔2025〕84號\n王洪福委員：\n"
        "您在省政協十三屆三次會議上提出的《關於建立區域中心的建議》收悉，現答覆如下：\n"
        "一、關於“推動機構建設”的建議\n（一）落實舉措\n1.推動甲。\n2.推動乙。\n吉林省科學技術廳\n2025年6月18日"
    )
    shape = letter_shape(parse_letter(clean(text)))
    assert shape["agency"] == "吉林省科學技術廳"
    assert shape["proposal_title"] == "關於建立區域中心的建議"
    assert shape["doc_number"] == "吉科發成〔2025〕84號"
    assert shape["number"] == "157"
    assert parts_of(text) == [("推動機構建設", [("measures", ["1.推動甲。", "2.推動乙。"])])]


def test_every_value_is_printed_as_it_stands_where_it_was_read() -> None:
    """Its words may stand elsewhere, too, and be printed otherwise there."""
    text = (
        "索引号：1122/2025-00302\n分类：委员提案\n发文机关：市科技局\n市科技局\n林青原、⾼远\n"
        "对市政协一届二次会议第３０２号委员提案的答复\n市科提〔2025〕３０２号\n"
        "林青原委员、⾼\u200b远（特邀）委员：\n您提出的《关于吸引人才的建议》（第３０２号）收悉，现答复如下：\n"
        "一、关于“⼈才公寓”的建议\n我局依据人才公寓办法，建成人才公寓302套。\n⽢泉市科技局\n2025年6月18日"
    )

    letter = parse_letter(clean(text))

    assert letter.number == "３０２"
    assert letter.index_number == "1122/2025-00302"
    assert (letter.doc_number.printed, letter.doc_number.code) == ("市科提〔2025〕３０２号", "市科提")
    assert letter.agency == "市科技局"
    assert letter.recommendations[0].title == "人才公寓"
    assert letter.delegates == ("林青原", "高远")
