"""Tables in plans: a cell takes name, unit, baseline and year from its row and the heads of its columns."""

import pytest

from measures.extraction.parsed import ParsedTarget
from measures.extraction.plan import parse_plan


def read(*rows: str, head: str = "甲省科技厅\n2021年11月18日") -> tuple[ParsedTarget, ...]:
    table = "\n".join(row.replace(" | ", "\t") for row in rows)
    return parse_plan(f"{head}\n一、发展目标\n到2025年，主要指标见下表。\n{table}\n二、任务\n做好工作。").targets


def values(targets: tuple[ParsedTarget, ...]) -> list[tuple[str, str, float, float, str, str | None]]:
    return [
        (target.indicator, target.comparator, target.low, target.high, target.unit, target.due) for target in targets
    ]


def test_it_works() -> None:
    assert values(
        read(
            "序号 | 指标名称 | 单位 | 2020年基期值 | 2025年目标值",
            "1 | 研发经费投入强度 | % | 1.62 | 2.2以上",
            "2 | 技术合同成交额 | 亿元 | 234 | 700左右",
            "3 | 高新技术企业数量 | 家 | 6,395 | 12,000",
        )
    ) == [
        ("研发经费投入强度", "≥", 2.2, 2.2, "%", "2025年"),
        ("技术合同成交额", "≈", 7e10, 7e10, "元", "2025年"),
        ("高新技术企业数量", "=", 12000, 12000, "家", "2025年"),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            ("指标 | 2020年 | 2025年 | 属性", "森林覆盖率（%） | 24.1 | ≥24.5 | 约束性", "水库（座） | 3 | 5—8 | 预期性"),
            [("森林覆盖率", "≥", 24.5, 24.5, "%", "2025年"), ("水库", "range", 5, 8, "座", "2025年")],
        ),
        (
            ("类别 | 指标 | 2025年目标（万人） | 年均增长（%）", "就业 | 城镇新增就业 | [25] | 3.5", " | 参保人数 | 40 | ＞2"),
            [
                ("城镇新增就业", "=", 25e4, 25e4, "人", "2025年"),
                ("城镇新增就业年均增长", "=", 3.5, 3.5, "%", "2025年"),
                ("参保人数", "=", 40e4, 40e4, "人", "2025年"),
                ("参保人数年均增长", "≥", 2, 2, "%", "2025年"),
            ],
        ),
        (
            ("任务 | 量化目标 | 完成时限 | 牵头单位", "建设冷藏设施 | 120座 | 2024年10月底前 | 盟农牧局", " | 不少于5万吨 | 长期 | 盟商务局"),
            [
                ("建设冷藏设施", "=", 120, 120, "座", "2024年10月底"),
                ("建设冷藏设施", "≥", 5e4, 5e4, "吨", "2025年"),
            ],
        ),
        (
            ("指标 | 计量单位 | 2022年现状 | 2025年", "水有效利用系数 | - | 0.561 | ≥0.575"),
            [("水有效利用系数", "≥", 0.575, 0.575, "", "2025年")],
        ),
        (
            ("年度 | 新增上市公司（家） | 直接融资（亿元） | 备注", "2020年 | 1 | 50 | 无", "2022年 | 2 | 80以上 | 无"),
            [("新增上市公司", "=", 2, 2, "家", "2022年"), ("直接融资", "≥", 8e9, 8e9, "元", "2022年")],
        ),
        (
            ("指标 | 单位 | 2022年 | 2024年 | 2025年", "优良天数 | 天 | 300 | 310 | 315"),
            [("优良天数", "=", 300, 300, "天", "2022年"), ("优良天数", "=", 310, 310, "天", "2024年"), ("优良天数", "=", 315, 315, "天", "2025年")],
        ),
    ],
)  # fmt: skip
def test_how_columns_are_named(rows: tuple[str, ...], expected: list[tuple[str, str, float, float, str, str]]) -> None:
    assert values(read(*rows)) == expected


@pytest.mark.parametrize(
    "rows",
    [
        ("姓名 | 职务 | 电话", "甲 | 组长 | 88975566"),
        ("指标 | 2019年 | 2020年 | 属性", "覆盖率 | 23% | 24% | 实际"),
        ("指标 | 2025年目标", "人数 | 99999999999999999999"),
        ("指标 | 2025年目标", "覆盖率 | 稳步提高", "满意度 | ——"),
    ],
)
def test_a_table_without_targets(rows: tuple[str, ...]) -> None:
    assert read(*rows) == ()


def test_a_cell_is_the_span_and_its_row_the_item() -> None:
    text = "一、目标\n指标\t单位\t2025年目标\n研发投入\t亿元\t3.5\n企业\t家\t12\n二、任务\n做。"
    plan = parse_plan(text)
    assert [target.span.of(text) for target in plan.targets] == ["3.5", "12"]
    assert [plan.items[target.item].span.of(text) for target in plan.targets] == ["研发投入\t亿元\t3.5", "企业\t家\t12"]
    assert [plan.items[target.item].path for target in plan.targets] == ["一", "一"]


def test_a_table_in_an_annex_sets_targets_too() -> None:
    text = "一、任务\n做。\n附件：\n指标\t单位\t2025年目标\n研发投入\t亿元\t3.5"
    assert [(target.low, target.due) for target in parse_plan(text).targets] == [(350_000_000, "2025年")]
