"""Items of a section: which list counts, and what belongs to an item."""

from __future__ import annotations

import pytest

from proposals.parsing.items import find_items
from proposals.parsing.lines import lines_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1.甲。\n2.乙。", ["1.甲。", "2.乙。"], id="numbers"),
        pytest.param("1. 甲。\n2．乙。\n3、丙。", ["1. 甲。", "2．乙。", "3、丙。"], id="three kinds of marks"),
        pytest.param("（1）甲。\n（2）乙。", ["（1）甲。", "（2）乙。"], id="brackets"),
        pytest.param("①甲；②乙。", ["①甲；", "②乙。"], id="circles"),
        pytest.param("一是甲。二是乙；三是丙。", ["一是甲。", "二是乙；", "三是丙。"], id="spoken numbers"),
        pytest.param("一是甲，二是乙。", ["一是甲，", "二是乙。"], id="after a comma"),
        pytest.param("第一，甲。第二，乙。", ["第一，甲。", "第二，乙。"], id="first and second"),
        pytest.param("甲。\n乙。", ["甲。", "乙。"], id="paragraphs"),
        pytest.param(
            "1.甲。\n续甲。\n2.乙。", ["1.甲。\n续甲。", "2.乙。"], id="a paragraph without number belongs to the item"
        ),
        pytest.param("引言。\n1.甲。\n2.乙。", ["引言。", "1.甲。", "2.乙。"], id="words before the list"),
        pytest.param("1.甲。一是丙。二是丁。\n2.乙。", ["1.甲。一是丙。二是丁。", "2.乙。"], id="another list inside"),
        pytest.param(
            "一是甲；二是乙。一是丙。二是丁。三是戊；三是己。",
            ["一是甲；", "二是乙。一是丙。二是丁。三是戊；", "三是己。"],
            id="the same list inside",
        ),
        pytest.param("1.甲。\n1.乙。", ["1.甲。", "1.乙。"], id="mistyped number"),
        pytest.param("1.甲1.5亿元。\n2.乙2.3亿元。", ["1.甲1.5亿元。", "2.乙2.3亿元。"], id="figures"),
        pytest.param("统一是关键。二是乙。", ["统一是关键。二是乙。"], id="a word that ends in 一 opens no list"),
        pytest.param("1.甲，位居第二，增长。\n2.乙。", ["1.甲，位居第二，增长。", "2.乙。"], id="a rank is no number"),
        pytest.param("（一体化）推进。", ["（一体化）推进。"], id="a bracket is no number"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_section_is_cut_into_its_items(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in find_items(text, lines_of(text))] == expected
