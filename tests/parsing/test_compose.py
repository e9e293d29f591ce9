"""Letters entered by hand: the text in the department's form, and the same letter when it is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.clean import clean
from proposals.parsing import HandWritten, HandWrittenAsk, ParsedLetter, ParsedSession, compose_letter, parse_letter
from proposals.parsing.compose import numbered

DRAFT = HandWritten(
    delegates=("王洪福", "李锐"),
    proposal_title="关于建立区域科技创新中心的建议",
    kind="委员提案",
    session=ParsedSession("政协", "省", "省", 13, 3),
    number="157",
    index_number="112K/2025-01259",
    category="委员提案;议案",
    doc_number="吉科发成〔2025〕84号",
    agency="吉林省科学技术厅",
    written_on=date(2025, 6, 18),
    published_on=date(2025, 6, 25),
    recommendations=(
        HandWrittenAsk("推动机构建设", {"measures": ["推动甲。", "推动乙。"], "outcomes": ["一是甲有成效。", "二是乙有成效。"]}),
        HandWrittenAsk("加强金融支持", {"prose": ["我省设立基金。"], "next_steps": ["继续\n扩大基金。", " "]}),
    ),
    next_steps=("总结经验。", "推广做法。"),
)  # fmt: skip


def test_the_text_has_the_departments_form() -> None:
    assert compose_letter(DRAFT).text.split("\n") == [
        "索引号：112K/2025-01259",
        "分类：委员提案;议案",
        "发布日期：2025年6月25日",
        "对省政协十三届三次会议第157号委员提案的答复",
        "吉科发成〔2025〕84号",
        "王洪福、李锐委员：",
        "您在省政协十三届三次会议上提出的《关于建立区域科技创新中心的建议》收悉，经认真研究办理，现答复如下：",
        "一、关于“推动机构建设”的建议",
        "（一）落实举措",
        "1.推动甲。",
        "2.推动乙。",
        "（二）取得成效",
        "一是甲有成效。",
        "二是乙有成效。",
        "二、关于“加强金融支持”的建议",
        "我省设立基金。",
        "（一）下一步工作",
        "继续扩大基金。",
        "三、下一步工作",
        "1.总结经验。",
        "2.推广做法。",
        "吉林省科学技术厅",
        "2025年6月18日",
    ]


@pytest.mark.parametrize(
    "draft",
    [
        DRAFT,
        replace(DRAFT, kind="代表建议", session=ParsedSession("人大", "县", "马关县", 18, 2)),
        replace(DRAFT, kind="集体提案", delegates=("民革吉林省委",)),
        replace(DRAFT, session=ParsedSession("政协", "全国", "全国", 14, None), number=None),
        replace(DRAFT, recommendations=(HandWrittenAsk(None, {"prose": ["我省设立基金。"], "next_steps": ["继续。"]}),), next_steps=()),
        replace(DRAFT, delegates=(), proposal_title=None, doc_number=None, agency=None, written_on=None),
    ],
    ids=["委员", "代表", "集体", "届", "无标题", "缺项"],
)  # fmt: skip
def test_reading_the_text_gives_the_letter_back(draft: HandWritten) -> None:
    letter = compose_letter(draft)
    assert clean(letter.text) == letter.text
    assert said(parse_letter(letter.text)) == said(letter)


def said(letter: ParsedLetter) -> ParsedLetter:
    """A letter without what it leaves open; a reader may see a kind where a person set none."""
    return replace(letter, problems=())


HAN = st.text(alphabet="科技创新成果转化平台建设人才培养资金支持企业高校", min_size=2, max_size=12)
SENTENCES = st.lists(HAN, min_size=1, max_size=4).map(lambda clauses: "，".join(clauses) + "。")
ITEMS = st.lists(st.one_of(SENTENCES, SENTENCES.map(lambda words: f"1.{words}")), max_size=3)
PARTS = st.fixed_dictionaries({}, optional={"prose": ITEMS, "measures": ITEMS, "outcomes": ITEMS, "next_steps": ITEMS})
ASKS = st.lists(st.builds(HandWrittenAsk, HAN, PARTS), min_size=1, max_size=12).map(tuple)


@given(
    st.builds(
        HandWritten,
        delegates=st.lists(st.text(alphabet="王李张洪福锐松伟", min_size=2, max_size=3), min_size=1, max_size=3).map(
            tuple
        ),
        proposal_title=HAN.map(lambda words: f"关于{words}的建议"),
        recommendations=ASKS,
        kind=st.sampled_from(["委员提案"]),
        session=st.builds(
            ParsedSession, st.just("政协"), st.just("省"), st.just("省"), st.integers(1, 30), st.integers(1, 9)
        ),
        number=st.integers(1, 9999).map(str),
        agency=st.just("吉林省科学技术厅"),
        written_on=st.dates(date(1950, 1, 1), date(2100, 12, 31)),
        next_steps=st.lists(SENTENCES, max_size=3).map(tuple),
    )
)
def test_any_sensible_letter_is_read_back(draft: HandWritten) -> None:
    letter = compose_letter(draft)
    assert clean(letter.text) == letter.text
    assert said(parse_letter(letter.text)) == said(letter)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (["甲。"], ["甲。"]),
        (["甲。", "乙。"], ["1.甲。", "2.乙。"]),
        (["1.甲。", "2、乙。"], ["1.甲。", "2、乙。"]),
        (["一是甲。", "二是乙。"], ["一是甲。", "二是乙。"]),
        (["一是甲。", "乙。"], ["1.一是甲。", "2.乙。"]),
        (["2024年，甲。", "1.5亿元。"], ["1、2024年，甲。", "2、1.5亿元。"]),
        (["", " \n "], []),
    ],
)
def test_items_are_numbered_where_they_are_not(items: list[str], expected: list[str]) -> None:
    assert numbered(items) == expected
