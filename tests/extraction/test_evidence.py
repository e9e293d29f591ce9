"""Which later passages are offered as evidence of a commitment, and why."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.clean import clean
from kejiting.text.files import read_file
from kejiting.text.fold import fold
from measures.extraction.evidence import rank_evidence
from measures.extraction.topics import ParsedTopic, seed_topics
from proposals.parsing import ParsedLetter, parse_letter

LETTERS = Path(__file__).parents[2] / "fixtures/letters"
ANSWERS = ("measures", "outcomes", "prose")
PIECES = st.lists(
    st.sampled_from(["中试中心", "《甲办法》", "技术经纪人", "培训", "进一步", "，", " ", "5"]), max_size=8
).map("".join)


@cache
def seed(number: str) -> ParsedLetter:
    (path,) = LETTERS.glob(f"{number}_*")
    return parse_letter(clean(read_file(path.name, path.read_bytes()).text))


def answers(number: str) -> list[str]:
    letter = seed(number)
    passages = [*(one for ask in letter.recommendations for one in ask.passages), *letter.letter_passages]
    return [one.span.of(letter.text) for one in passages if one.part in ANSWERS]


def promise(number: str, words: str) -> str:
    """The passage of the letter that holds the words."""
    letter = seed(number)
    passages = [*(one for ask in letter.recommendations for one in ask.passages), *letter.letter_passages]
    (found,) = (text for text in (one.span.of(letter.text) for one in passages) if fold(words) in fold(text))
    return found


@pytest.mark.parametrize(
    ("commitment", "later", "came_of_it"),
    [
        (promise("003", "谋划筹建长白山实验室"), ("002", "000"), "省市每年投入6亿元"),
        ("谋划筹建长白山实验室、三江实验室、吉光实验室3个省实验室", ("002", "000"), "省市每年投入6亿元"),
        (promise("002", "政策宣讲全覆盖"), ("000",), "政策宣讲培训19场"),
        (promise("003", "人才政策升级版"), ("002", "000"), "人才政策3.0版"),
    ],
)
def test_what_came_of_a_promise_is_among_the_first_three(
    commitment: str, later: tuple[str, ...], came_of_it: str
) -> None:
    passages = [text for number in later for text in answers(number)]
    for topics in ((), seed_topics()):
        first = rank_evidence(commitment, passages, topics=topics)[:3]
        assert any(came_of_it in fold(passages[one.place]) for one in first)


def test_a_common_name_weighs_more_than_common_words() -> None:
    passages = [
        "其他事情办理情况",
        "开展业务培训，组织学员参观",
        "中试中心备案",
        "按照《甲办法》办理",
        "合格技术经纪人2518人",
    ]
    commitment = "开展业务培训，备案中试中心，落实《甲办法》，培养合格技术经纪人"
    found = rank_evidence(commitment, passages, indicators=["合格技术经纪人"], topics=[ParsedTopic("中试中心")])
    assert {one.place for one in found} == {1, 2, 3, 4}
    assert found[-1].place == 1
    best = {one.place: (one.reasons[0].says, one.reasons[0].words) for one in found}
    assert best[2] == ("说到同一主题", "中试中心")
    assert best[3] == ("引用同一文件", "甲办法")
    assert best[4] == ("说到同一指标", "合格技术经纪人")


def test_other_wordings_of_a_topic_meet() -> None:
    (one,) = rank_evidence("培养技术经纪人", ["技术经理人209名"], topics=[ParsedTopic("技术经纪人", ("技术经理人",))])
    assert one.reasons[0].words == "技术经纪人"


def test_set_phrases_are_nothing_in_common() -> None:
    assert rank_evidence("进一步加强推动，积极探索", ["进一步推动，积极加强探索"]) == ()


@pytest.mark.parametrize("passages", [[], ["", " \n"]])
def test_where_there_is_nothing_nothing_is_offered(passages: list[str]) -> None:
    assert rank_evidence("建设平台", passages) == ()


@given(PIECES, st.lists(PIECES, max_size=6))
def test_the_score_is_the_sum_of_what_both_texts_hold(commitment: str, passages: list[str]) -> None:
    found = rank_evidence(commitment, passages, indicators=["培训"], topics=[ParsedTopic("中试中心")])
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    for one in found:
        assert one.score == sum(reason.points for reason in one.reasons) > 0
        assert all(
            reason.words in fold(commitment) and reason.words in fold(passages[one.place]) for reason in one.reasons
        )
