"""Where a text names programmes and systems."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.clean import clean
from kejiting.text.files import read_file
from kejiting.text.fold import fold
from measures.extraction.topics import ParsedTopic, find_topics, seed_topics

FIXTURES = Path(__file__).parents[2] / "fixtures"
NAMES = [name for topic in seed_topics() for name in (topic.name, *topic.aliases)]
TEXTS = st.lists(st.sampled_from([*NAMES, "，", " ", "\n", "的", "10"]), max_size=12).map("".join)


def named(text: str) -> list[tuple[str, str]]:
    """Topic and words of each mention."""
    return [(one.topic.name, one.span.of(text)) for one in find_topics(text, seed_topics())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20个行业中试中心", [("行业中试中心", "行业中试中心")]),
        ("20家科技成果转化中试中心", [("科技成果转化中试中心", "科技成果转化中试中心")]),
        ("建设中试中心", [("中试中心", "中试中心")]),
        (
            "概念验证中心、成果转化\n中试中心",
            [("概念验证中心", "概念验证中心"), ("科技成果转化中试中心", "成果转化\n中试中心")],
        ),
        ("中级技术经理人209人", [("技术经纪人", "技术经理人")]),
        ("技术经纪人(经理人)培训", [("技术经纪人", "技术经纪人(经理人)")]),
        ("“科创专员(科创副总)”", [("科创专员", "科创专员"), ("科创专员", "科创副总")]),
        ("以“双千工程”为抓手", [("双千工程", "双千工程")]),
        ("9 个分市场", [("科技大市场分市场", "分市场")]),
        ("吉林省科技大市场分市场", [("科技大市场分市场", "吉林省科技大市场分市场")]),
        ("人才政策 3.0 版", [("人才激励政策", "人才政策 3.0 版")]),
        ("长白山、 三江、吉光 3个省 实验室", [("省实验室", "长白山、 三江、吉光 3个省 实验室")]),
        ("没有说到", []),
        ("", []),
    ],
)
def test_the_longest_name_stands(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


def test_a_name_that_begins_with_a_digit_cuts_no_number() -> None:
    assert find_topics("13.0版", [ParsedTopic("3.0版")]) == ()


def test_an_empty_name_stands_nowhere() -> None:
    assert find_topics("任何字", [ParsedTopic("", ("",))]) == ()


def test_no_name_is_that_of_two_topics_and_none_stands_twice() -> None:
    folded = [fold(name) for name in NAMES]
    assert sorted(folded) == sorted(set(folded))


def test_every_topic_says_what_it_is() -> None:
    assert [topic.name for topic in seed_topics() if not topic.what] == []


def test_every_topic_is_named_in_the_seeds() -> None:
    texts = [clean(read_file(path.name, path.read_bytes()).text) for path in FIXTURES.glob("*/*.txt")]
    met = {mention.topic.name for text in texts for mention in find_topics(text, seed_topics())}
    assert {topic.name for topic in seed_topics()} - met == set()


@given(TEXTS)
def test_mentions_stand_in_order_and_apart(text: str) -> None:
    found = find_topics(text, seed_topics())
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))
    assert all(fold(one.span.of(text)) in map(fold, (one.topic.name, *one.topic.aliases)) for one in found)
