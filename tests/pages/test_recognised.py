"""Names, numbers, years and sessions inside a question become filters, and the letters are listed at once."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from kejiting.answers.recognised import recognise
from measures.models import Topic
from measures.records import TopicWords, save_topic
from measures.records.ledgers import refresh_stale_mentions
from proposals.models import ReplyLetter
from tests.conftest import mention_topics

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kejiting.answers.recognised.timezone.localdate", lambda: date(2026, 11, 30))


READ = [
    ("王洪福 技术经纪人", {"delegate": "王洪福"}, "技术经纪人", "000"),
    ("李锐委员 2020", {"delegate": "李锐", "year": "2020"}, "", "001"),
    ("去年我们给王松伟的答复", {"delegate": "王松伟", "year": "2025"}, "", "002"),
    ("whf 技术经纪人", {"delegate": "王洪福"}, "技术经纪人", "000"),
    ("王宇辉代表关于人才的建议", {"delegate": "王宇辉"}, "人才", "003"),
    ("吉科发成84号", {"doc_number": "吉科发成〔2025〕84号"}, "", "000"),
    ("吉科发成[2025]84号 概念验证", {"doc_number": "吉科发成〔2025〕84号"}, "概念验证", "000"),
    ("第157号提案 技术经纪人", {"number": "157"}, "技术经纪人", "000"),
    ("157", {"number": "157"}, "", "000"),
    ("省政协十三届三次会议 技术经纪人", {"session": "政协-省-13-3"}, "技术经纪人", "000"),
    ("十四届三次 创新联合体", {"session": "人大-省-14-3"}, "创新联合体", "003"),
    ("2024年的双千工程", {"year": "2024"}, "双千工程", "003"),
    ("2024省人大", {"year": "2024", "kind": "代表建议"}, "", "003"),
    ("2024年省人大", {"year": "2024", "kind": "代表建议"}, "", "003"),
    ("2025年省政协委员提的 技术经纪人", {"year": "2025", "kind": "委员提案"}, "技术经纪人", "000"),
    ("人大代表 2024年 双千工程", {"year": "2024", "kind": "代表建议"}, "双千工程", "003"),
]


@pytest.mark.parametrize(("asked", "filters", "rest", "seed"), READ)
def test_what_is_recognised(
    seeds: dict[str, ReplyLetter], asked: str, filters: dict[str, str], rest: str, seed: str
) -> None:
    found = recognise(asked)
    assert found is not None
    assert (found.filters, found.rest) == (filters, rest)


@pytest.mark.parametrize(
    "asked",
    [
        "技术经纪人",
        "1928个",
        "2025年5月28日",
        "到2035年",
        "吉科发成〔2025〕840号",
        '"王洪福"',
        "王洪福 OR 李锐",
        "技术 -王洪福",
        "锐气 锐意李锐意",
        "第999号提案",
        "十三届九次会议",
        "省人大",
        "2024人大附中",
        "abc",
        "王洪福" * 30,
        "",
    ],
)
def test_what_is_not(seeds: dict[str, ReplyLetter], asked: str) -> None:
    assert recognise(asked) is None


@pytest.mark.parametrize(("asked", "filters", "rest", "seed"), READ)
def test_its_letters_are_listed(
    client: Client, seeds: dict[str, ReplyLetter], asked: str, filters: dict[str, str], rest: str, seed: str
) -> None:
    page = client.get("/", {"q": asked})
    found = page.context["found"]
    assert found.documents[0].letter == seeds[seed]


@pytest.fixture
def topics(seeds: dict[str, ReplyLetter]) -> None:
    mention_topics()


TOPICS = [
    ("王松伟 概念验证中心", ["提出人：王松伟", "主题：概念验证中心"], "概念验证中心"),
    ("概念验证中心怎么办？", ["主题：概念验证中心"], "概念验证中心"),
    ("何娜", [], "何娜"),
    ("去年的概念验证中心", ["年份：2025年", "主题：概念验证中心"], "概念验证中心"),
    ("没有的词 海洋渔业概念验证中心", [], "没有的词 海洋渔业概念验证中心"),
]


@pytest.mark.usefixtures("topics")
@pytest.mark.parametrize(("asked", "chips", "words"), TOPICS)
def test_topics_are_filters_beside_their_words(client: Client, asked: str, chips: list[str], words: str) -> None:
    page = client.get("/", {"q": asked}).context
    assert [chip["label"] for chip in page["chips"]] == chips
    assert page["asked"]["q"] == words
    assert bool(page["found"].count) is bool(chips)


@pytest.mark.usefixtures("topics")
def test_a_topic_stands_for_words_that_are_nowhere(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    """Its letters are found by the topic's other name, and the words are given back with one press."""
    topic = Topic.objects.get(name="双千工程")
    save_topic(TopicWords("双千工程", ("双千培育行动",)), topic=topic, expected_version=topic.version)
    refresh_stale_mentions()
    page = client.get("/", {"q": "王宇辉 双千培育行动"}).context
    assert page["found"].has_answers
    assert "主题：双千工程" in [chip["label"] for chip in page["chips"]]
    literal = client.get("/" + page["recognised"]).context
    assert [chip["label"] for chip in literal["chips"]] == ["只查原词"]
    assert literal["asked"]["q"] == "王宇辉 双千培育行动"


@pytest.mark.usefixtures("topics")
def test_a_topic_goes_back_to_words_by_its_chip(client: Client) -> None:
    page = client.get("/", {"q": "王松伟 概念验证中心"}).context
    without = client.get("/" + page["chips"][1]["address"]).context
    assert [chip["label"] for chip in without["chips"]] == ["提出人：王松伟"]
    assert without["asked"]["q"] == "概念验证中心"


def test_each_has_a_chip_that_takes_it_off(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    page = client.get("/", {"q": "王洪福 技术经纪人"})
    assert page.context["found"].count == 1
    (chip,) = page.context["chips"]
    assert chip["label"] == "提出人：王洪福"
    assert client.get("/" + chip["address"]).context["found"].count > 1


def test_words_can_be_asked_for_as_they_are(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    page = client.get("/", {"q": "王洪福 技术经纪人"})
    literal = client.get("/" + page.context["recognised"])
    assert literal.context["found"].count == 0
    assert literal.context["chips"][0]["label"] == "只查原词"


def test_what_stands_literally_goes_before(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    """2025年 is a year of letters, and words of passages: these are found where they stand."""
    page = client.get("/", {"q": "2025年"})
    assert page.context["found"].count > 0
    assert page.context["chips"] == []


def test_drafts_are_not_recognised(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    ReplyLetter.objects.update(status="draft")
    assert all(recognise(asked) is None for asked, *_ in READ)
