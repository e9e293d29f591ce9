"""A proposal that somebody asks with, in its parts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.clean import clean
from proposals.parsing.asked_parts import MOST_PARTS, part_question

PARTED = [
    pytest.param("怎样培养更多的技术经理人", ["怎样培养更多的技术经理人"], id="one"),
    pytest.param(
        "建议：一是建设概念验证中心；二是设立专项资金；三是完善人才评价。",
        ["一是建设概念验证中心；", "二是设立专项资金；", "三是完善人才评价。"],
        id="list inside a line",
    ),
    pytest.param(
        "王洪福委员：\n关于成果转化的提案\n近年来转化率偏低，主要表现为：一是缺机构；二是缺资金。\n为此提出以下建议：\n"
        "一、建设转移机构\n1.支持高校设立办公室。\n2.提高待遇。\n二、设立基金。由财政牵头。",
        [
            "关于成果转化的提案",
            "近年来转化率偏低，主要表现为：一是缺机构；二是缺资金。",
            "一、建设转移机构\n1.支持高校设立办公室。\n2.提高待遇。",
            "二、设立基金。由财政牵头。",
        ],
        id="the outermost list",
    ),
    pytest.param(
        "一、存在问题\n（一）经费投入不足。\n（二）人才外流严重。\n二、对策建议\n（一）加大财政投入。\n（二）提供住房补贴。",
        ["（一）经费投入不足。", "（二）人才外流严重。", "（一）加大财政投入。", "（二）提供住房补贴。"],
        id="chapters that only head",
    ),
    pytest.param("1. 修建农村道路。\n2. 安装路灯设施。", ["1.修建农村道路。", "2.安装路灯设施。"], id="digits"),
    pytest.param("办好几件事：\n一是多开食堂；二是改造管道。", ["一是多开食堂；", "二是改造管道。"], id="below a lead"),
]


@pytest.mark.parametrize(("text", "parts"), PARTED)
def test_parts(text: str, parts: list[str]) -> None:
    cleaned = clean(text)
    assert [part.span.of(cleaned) for part in part_question(cleaned)] == parts


def test_headings_alone_on_their_line_go_with_what_stands_below() -> None:
    text = "一、存在问题\n（一）经费投入不足。\n二、对策建议\n（一）加大财政投入。"
    headings = [[span.of(text) for span in part.headings] for part in part_question(text)]
    assert headings == [["一、存在问题"], ["二、对策建议"]]


def test_a_long_paragraph_is_parted_at_sentences() -> None:
    text = "应当支持高校设立专门的技术转移机构，配备懂技术也懂市场的人员。" * 30
    parts = part_question(text)
    assert 3 < len(parts) <= MOST_PARTS
    assert all(part.span.of(text).endswith("。") for part in parts)


def test_neighbours_stay_together_where_there_would_be_too_many() -> None:
    text = "\n".join(f"{number}.修建第{number}条农村道路。" for number in range(1, 61))
    parts = part_question(text)
    assert len(parts) <= MOST_PARTS
    assert "".join(part.span.of(text) for part in parts).replace("\n", "") == text.replace("\n", "")


@given(st.text(alphabet="一二三、（）1.2．。；：\n建议关于是加强 ", max_size=400))
def test_parts_lie_in_order_and_apart(text: str) -> None:
    parts = part_question(text)
    assert 0 < len(parts) <= MOST_PARTS
    assert all(before.span.end <= after.span.start for before, after in pairwise(parts))


@pytest.mark.parametrize("unit", ["一是", "一、加强\n", "（一）", "1.", "加强建设。", "关于", "“", "\n"])
def test_twenty_thousand_characters_take_little(unit: str) -> None:
    assert len(part_question(unit * (20_000 // len(unit)))) <= MOST_PARTS
