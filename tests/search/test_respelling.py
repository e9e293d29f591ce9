"""What a word that stands nowhere may mean, by the letters' own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from kejiting.search import SearchIndex
from tests.search.corpus import built, letter, seeds


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return built(tmp_path_factory.mktemp("respelled"), *seeds())


@pytest.mark.parametrize(
    ("term", "meant"),
    [
        ("技术经济人", "技术经纪人"),
        ("概念验正中心", "概念验证中心"),
        ("科创转员", "科创专员"),
        ("中式中心", "中试中心"),
        ("揭榜挂率", "揭榜挂帅"),
        ("成果化转", "成果转化"),
        ("概念验中心", "概念验证中心"),
        ("概验证中心", "概念验证中心"),
        ("概念验证心", "概念验证中心"),
        ("成果化", "成果转化"),
        ("技术技经纪人", "技术经纪人"),
        ("技术经纪纪人", "技术经纪人"),
        ("术技经纪人", "技术经纪人"),
        ("记术经纪人", "技术经纪人"),
        ("技术经纪仁", "技术经纪人"),
    ],
)
def test_a_character_is_another_missing_too_many_or_changed_places(index: SearchIndex, term: str, meant: str) -> None:
    assert index.respelled(term)[0] == meant


@pytest.mark.parametrize(
    "term",
    [
        "技术经纪人",
        "海洋渔业",
        "深海养殖业",
        "赵科技钱",
        "区块链",
        "赵钱孙李周",
        "量子",
        "abcd",
        "2025年度",
        "技" * 13,
        "",
    ],
)
def test_nothing_else_is_offered(index: SearchIndex, term: str) -> None:
    assert index.respelled(term) == []


def test_what_stands_in_most_passages_comes_first(tmp_path: Path) -> None:
    index = built(tmp_path, letter(1, "推进中试中心。", "中试中心。"), letter(2, "中市中心。"))
    assert index.respelled("中式中心") == ["中试中心", "中市中心"]
