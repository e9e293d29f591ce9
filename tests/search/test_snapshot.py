"""It makes no difference to an answer in how many segments the rows lie, or what is still at hand."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from kejiting.search import Filters, SearchIndex
from kejiting.search.query import Sort
from kejiting.search.whoosh import snapshot
from tests.search.corpus import ask, built, letter, seeds

MADE = (
    letter(
        11, "建设中试基地。", "支持成果转化。", written_on=date(2025, 6, 18), kind="委员提案", agency="乙厅", number=157
    ),
    letter(
        12, "中试基地和成果转化。", written_on=date(2024, 3, 1), kind="代表建议", agency="甲厅", delegate=["王洪福"]
    ),
    letter(13, "技术经纪人1928个。", heading="关于中试的建议", session="政协-省-13-3", delegate=["王洪福", "李锐"]),
)
QUESTIONS = [
    "",
    "成果转化",
    "中试 成果转化",
    "中试 OR 技术经纪人 -浙江",
    "如何推动科技成果就地转化",
    "技术 1928个",
    "的",
    "没有的词",
]
FILTERS = [
    Filters(),
    Filters(year=2025),
    Filters(part="measures"),
    Filters(agency="甲厅"),
    Filters(delegate="王洪福"),
    Filters(session="政协-省-13-3", part="prose"),
]
SORTS: tuple[Sort, ...] = ("relevance", "date", "number")


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return built(tmp_path_factory.mktemp("single"), *seeds(), *MADE)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """The same documents in another order, added one by one."""
    index = built(tmp_path_factory.mktemp("several"), MADE[2])
    for document in (*reversed(seeds()), *MADE[:2]):
        index.update([document])
    return index


@pytest.mark.parametrize(("q", "filters", "sort"), list(product(QUESTIONS, FILTERS, SORTS)))
def test_several_segments_answer_as_one(
    single: SearchIndex, several: SearchIndex, q: str, filters: Filters, sort: Sort
) -> None:
    answer = ask(several, q, filters, sort)
    assert answer == ask(single, q, filters, sort)
    assert answer.count or answer.documents or q == "没有的词" or filters != Filters()


def test_what_has_to_be_found_anew_is_found_again(several: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    first = [ask(several, q, size=49) for q in QUESTIONS]
    monkeypatch.setattr(snapshot, "_MOST_KEPT_BYTES", 0)
    assert [ask(several, q, size=48).count for q in QUESTIONS] == [one.count for one in first]
    assert [ask(several, q, size=47).documents for q in QUESTIONS] == [one.documents for one in first]


def test_an_index_of_nothing_answers(tmp_path: Path) -> None:
    empty = built(tmp_path)
    for q, filters in product(QUESTIONS, FILTERS):
        answer = ask(empty, q, filters)
        assert (answer.count, answer.passages, answer.documents) == (0, 0, ())
        assert not any(answer.facets.values())
