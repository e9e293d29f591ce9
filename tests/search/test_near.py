"""Asking in one's own words: passages that share most of them, below the literal hits."""

from __future__ import annotations

from pathlib import Path

import pytest

from kejiting.search import Filters, SearchIndex, SearchQuery
from kejiting.search.whoosh import near
from tests.search.corpus import ask, built, keys, letter, passages, seeds

QUESTION = "如何推动高校科技成果就地转化"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return built(
        tmp_path_factory.mktemp("near"),
        letter(1, "支持高校的科技成果在省内转化。", "完善制度。", kind="委员提案"),
        letter(2, "推动农业发展。"),
        letter(3, "浙江高校科技成果转化经验。"),
        letter(4, "高校科技成果,", "就地转化。"),
    )


def test_passages_that_share_words_are_near_and_not_counted(index: SearchIndex) -> None:
    result = ask(index, QUESTION)
    assert (result.count, result.passages) == (0, 0)
    assert set(passages(result, "near")) >= {100, 300}
    assert set(passages(result, "near")).isdisjoint({101, 200})
    assert all(not counts for counts in result.facets.values())


def test_filters_and_exclusions_hold_for_near_ones(index: SearchIndex) -> None:
    assert keys(ask(index, QUESTION, Filters(kind="委员提案")), "near") == ["letter:1"]
    assert "letter:3" not in keys(ask(index, f"{QUESTION} -浙江"), "near")


def test_near_ones_come_last_and_are_others(index: SearchIndex) -> None:
    result = ask(index, "高校 就地转化")
    assert keys(result, "letter") == ["letter:4"]
    assert [one.hits[0].match for one in result.documents][:1] == ["letter"]
    assert "letter:4" not in keys(result, "near")


def test_near_ones_stand_on_the_last_page_only(tmp_path: Path) -> None:
    index = built(
        tmp_path,
        *(letter(n, "推动高校科技成果就地转化。") for n in range(1, 6)),
        *(letter(n, "高校科技成果的转化。") for n in range(10, 40)),
    )
    pages = [ask(index, "推动高校科技成果就地转化", page=page, size=3) for page in (1, 2, 3)]
    assert [len(keys(page)) for page in pages] == [3, 2, 0]
    assert [len(keys(page, "near")) for page in pages] == [0, 1, 0]  # as many as the last page has room for


@pytest.mark.parametrize("q", ["高校", "省", "转", "没有这样的词语", ""])
def test_too_few_words_give_none(index: SearchIndex, q: str) -> None:
    assert keys(ask(index, q), "near") == []


def test_a_long_question_meets_what_shares_its_rarest_words(tmp_path: Path) -> None:
    """Of many words hardly any passage shares a third; 培训 stands inside 职业培训, 护理 of 护理员 in 护理人员."""
    index = built(
        tmp_path,
        letter(1, "社区举办护理人员职业培训。"),
        *(letter(n, "下一步，将加强工作，推动建设，提高水平，完善制度，促进发展。") for n in range(10, 30)),
    )
    asked = "近年来各方面建设发展很快，制度不断完善，但社区里护理员太少，应当加强工作，推动培训，提高待遇"
    result = index.search(SearchQuery(like=asked))
    assert (result.count, keys(result, "near")[0]) == (0, "letter:1")


def test_what_shares_a_common_word_or_two_is_not_near(tmp_path: Path) -> None:
    index = built(tmp_path, *(letter(n, "加强建设，推动发展。") for n in range(1, 20)))
    assert index.search(SearchQuery(like="组织渔民发展深海网箱养殖，建设人工鱼礁")).documents == ()


# A question in other words, and the seed that answers it.
ASKED = [
    ("怎样培养更多的技术经理人队伍", "letter:1"),
    ("科技创新的顶层设计应当如何加强", "letter:3"),
]


@pytest.mark.parametrize(("q", "key"), ASKED)
def test_questions_to_the_seeds(tmp_path: Path, q: str, key: str) -> None:
    assert key in keys(ask(built(tmp_path, *seeds()), q), "near")[:2]


@pytest.mark.parametrize("q", [QUESTION, "高校 就地转化", "浙江高校制度", "推动农业高校发展"])
def test_few_rows_and_all_rows_are_weighed_alike(index: SearchIndex, monkeypatch: pytest.MonkeyPatch, q: str) -> None:
    answers = []
    for few in (0, 2):  # never, always
        monkeypatch.setattr(near, "_FEW", few)
        # another size, which no answer that was kept fits
        answers.append(ask(index, q, size=20 + few).documents)
    assert answers[0] == answers[1]
    assert answers[0]
