from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.search import parse_terms
from kejiting.text.fold import fold

# what is typed, groups (a group's alternatives joined by |), excluded
TYPED = [
    ("", [], []),
    (" 　", [], []),
    ("技术经纪人", ["技术经纪人"], []),
    ("技术经纪人　中试", ["技术经纪人", "中试"], []),
    ("中试 中试", ["中试"], []),
    ('"首批 备案"', ["首批备案"], []),
    ("“首批 备案” 中试", ["首批备案", "中试"], []),
    ("「首批 备案」", ["首批备案"], []),
    ("“十四五”规划", ['"十四五"规划'], []),
    ("关于“加快”的建议", ['关于"加快"的建议'], []),
    ('"首批 备案', ["首批", "备案"], []),
    ("中试 OR 概念验证", ["中试|概念验证"], []),
    ("中试　ＯＲ　概念验证 平台", ["中试|概念验证", "平台"], []),
    ("中试|概念验证", ["中试|概念验证"], []),
    ("中试 OR 概念验证 OR 孵化", ["中试|概念验证|孵化"], []),
    ('"中试 基地" | 孵化', ["中试基地|孵化"], []),
    ("中试 or 孵化", ["中试", "or", "孵化"], []),
    ("ORACLE", ["oracle"], []),
    ("中试 -浙江", ["中试"], ["浙江"]),
    ("中试 －浙江", ["中试"], ["浙江"]),
    ('中试 -"浙江 省"', ["中试"], ["浙江省"]),
    ("50-500万元", ["50-500万元"], []),
    ("-浙江", [], ["浙江"]),
    ("中试 OR", ["中试"], []),
    ("OR 中试", ["中试"], []),
    ("中试 - 孵化", ["中试", "孵化"], []),
    ("中试 OR -浙江", ["中试"], ["浙江"]),
    ("OR", ["or"], []),
    ("-", ["-"], []),
    ("||", ["|"], []),
    ('""', [], []),
    ("中\0试", ["中试"], []),
    ("\ufeff-浙江", [], ["浙江"]),
    ("１９２８個", ["1928个"], []),
    ("〔2025〕84号", ["(2025)84号"], []),
    ("(中试 OR 概念验证) 平台", ["中试|概念验证", "平台"], []),
    ("（中试 概念验证）| 平台", ["中试|平台", "概念验证|平台"], []),
    ("平台 OR (中试 概念验证)", ["平台|中试", "平台|概念验证"], []),
    ("((甲 乙) OR 丙) 丁", ["甲|丙", "乙|丙", "丁"], []),
    ("(甲 OR 乙) (丙 OR 丁)", ["甲|乙", "丙|丁"], []),
    ("平台 -(中试 OR 验证)", ["平台"], ["中试", "验证"]),
    ("(平台 -中试) 验证", ["平台", "验证"], ["中试"]),
    ("（一）落实举措", ["(一)落实举措"], []),
    ("(2025) 84号", ["(2025)", "84号"], []),
    ("吉科发成(2025)84号 平台", ["吉科发成(2025)84号", "平台"], []),
    ("(甲 乙", ["(甲", "乙"], []),
    ("甲 乙)", ["甲", "乙)"], []),
    ("( )", ["(", ")"], []),
    ("((((甲 乙))))", ["甲", "乙"], []),
]


@pytest.mark.parametrize(("typed", "groups", "excluded"), TYPED)
def test_typed(typed: str, groups: list[str], excluded: list[str]) -> None:
    words = parse_terms(typed)
    # A bar that is looked for itself is one term, not two empty ones.
    assert ["|".join(group) for group in words.groups] == groups
    assert list(words.excluded) == excluded


@given(st.text(alphabet=st.characters() | st.sampled_from('"“”-－|OR 「」\0中')))
def test_anything_can_be_typed(typed: str) -> None:
    words = parse_terms(typed)
    terms = [*words.terms, *words.excluded]
    assert all(term and term == fold(term) for term in terms)
    assert all(words.groups)


@given(st.lists(st.text(alphabet="中试基地2025", min_size=1, max_size=4), max_size=8))
def test_words_without_operators_are_all_asked_for(typed: list[str]) -> None:
    assert parse_terms(" ".join(typed)).groups == tuple((term,) for term in dict.fromkeys(typed))


def test_a_whole_letter_pasted_in_stays_bounded() -> None:
    words = parse_terms(" ".join(str(number) for number in range(100_000)))
    assert len(words.groups) <= 64
