"""The figures of tables whose head says the unit: each line of a table is a row, its cells parted by tabs (→)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kejiting.text.spans import Span
from measures.extraction.figures import extract_figures, letter_figures, words_of
from proposals.parsing import parse_letter

Read = tuple[str, int | float, str, str | None, str | None]


def read(table: str) -> list[Read]:
    """Printed, value in base units, unit, what is counted, when."""
    text = table.replace("→", "\t")
    figures = extract_figures(text)
    assert all(text[figure.start : figure.end] == figure.text for figure in figures)
    return [
        (
            figure.text,
            float(figure.low),
            figure.unit,
            words_of(text, figure.indicator),
            words_of(text, (figure.period,) if figure.period else ()),
        )
        for figure in figures
    ]


@pytest.mark.parametrize(
    ("table", "figures"),
    [
        # the unit in brackets behind the name
        ("地区→机构数量（个）\n长春市→12", [("12", 12, "个", "长春市·机构数量", None)]),
        ("项目→金额(万元)\n中试基地→3,400", [("3,400", 34_000_000, "元", "中试基地·金额", None)]),
        ("项目→金额（单位：万元）\n中试基地→560.5", [("560.5", 5_605_000, "元", "中试基地·金额", None)]),
        ("项目→金额（亿元）\n技术合同→1.2", [("1.2", 120_000_000, "元", "技术合同·金额", None)]),
        ("地区→占比（%）\n长春市→62.5", [("62.5", 62.5, "%", "长春市·占比", None)]),
        ("地区→占比％\n长春市→62.5", [("62.5", 62.5, "%", "长春市·占比", None)]),
        ("活动→人数（万人次）\n科普周→3.5", [("3.5", 35_000, "人次", "科普周·人数", None)]),
        ("地区→企业数/家\n长春市→1200", [("1200", 1200, "家", "长春市·企业数", None)]),
        ("地区→数量（个）\n长春市→１２", [("１２", 12, "个", "长春市·数量", None)]),
        # several columns, of which some are no figures
        (
            "序号→地区→机构数量（个）→合同金额(万元)→联系电话\n1→长春市→12→3400→13800000000\n2→吉林市→5→560→0432-62410000",
            [
                ("12", 12, "个", "长春市·机构数量", None),
                ("3400", 34_000_000, "元", "长春市·合同金额", None),
                ("5", 5, "个", "吉林市·机构数量", None),
                ("560", 5_600_000, "元", "吉林市·合同金额", None),
            ],
        ),
        ("序号→地区→单位名称→经费（万元）\n1→长春市→甲校→20", [("20", 200_000, "元", "长春市·甲校·经费", None)]),
        # when it holds: by the row, by the column, by the line above
        ("年份→机构数量（个）\n2023年→12", [("12", 12, "个", "机构数量", "2023年")]),
        ("年度→机构数量（个）\n2023→12", [("12", 12, "个", "机构数量", "2023")]),
        (
            "地区→2023年（个）→2024年数量（个）\n长春市→12→15",
            [("12", 12, "个", "长春市", "2023年"), ("15", 15, "个", "长春市·数量", "2024年")],
        ),
        ("截至2024年底，各地情况如下表：\n地区→数量（个）\n长春市→12", [("12", 12, "个", "长春市·数量", "截至2024年底")]),
        # one unit for the table
        ("单位：万元\n项目→省级→市级\n孵化器→120→30", [
            ("120", 1_200_000, "元", "孵化器·省级", None), ("30", 300_000, "元", "孵化器·市级", None),
        ]),
        ("2024年平台情况（单位：个）：\n地区→平台→基地\n长春市→12→3", [
            ("12", 12, "个", "长春市·平台", "2024年"), ("3", 3, "个", "长春市·基地", "2024年"),
        ]),
        ("单位：万元\n项目→项目数→经费\n孵化器→12→300", [("300", 3_000_000, "元", "孵化器·经费", None)]),
        ("单位：万元\n项目→项目数（个）→经费\n孵化器→12→300", [
            ("12", 12, "个", "孵化器·项目数", None), ("300", 3_000_000, "元", "孵化器·经费", None),
        ]),
        ("项目（单位：万元）→2023年→2024年\n省级专项→1200→1500", [
            ("1200", 12_000_000, "元", "省级专项", "2023年"), ("1500", 15_000_000, "元", "省级专项", "2024年"),
        ]),
        # the unit of the row
        ("指标→2023年→2024年\n技术合同（项）→120→150", [
            ("120", 120, "项", "技术合同", "2023年"), ("150", 150, "项", "技术合同", "2024年"),
        ]),
        ("指标→计量单位→数值\n高新技术企业→家→3500\n研发投入→亿元→2.5", [
            ("3500", 3500, "家", "高新技术企业·数值", None), ("2.5", 250_000_000, "元", "研发投入·数值", None),
        ]),
        # rows that end with empty cells, and rows without a value
        ("序号→地区→数量（个）→备注\n1→长春市→12\n2→吉林市→—\n3→四平市→3→含延续", [
            ("12", 12, "个", "长春市·数量", None), ("3", 3, "个", "四平市·数量", None),
        ]),
        ("地区→数量（个）\n合计→17\n长春市→12", [
            ("17", 17, "个", "合计·数量", None), ("12", 12, "个", "长春市·数量", None),
        ]),
        # the number next to a word that begins like a unit
        ("数量（家）→牵头单位\n5→个体劳动者协会", [("5", 5, "家", "数量", None)]),
        # a unit of its own goes before
        ("项目→金额（万元）\n孵化器→120万元", [("120万元", 1_200_000, "元", None, None)]),
    ],
)  # fmt: skip
def test_a_cell_is_read_with_the_unit_of_its_head(table: str, figures: list[Read]) -> None:
    assert read(table) == figures


@pytest.mark.parametrize(
    "table",
    [
        "地区→机构数量\n长春市→12",
        "序号（个）→名称\n1→甲",
        "名次（位）→名称\n3→甲",
        "地区→联系电话（部）\n长春市→88912345",
        "地区→立项年份（项）\n长春市→2023",
        "名称→文号（件）\n通知→84",
        "名称→邮编→代码（个）\n甲→130000→2200",
        "项目→价格（元/吨）\n甲→1200",
        "项目→期限（年）\n甲→3",
        "单位：万元\n项目→合同期（年）\n甲→3",
        "单位：万元\n项目→立项时间\n甲→2024.5",
        "单位：万元\n项目→占比→增幅\n甲→12.5→3",
        "单位：万元\n指标→2023年\n项目数→12",
        "单位：个\n地区→经费→转化率\n长春市→300→25",
        "单位：万元、个\n地区→经费→项目\n长春市→300→25",
        "活动→培训人（次）\n科普周→300",
        "地区→数量（个、项）\n长春市→12",
        "地区→增幅（%）\n长春市→-3.5",
        "地区→数量（个）\n长春市→12-15",
        "地区→数量（个）\n长春市→0431",
        "地区→数量（个）\n长春市→〔2025〕84号",
        "指标→增幅\n技术合同（项）→12.5",
        # a head of two rows, rows that miss a cell at the front, a sum over two columns
        "地区→2023年→2024年\n数量（个）→金额（万元）→数量（个）\n长春市→12→300",
        "地区→单位→数量（个）→金额（万元）\n乙校→5→100",
        "地区→单位→数量（个）→备注\n乙校→5→好",
        "序号→地区→数量（个）→金额（万元）→备注\n合计→17→3960",
        "项目→金额（万元）→数量（个）→备注\n乙→5→说明",
        "→2023年\n地区→数量（个）→金额（万元）\n长春市→12→300",
        # no row of a table with a head
        "长春市→12\n吉林市→5",
        "地区→数量（个）\n\n长春市→12",
        "地区→数量（个）\n以下是各地的数量。\n长春市→12",
        "地区→数量（个）\n长春市→甲\n项目→金额\n孵化器→300",
        "地区→12→数量（个）\n长春市→12→15",
    ],
)
def test_what_a_table_does_not_say_plainly_is_none(table: str) -> None:
    assert read(table) == []


def test_amounts_without_a_unit_in_prose_stay_none() -> None:
    assert read("机构数量（个）为12，金额（万元）为300。\n共培训12，投入300。") == []


def test_a_row_alone_is_read_by_the_head_above_it() -> None:
    text = "地区\t数量（个）\n长春市\t12\n吉林市\t5"
    place = text.index("吉林市")

    assert [figure.text for figure in extract_figures(text, Span(place, len(text)))] == ["5"]


def test_the_tables_of_a_letter() -> None:
    letter = parse_letter(
        "关于对省政协十三届三次会议第157号委员提案的答复\n\n王洪福委员：\n您提出的《关于推动成果转化的建议》收悉，现答复如下：\n"
        "一、关于建设技术转移机构的建议\n我厅支持各地建设机构，情况如下表：\n序号\t地区\t机构数量（个）\t合同金额(万元)\n"
        "1\t长春市\t12\t3,400\n2\t吉林市\t5\t560.5\n感谢您的支持！\n吉林省科学技术厅\n2025年6月18日\n"
    )

    assert [(one.text, one.low, one.unit) for one in letter_figures(letter)] == [
        ("12", 12, "个"), ("3,400", 34_000_000, "元"), ("5", 5, "个"), ("560.5", Decimal(5_605_000), "元"),
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["地区→数量（个）", "单位：个\n地区→数量"])
def test_a_long_table_is_read_to_its_end_but_not_for_ever(head: str) -> None:
    rows = [f"长春市→{number}" for number in range(1, 3001)]

    assert 100 <= len(read("\n".join([head, *rows]))) <= 1000
