"""Two wordings of one thing: who looks for one is shown the other, too, and may switch that off."""

from __future__ import annotations

import pytest
from django.test import Client

from kejiting.answers import Question, answer
from kejiting.answers.synonyms import reworded, widened, wordings_of
from kejiting.search import SearchTerms, parse_terms
from measures.records import TopicWords, save_topic
from proposals.models import ReplyLetter, Synonym, ZeroResultQuery

pytestmark = pytest.mark.django_db


def matches(q: str, **more: object) -> list[tuple[str, str]]:
    """The hits of a question: how they match, and the words."""
    found = answer(Question(q, **more))
    return [(hit.match, hit.text) for document in found.documents for hit in document.hits if hit.match != "near"]


@pytest.mark.parametrize(("q", "other"), [("冰雪学院", "职称评审"), ("职称评审", "冰雪学院")])
def test_either_wording_finds_both(seeds: dict[str, ReplyLetter], q: str, other: str) -> None:
    before = matches(q)
    Synonym.objects.create(word="冰雪学院", other="职称评审")

    found = matches(q)

    assert [pair for pair in found if pair[0] != "synonym"] == before
    more = [text for match, text in found if match == "synonym"]
    assert more
    assert all(other in text and q not in text for text in more)


def test_other_names_of_a_topic_are_wordings(seeds: dict[str, ReplyLetter]) -> None:
    save_topic(TopicWords("冰雪学院", ("职称评审", "冰雪学院（筹）")))

    assert [(pair.word, pair.other, pair.note) for pair in wordings_of(parse_terms("冰雪学院"))] == [
        ("冰雪学院", "职称评审", "")
    ]
    assert "synonym" in {match for match, _ in matches("冰雪学院")}


def test_a_part_of_a_proposal_is_asked_for_by_them_too() -> None:
    save_topic(TopicWords("冰雪学院", ("职称评审",)))
    Synonym.objects.create(word="改名", other="旧名")

    assert widened(["建设冰雪学院。", "改名以后", "职称"]) == ["建设冰雪学院。\n职称评审", "改名以后\n旧名", "职称"]


def test_they_are_not_counted(seeds: dict[str, ReplyLetter]) -> None:
    counted = answer(Question("概念验证"))
    Synonym.objects.create(word="概念验证", other="中试")

    found = answer(Question("概念验证"))

    assert (found.count, found.passages, found.facets) == (counted.count, counted.passages, counted.facets)
    assert [(wording.word, wording.other) for wording in found.wordings] == [("概念验证", "中试")]


def test_switched_off(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    Synonym.objects.create(word="概念验证", other="中试", note="说法不同")
    page = client.get("/", {"q": "概念验证"}).content.decode()
    assert "也查了同义的说法" in page
    assert "synonyms=off" in page

    off = client.get("/", {"q": "概念验证", "synonyms": "off"})

    assert off.context["found"].wordings == ()
    assert "只查原词" in off.content.decode()
    assert all(match == "literal" for match, _ in matches("概念验证", synonyms=False))


def test_with_other_words_excluded_ones_and_filters(seeds: dict[str, ReplyLetter]) -> None:
    Synonym.objects.create(word="概念验证", other="中试")

    for match, text in matches("概念验证 平台 -行业"):
        assert "行业" not in text
        assert match == "literal" or ("中试" in text and "概念验证" not in text)


def test_a_question_that_names_both_is_asked_as_it_is(seeds: dict[str, ReplyLetter]) -> None:
    Synonym.objects.create(word="概念验证", other="中试")

    assert wordings_of(parse_terms("概念验证 OR 中试")) == ()


def test_one_question_for_each_word_that_has_others() -> None:
    Synonym.objects.create(word="甲", other="乙")
    Synonym.objects.create(word="丙", other="丁")
    words = parse_terms("甲 丙 戊")

    assert list(reworded(words, wordings_of(words))) == [
        SearchTerms((("乙",), ("丙", "丁"), ("戊",)), ("甲",)),
        SearchTerms((("甲", "乙"), ("丁",), ("戊",)), ("丙",)),
    ]


def test_the_api_names_them(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    Synonym.objects.create(word="概念验证", other="中试")

    said = client.get("/api/search", {"q": "概念验证"}).json()
    off = client.get("/api/search", {"q": "概念验证", "synonyms": "off"}).json()

    assert said["wordings"] == [{"word": "概念验证", "other": "中试", "note": ""}]
    assert off["wordings"] == []
    assert client.get("/api/search", {"q": "概念验证", "synonyms": "x"}).status_code == 422


def test_what_was_looked_for_in_vain_is_counted(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    for asked in ("量子 计算机", "量子　计算机", "技术经纪人", "王洪福"):
        client.get("/", {"q": asked})

    assert list(ZeroResultQuery.objects.values_list("query", "times")) == [("量子计算机", 2)]


def test_the_rarest_go(client: Client, seeds: dict[str, ReplyLetter], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kejiting.search_pages.zero_results.MOST_KEPT", 2)
    for asked in ("量子纠缠甲", "量子纠缠甲", "量子纠缠乙", "量子纠缠丙"):
        client.get("/", {"q": asked})

    assert set(ZeroResultQuery.objects.values_list("query", flat=True)) == {"量子纠缠甲", "量子纠缠丙"}


def test_who_keeps_the_words(editor_client: Client, reader_client: Client, administrator_client: Client) -> None:
    assert editor_client.get("/admin/proposals/synonym/").status_code == 200
    assert editor_client.get("/admin/proposals/zeroresultquery/").status_code == 403
    assert administrator_client.get("/admin/proposals/zeroresultquery/").status_code == 200
    assert reader_client.get("/admin/proposals/synonym/").status_code in (302, 403)
