"""Reading every passage: what an index is held to (test_contract.py), and what may be left unread."""

from __future__ import annotations

import pytest

from kejiting.search import SearchQuery, parse_terms, scan
from kejiting.search.scanning import may_hold
from kejiting.text.fold import fold
from tests.search.corpus import keys, letter, passages


def test_terms_in_different_passages_are_shown_with_one_passage_for_each() -> None:
    documents = [letter(1, "中试基地。", "概念验证。", "概念验证中心。"), letter(2, "中试与概念验证。")]

    result = scan(documents, SearchQuery(parse_terms("中试 概念验证")))

    assert keys(result) == ["letter:2", "letter:1"]
    assert passages(result) == [200]
    assert passages(result, "letter") == [100, 101]


@pytest.mark.parametrize(
    ("q", "may"), [("中试", True), ("中试 验证", False), ("中试 OR 验证", True), ("-验证", True), ("試", True)]
)
def test_what_cannot_be_an_answer_need_not_be_read(q: str, may: bool) -> None:
    assert may_hold(fold("中试基地"), parse_terms(q)) is may
