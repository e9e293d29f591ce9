"""Headings of asks and sections, and paragraphs that begin like them."""

from __future__ import annotations

import pytest

from proposals.parsing.headings import read_ask
from proposals.parsing.markers import read_marker
from proposals.parsing.sections import read_section


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("一、关于“推动机构建设”的建议", "推动机构建设"),
        ("一、关于“瞄准项目，确定重点。”的建议", "瞄准项目，确定重点"),
        ("二、关于“落实“赛马”机制”的建议", "落实“赛马”机制"),
        ("三、关于分级计划建设资金的问题", "分级计划建设资金"),
        ("一、关于分级制度健全有关建议", "分级制度健全"),
        ("五、关于“甲”建议的采纳落实情况", "甲"),
        ("针对建立平台的建议。我局已建平台。", "建立平台"),
        ("关于资金支持的问题", "资金支持"),
        ("第一：关于加强人才引进的问题", "加强人才引进"),
        ("（一）关于“甲”的建议", "甲"),
        ("建议二：加大投入", "加大投入"),
        ("一、关于建立机制的建议，我局已建立机制。", "建立机制"),
        ("一、培育合作长效", "培育合作长效"),
        ("一、加强领导。我局成立领导小组。", "加强领导"),
        ("关于您提出的加大投入的建议。", "加大投入"),
        ("二、关于建议中“加大研发奖补”的问题", "加大研发奖补"),
        ("一、对于您提出的“划定停放区域”的建议，我局已划线。", "划定停放区域"),
        ("二、您在建议中提到的“完善管网”的问题", "完善管网"),
        ("（一）关于加强组织领导的意见建议", "加强组织领导"),
        ("三、关于资金保障的问题和建议。", "资金保障"),
        ("（一）关于完善成果转化政策", "完善成果转化政策"),
        ("1.关于技术推广问题", "技术推广问题"),
        ("（1）关于引进服务商的建议", "引进服务商"),
        ("关于提升服务质量", "提升服务质量"),
        ("【关于延伸产业链条的建议】", "延伸产业链条"),
        ("一、关于发放消费券。我局发放三批。", "发放消费券"),
        ("一、关于完善考核评价办法", "完善考核评价办法"),
        ("问题1：关于管网老化的问题", "管网老化"),
        ("【建议1】推广净化设施", "推广净化设施"),
        ("1.加大政策扶持力度", "加大政策扶持力度"),
        ("——关于加强攻关的建议。我部实施专项。", "加强攻关"),
        ("第二条建议：完善设施", "完善设施"),
    ],
)
def test_an_asks_heading(line: str, expected: str) -> None:
    ask = read_ask(line)
    assert ask is not None
    assert ask.title == expected


@pytest.mark.parametrize(
    "line",
    [
        "关于资金方面，我局积极争取。",
        "“双千工程”成效显著，转化成果1800项。",
        "一是加大科技投入。",
        "1.推动技术经纪专业列入序列。",
        "（一）加强领导。成立小组",
        "我厅坚持改革。",
        "2024年，关于甲的建议得到落实。",
        "关于印发管理办法的通知",
        "关于该项目资金，已经落实",
        "您好！您提出的“甲”很有价值。",
        "第1点建议，我委赞成。",
        "第三点建议，因政策原因暂不采纳。",
    ],
)
def test_paragraphs_are_no_headings_of_asks(line: str) -> None:
    assert read_ask(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("(一)落实举措", "measures"),
        ("( 一 )主要措施", "measures"),
        ("（一）工作开展情况", "measures"),
        ("1.主要做法", "measures"),
        ("三、办理工作开展情况", "measures"),
        ("(二)取得成效", "outcomes"),
        ("（二）主要成效：", "outcomes"),
        ("取得的成效", "outcomes"),
        ("(三)下一步工作", "next_steps"),
        ("(三)下步打算", "next_steps"),
        ("四、下步工作计划", "next_steps"),
        ("三、存在的问题和下一步打算", "next_steps"),
        ("三、今后工作打算和安排", "next_steps"),
        ("【下一步工作】", "next_steps"),
        ("三、努力方向", "next_steps"),
        ("三、下阶段打算", "next_steps"),
        ("三、今后工作思路", "next_steps"),
        ("二、已做工作", "measures"),
        ("一、基本情况", "prose"),
        ("二、提案的主要内容", "prose"),
        ("三、下一步打算。一是甲。", "next_steps"),
        ("（一）工作开展情况：已建平台。", "measures"),
        ("一、建议采纳落实情况", "measures"),
        ("一、提案有关建议办理情况", "measures"),
        ("二、存在的困难和问题", "prose"),
        ("一、我市充电设施建设现状", "prose"),
        ("1.主要措施。", None),
        ("成果。", None),
        ("主要做法。我局已办", None),
        ("一、关于改善农村卫生现状", None),
        ("(一)落实举措不力", None),
        ("（一）加强领导", None),
        ("下一步我省将继续推进", None),
        ("成效显著", None),
        ("一、关于“主要措施”的建议", None),
    ],
)
def test_a_sections_heading(line: str, expected: str | None) -> None:
    section = read_section(line)
    assert (section and section.part) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("一、甲", ("chapter", 1)),
        ("十二、甲", ("chapter", 12)),
        ("第二，甲", ("chapter", 2)),
        ("（三）甲", ("section", 3)),
        ("( 三 )甲", ("section", 3)),
        ("4.甲", ("item", 4)),
        ("4、甲", ("item", 4)),
        ("【建议1】甲", ("chapter", 1)),
        ("建议二：甲", ("chapter", 2)),
        ("第三个问题：甲", ("chapter", 3)),
        ("1.11亿元", None),
        ("建议一并考虑", None),
        ("2024年", None),
        ("第一批", None),
        ("一是甲", None),
    ],
)
def test_a_marker(line: str, expected: tuple[str, int] | None) -> None:
    marker = read_marker(line)
    assert (marker and (marker.level, marker.number)) == expected
