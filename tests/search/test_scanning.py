"""Reading every passage answers as an index does: the definition held against the engine."""

from __future__ import annotations

from itertools import product

import pytest

from kejiting.search import SearchIndex, SearchQuery, parse_words, scan
from kejiting.search.hits import SearchResult
from kejiting.search.query import Sort
from kejiting.search.scanning import may_hold
from kejiting.text.fold import fold
from tests.search.corpus import keys, letter, passages
from tests.search.test_engines import FILTERS, QUESTIONS, corpus

SORTS: tuple[Sort, ...] = ("date", "number")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    index = SearchIndex(tmp_path_factory.mktemp("scanned"))
    index.rebuild(corpus())
    return index


def told(result: SearchResult) -> object:
    """All but what only ranking knows: what is near, and which passage, of which part, is the best for a term."""
    documents = [
        (one.key, one.hits if one.hits[0].match == "literal" else one.hits[0].match)
        for one in result.documents
        if one.hits[0].match != "near"
    ]
    facets = {name: counts for name, counts in result.facets.items() if name != "part"}
    return result.count, documents, facets


@pytest.mark.parametrize("q", QUESTIONS)
def test_it_answers_as_the_index_does(index: SearchIndex, q: str) -> None:
    for filters, sort, page in product(FILTERS, SORTS, (1, 2, 40)):
        query = SearchQuery(parse_words(q), filters, sort, page, 7)
        assert told(scan(corpus(), query)) == told(index.search(query)), query


def test_terms_in_different_passages_are_shown_with_one_passage_for_each() -> None:
    documents = [letter(1, "中试基地。", "概念验证。", "概念验证中心。"), letter(2, "中试与概念验证。")]

    result = scan(documents, SearchQuery(parse_words("中试 概念验证")))

    assert keys(result) == ["letter:2", "letter:1"]
    assert passages(result) == [200]
    assert passages(result, "letter") == [100, 101]


@pytest.mark.parametrize(
    ("q", "may"), [("中试", True), ("中试 验证", False), ("中试 OR 验证", True), ("-验证", True), ("試", True)]
)
def test_what_cannot_be_an_answer_need_not_be_read(q: str, may: bool) -> None:
    assert may_hold(fold("中试基地"), parse_words(q)) is may
