"""Whether a figure may count what a target aims at, told by names; the cases stood before the rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.fold import fold
from measures.extraction.same_name import Likeness, likeness, names_of, same_kind


def like(indicator: str, counted: str) -> Likeness | None:
    return likeness(names_of(indicator), fold(counted))


@pytest.mark.parametrize(
    ("indicator", "counted", "name"),
    [
        ("高新技术企业", "高新技术企业", "高新技术企业"),
        ("高新技术企业", "国家级高新技术企业", "高新技术企业"),
        ("科技企业孵化器（“双创”平台）", "省级科技企业孵化器", "科技企业孵化器"),
        ("全省有效发明专利", "有效发明专利拥有量", "有效发明专利"),
        ("科技型中小企业", "入库科技型中小企业数量", "科技型中小企业"),
        ("省级重点实验室", "新建省重点实验室", "省重点实验室"),
        ("吉林省重点实验室", "省级重点实验室", "省重点实验室"),
        ("院士工作站", "院士工作站（含分站）", "院士工作站"),
        ("具有行业特点的农产品质量检测中心", "农产品质量检测中心", "农产品质量检测中心"),
        ("技术合同成交额", "全省技术合同成交金额", "技术合同成交金额"),
        ("高水平技术经理人", "持证技术经纪人", "技术经纪人"),
        ("技術經紀人", "技术经纪人队伍", "技术经纪人"),
        ("研发投入强度", "全社会研发投入强度", "研发投入强度"),
        ("科技特派员", "科技特派员·选派", None),
        ("科技特派员", "省·科技特派员", "科技特派员"),
    ],
)
def test_what_goes_by_the_same_name(indicator: str, counted: str, name: str | None) -> None:
    found = like(indicator, counted)

    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("indicator", "counted"),
    [
        ("省级重点实验室", "国家重点实验室"),
        ("省级重点实验室", "重点实验室"),
        ("院士工作站", "博士后工作站"),
        ("高新技术企业", "科技型中小企业"),
        ("科技企业孵化器", "科技企业孵化器在孵企业"),
        ("行业中试中心", "科技成果转化中试中心"),
        ("行业中试中心", "中试中心"),
        ("省级中试中心", "科技成果转化中试中心"),
        ("产业技术创新联盟", "产业科技创新联盟"),
        ("技术合同成交额", "技术合同成交额同比增长"),
        ("高级技术经理人", "技术经理人"),
        ("知识产权质押融资额", "意向融资额"),
        ("大赛获奖的企业：奖励", "优秀企业奖励"),
        ("资助额度", "项目资助额度"),
        ("企业", "规上企业"),
        ("人才团队", "高层次人才团队"),
        ("", ""),
        ("的", "的"),
    ],
)
def test_what_does_not(indicator: str, counted: str) -> None:
    assert like(indicator, counted) is None


def test_the_nearest_name_counts_fewest_other_words() -> None:
    extras = [found.extra for counted in ("技术经纪人", "初级技术经纪人") if (found := like("技术经纪人", counted))]

    assert extras == [0, 2]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("名", "人", True),
        ("家", "个", True),
        ("户", "家", True),
        ("项", "件", True),
        ("元", "元", True),
        ("人", "人次", False),
        ("家", "人", False),
        ("个", "%", False),
        ("", "个", False),
    ],
)
def test_units_of_a_kind(one: str, other: str, same: bool) -> None:
    assert (other in same_kind(one)) is same


@given(st.text(max_size=30), st.text(max_size=30))
def test_nothing_makes_it_fail(indicator: str, counted: str) -> None:
    found = like(indicator, counted)

    assert found is None or found.name in fold(counted).replace("省级", "省").replace("·", "")
