"""The canonical text: only white space changes, and every paragraph stands on one line."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.clean import clean, close_spaces, strip_whitespace

FIXTURES = sorted(Path("fixtures").glob("*/*.txt"))

# Pieces of which letters are made, so that random texts meet the rules.
PIECES = st.sampled_from(
    [
        "一、关于“加大投入”的建议", "（一）落实举措", "( 一 ) 主 要 措 施", "王洪福委员：", "您提出的《关于甲的建议》收悉，现答复如下：",
        "一是推动甲；", "二是乙。", "1. 2025年", "2.", "吉科发成〔2025〕84号", "2025年6月18日", "吉林省科学技术厅", "对省政协的答复",
        "索引号:\t112", "分类:  委员提案", "索 引 号  ab/2018-1", "感谢您", "，", "。", "“", "”", "《", "（", "Word PDF", "新材", "料",
        " ", "　", "\n", "\n\n", "\n　　", "\t", "\f", "\r\n", "第四次会议第23号建议的答复", "对唐山市第五届人民代表大会", "下一步，",
        "易志刚、文芳、", "周敏代表：", "发布时间：2024-05-20 ", "【索引号】", "签发人：李军", "吉科（提）字﹝2024﹞5号", "二、强化工程，提升水质",
        "一、关于加大投入的建议我局会同财政局多次开展调研并研究制定具体办法。", "一、关于“乙”的建议采纳情况",
    ]
)  # fmt: skip
LETTER_LIKE = st.lists(PIECES, max_size=30).map("".join)


@given(st.one_of(st.text(max_size=200), LETTER_LIKE))
def test_only_white_space_changes(text: str) -> None:
    assert strip_whitespace(clean(text)) == strip_whitespace(text)


@given(st.one_of(st.text(max_size=200), LETTER_LIKE))
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(LETTER_LIKE)
def test_no_two_blank_lines_and_no_spaces_at_the_ends_of_lines(text: str) -> None:
    lines = clean(text).split("\n") if text.strip() else []
    assert all(line == line.strip() for line in lines)
    assert all(above or line for above, line in pairwise(["", *lines]))


@given(LETTER_LIKE)
def test_a_blank_line_stays_only_where_lines_would_be_joined_without_it(text: str) -> None:
    cleaned = clean(text)
    for gap in re.finditer("\n\n", cleaned):
        without = cleaned[: gap.start()] + cleaned[gap.end() - 1 :]
        assert clean(without) != cleaned


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem[:3])
def test_the_words_of_every_fixture_stay(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert strip_whitespace(clean(text)) == strip_whitespace(text)
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("( 一 ) 主 要 措 施", "(一)主要措施"),
        ("截至 2025 年 5 月，支持 281 个项目", "截至2025年5月，支持281个项目"),
        ("实施“ 互联网 ＋ ”战略", "实施“互联网＋”战略"),
        ("1. 2025年启动", "1. 2025年启动"),
        ("下载 Word PDF", "下载Word PDF"),
        ("Hello, world", "Hello, world"),
        ("2018-08-04 14:49:15", "2018-08-04 14:49:15"),
        ("增长 10. 5", "增长10.5"),
        ("李锐 王松伟 代表：", "李锐 王松伟代表："),
        ("尊敬的 王 洪 福 委员：", "尊敬的王洪福委员："),
    ],
)
def test_spaces_stay_only_between_latin_words_and_numbers(printed: str, expected: str) -> None:
    assert close_spaces(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("自2015年,\n\n省科技厅启动", "自2015年,省科技厅启动", id="broken after a comma"),
        pytest.param("涵盖新装备、新材\n\n料、新农业。", "涵盖新装备、新材料、新农业。", id="broken inside a word"),
        pytest.param("主客观相结合，形成\n\n“定量”方法。", "主客观相结合，形成“定量”方法。", id="broken before a mark"),
        pytest.param("一、关于“加强甲，\n推动乙”的建议", "一、关于“加强甲，推动乙”的建议", id="broken heading"),
        pytest.param(
            "教育部对十二届全国人大五次会议\n第7508号建议的答复",
            "教育部对十二届全国人大五次会议第7508号建议的答复",
            id="broken title",
        ),
        pytest.param(
            "二、强化工程治理，提升水质\n目前，该项目已完成前期勘察设计，预计年底前建成投入使用。",
            "二、强化工程治理，提升水质\n目前，该项目已完成前期勘察设计，预计年底前建成投入使用。",
            id="a heading with a comma, shorter than the lines",
        ),
        pytest.param(
            "二、强化工程治理，提升水质，切实\n改善水环境",
            "二、强化工程治理，提升水质，切实改善水环境",
            id="a heading as long as the lines",
        ),
        pytest.param("易志刚、文芳、\n周敏代表：", "易志刚、文芳、周敏代表：", id="broken list of names"),
        pytest.param(
            "市科学技术委员会、\n科技园区管理委员会", "市科学技术委员会、科技园区管理委员会", id="broken list of offices"
        ),
        pytest.param("对甲的会办意见\n省教育厅：", "对甲的会办意见\n省教育厅：", id="title of another kind"),
        pytest.param("已经完成。\n省科技厅启动", "已经完成。\n省科技厅启动", id="whole sentence"),
        pytest.param("(一)落实举措\n发布方案，", "(一)落实举措\n发布方案，", id="section heading"),
        pytest.param("下一步，继续\n2.推动乙", "下一步，继续\n2.推动乙", id="list item"),
        pytest.param("加快转化，推动\n2.5亿元落地", "加快转化，推动2.5亿元落地", id="a figure is no list item"),
        pytest.param("更好服务，\n吉林省科学技术厅\n2025年6月18日", "更好服务，\n吉林省科学技术厅\n2025年6月18日", id="signature"),
        pytest.param("无障碍浏览\n长者模式", "无障碍浏览\n长者模式", id="words of the page are no sentence"),
        pytest.param("新增30个。（责任单位：县教育局）\n推进建设，", "新增30个。（责任单位：县教育局）\n推进建设，", id="units behind a stop"),
        pytest.param("推进建设，打造品牌\n第三部分保障措施", "推进建设，打造品牌\n第三部分保障措施", id="part"),
        pytest.param("落实“放管服“要求。\n我厅启动", "落实“放管服“要求。\n我厅启动", id="wrong closing mark"),
    ],
)  # fmt: skip
def test_lines_are_joined_inside_sentences_only(printed: str, expected: str) -> None:
    assert clean(printed) == expected


def test_in_a_text_with_broken_lines_the_indentation_begins_paragraphs() -> None:
    lines = [
        "　　我厅坚持以深化科技体制改革为动力持续",
        "激发全省各类创新主体的内在潜能和活力",
        "部门协同推进成效明显，全省上下一盘棋。",
        "稳步实施体制改革，",
        "取得进展。",
    ]
    assert clean("\n".join(lines * 4)).split("\n") == ["".join(lines).strip()] * 4


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "索引号:\t112K/2025-01\t分类:\t委员提案;议案\n发文机关:\t省科技厅\t成文日期:\t2025年06月18日",
            ["索引号:112K/2025-01", "分类:委员提案;议案", "发文机关:省科技厅", "成文日期:2025年06月18日"],
        ),
        ("索引号: 113T/2022-9 组配分类: 提案办理", ["索引号:113T/2022-9", "组配分类:提案办理"]),
        ("文号 | 浏览量 |", ["文号|", "浏览量|"]),
        ("索引号：112/2024-3主题分类：科技发文机关：县局", ["索引号：112/2024-3", "主题分类：科技", "发文机关：县局"]),
        ("【索引号】112/2024-3 【发布日期】2024-05-20", ["【索引号】112/2024-3", "【发布日期】2024-05-20"]),
        ("对甲的答复 发布时间：2020-09-11 来源：市局", ["对甲的答复", "发布时间：2020-09-11", "来源：市局"]),
        ("雅自然资函〔2021〕134号      签发人：李军", ["雅自然资函〔2021〕134号", "签发人：李军"]),
        (" 索 引 号  ab/2018-35  公开方式  主动公开", ["索引号", "ab/2018-35", "公开方式", "主动公开"]),
        ("标题党现象时有发生", ["标题党现象时有发生"]),
        ("该项目的分类: 标题: 略", ["该项目的分类:标题:略"]),
    ],
)
def test_cells_of_a_table_stand_on_lines_of_their_own(printed: str, expected: list[str]) -> None:
    assert clean(printed).split("\n") == expected


def test_a_letter_on_one_line_is_broken_where_its_parts_begin() -> None:
    printed = (
        "王洪福委员：您提出的《关于甲的建议》收悉，现答复如下：一、关于“推动乙”的建议（一）落实举措1.推动丙。"
        "（二）取得成效：成效明显。二、关于“加强丁”的建议我省设立基金。感谢您的关心。吉林省科学技术厅2025年6月18日"
    )
    assert clean(printed).split("\n") == [
        "王洪福委员：",
        "您提出的《关于甲的建议》收悉，现答复如下：",
        "一、关于“推动乙”的建议",
        "（一）落实举措",
        "1.推动丙。",
        "（二）取得成效：",
        "成效明显。",
        "二、关于“加强丁”的建议",
        "我省设立基金。",
        "感谢您的关心。",
        "吉林省科学技术厅",
        "2025年6月18日",
    ]


def test_white_space_ends_the_lines_of_a_letter_on_one_line() -> None:
    lines = [
        "关于市政协六届四次会议第112号提案的答复",
        "市交函〔2020〕33号",
        "谭丽委员：",
        "您提出的《关于优化城区公交线网的提案》收悉。现答复如下：",
        "一、主要做法",
        "我局会同市财政局、市教育局深入乡镇开展调研，召开座谈会6次，走访企业28家，梳理问题15条，研究制定优化方案。",
        "二、强化保障，提升服务质量",
        "目前，该项目已完成前期勘察设计，总投资2300万元，预计年底前建成投入使用，惠及沿线群众。",
        "下一步，我局将继续加大投入力度，积极争取上级资金支持。",
        "市交通运输局",
        "2020年8月25日",
    ]
    assert clean(" ".join(lines)).split("\n") == lines
    assert clean("　　".join(lines)).split("\n") == lines


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "一、关于加大投入的建议我局会同市财政局多次开展调研，研究制定了管理办法。",
            ["一、关于加大投入的建议", "我局会同市财政局多次开展调研，研究制定了管理办法。"],
        ),
        ("一、关于“乙”的建议我局已办。", ["一、关于“乙”的建议", "我局已办。"]),
        ("一、关于“乙”的建议采纳情况", ["一、关于“乙”的建议采纳情况"]),
        ("一、关于加大投入的建议落实情况", ["一、关于加大投入的建议落实情况"]),
    ],
)
def test_an_asks_heading_is_parted_from_its_answer(printed: str, expected: list[str]) -> None:
    assert clean(printed).split("\n") == expected


@pytest.mark.parametrize(
    "text",
    [
        "一、关于“推动乙”的建议，我厅高度重视。",
        "如（一）落实举措不力，将予通报。",
        "具体措施如下：加强领导。",
        "会议于2025年6月18日召开",
    ],
)
def test_sentences_that_look_like_parts_of_a_letter_stay_whole(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("發文機關：廈門市商務局 發布日期：2020-06-30", ["發文機關：廈門市商務局", "發布日期：2020-06-30"]),
        ("發布日期：2020-06-30\n尊敬的簡文瀾委員：", ["發布日期：2020-06-30", "尊敬的簡文瀾委員："]),
    ],
)
def test_labels_in_traditional_characters_are_labels(printed: str, expected: list[str]) -> None:
    assert clean(printed).split("\n") == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "索 引 号 11330/2022-85601 公开方式 主动公开",
            ["索引号", "11330/2022-85601", "公开方式", "主动公开"],
        ),
        ("王洪福、李锐、王松伟委员\n您提出的建议收悉", ["王洪福、李锐、王松伟委员", "您提出的建议收悉"]),
        (
            "关于县政协第十三届二次会议第0090号提案办理情\n况的复函",
            ["关于县政协第十三届二次会议第0090号提案办理情况的复函"],
        ),
    ],
)
def test_lines_that_are_whole_and_lines_that_are_not(printed: str, expected: list[str]) -> None:
    assert clean(printed).split("\n") == expected
