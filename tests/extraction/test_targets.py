import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.spans import Span
from measures.extraction.parsed import ParsedTarget
from measures.extraction.targets import find_targets


def targets(text: str) -> tuple[ParsedTarget, ...]:
    return find_targets(text, Span(0, len(text)), item=0)


@pytest.mark.parametrize(
    ("text", "indicator", "comparator", "low", "high", "unit"),
    [
        ("建设50个省级技术转移示范机构。", "省级技术转移示范机构", "=", 50, 50, "个"),
        ("新增认定10个左右省级中试中心。", "省级中试中心", "≈", 10, 10, "个"),
        ("培育100家以上优势示范企业。", "优势示范企业", "≥", 100, 100, "家"),
        ("全省技术合同交易额力争达到50亿元。", "全省技术合同交易额", "≥", 5e9, 5e9, "元"),
        ("增加值占工业增加值比重达到25％以上。", "增加值占工业增加值比重", "≥", 25, 25, "%"),
        ("高新技术企业达到5000家。", "高新技术企业", "≥", 5000, 5000, "家"),
        ("高新技术企业超过5000家。", "高新技术企业", "≥", 5000, 5000, "家"),
        ("给予最高不超过50万元的支持。", "支持", "≤", 5e5, 5e5, "元"),
        ("给予不高于5000元的补助。", "补助", "≤", 5000, 5000, "元"),
        ("给予15－30万元后补助支持。", "后补助支持", "range", 15e4, 30e4, "元"),
        ("资助额度为50-500万元。", "资助额度", "range", 5e5, 5e6, "元"),
        ("以不低于70％的比例奖励给成果完成人。", "奖励给成果完成人", "≥", 70, 70, "%"),
        ("奖励金额不少于转化收益的60%。", "奖励金额", "≥", 60, 60, "%"),
        ("把成本控制在3%以内。", "成本", "≤", 3, 3, "%"),
        ("能耗降低到0.5吨标准煤。", "能耗", "≤", 0.5, 0.5, "吨标准煤"),
        ("培训技术经纪人约100名。", "技术经纪人", "≈", 100, 100, "名"),
        ("培训人数达到5000人次。", "培训人数", "≥", 5000, 5000, "人次"),
        ("服务企业500余家。", "服务企业", "≥", 500, 500, "家"),
        ("对获奖的企业，给予30－40万元的资金支持。", "获奖的企业：资金支持", "range", 3e5, 4e5, "元"),
        ("对联盟项目每项支持50－100万元。", "联盟项目：每项支持", "range", 5e5, 1e6, "元"),
        ("对新认定的机构给予一次性奖励100万元。", "新认定的机构：一次性奖励", "=", 1e6, 1e6, "元"),
        ("1.建设100个孵化器（“双创”平台），支撑发展。", "孵化器（“双创”平台）", "=", 100, 100, "个"),
        ("仪器设备使用率达到80%。", "仪器设备使用率", "≥", 80, 80, "%"),
        ("使用率均达到80%以上。", "使用率", "≥", 80, 80, "%"),
        ("电力供应达到5亿千瓦时。", "电力供应", "≥", 5e8, 5e8, "千瓦时"),
        ("重点用膜区地膜回收率达到80%以上。", "重点用膜区地膜回收率", "≥", 80, 80, "%"),
    ],
)
def test_a_target(text: str, indicator: str, comparator: str, low: float, high: float, unit: str) -> None:
    (target,) = targets(text)
    assert (target.indicator, target.comparator, target.low, target.high, target.unit) == (
        indicator,
        comparator,
        low,
        high,
        unit,
    )


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("加快建设30个院士工作站、50个协同创新中心。", ["加快建设30个院士工作站", "50个协同创新中心"]),
        ("在3个以上产业、50家企业分别实施。", ["在3个以上产业", "50家企业分别实施"]),
        ("引进100名人才和50个团队。", ["引进100名人才", "50个团队"]),
        ("举办20场发布会，参与企业300家。", ["举办20场发布会", "参与企业300家"]),
        (
            "建设10个基地（其中国家级3个、省级5家）。",
            ["建设10个基地（其中国家级3个、省级5家）", "其中国家级3个", "省级5家"],
        ),
        ("在30个县（市、区）设立节点；1.培训5人", ["在30个县（市、区）设立节点", "培训5人"]),
        ("培育100个,达到10个;建设150个", ["培育100个", "达到10个", "建设150个"]),
    ],
)
def test_a_clause_a_target(text: str, phrases: list[str]) -> None:
    assert [target.span.of(text) for target in targets(text)] == phrases


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("到2020年，建设50个机构。", ["2020年"]),
        ("到2020年，建设50个机构，培养500名人才；达到10家。", ["2020年"] * 3),
        ("到2020年，建设50个机构。培养500名人才。", ["2020年", None]),
        ("2018年6月底前建成10个，2020年建成20个。", ["2018年6月底", "2020年"]),
        ("每年培训100名左右技术经纪人。", ["每年"]),
        ("到2020年，建成5个基地，每年培训100人。", ["2020年", "每年"]),
        ("3年内培育100家企业。", ["3年内"]),
        ("“十四五”末，培育100家企业。", ["十四五末"]),
        ("2018年底以来，培育100家企业。", [None]),
        ("自2016年以来，培育100家企业。", [None]),
        ("按照〔2016〕28号要求，2016－2020年建设5个机构。", [None]),
    ],
)
def test_by_when(text: str, due: list[str | None]) -> None:
    assert [target.due for target in targets(text)] == due


def test_under_goals_a_year_governs_the_sentences_after_it() -> None:
    text = "到2020年，体系初步建成。建设50个机构。"
    (target,) = find_targets(text, Span(0, len(text)), item=3, running_due=True)
    assert (target.due, target.item) == ("2020年", 3)


@pytest.mark.parametrize(
    "text",
    [
        "到2020年，体系初步建成。",
        "允许3年内保留原职务级别，可在5年内分期缴纳。",
        "围绕“吉林制造2025”和“互联网＋”，形成1+N体系。",
        "支持高校双一流建设，落实国办发〔2016〕28号文件。",
        "截至2015年底，全省共有孵化器20家。",
        "目前已建成20个中试中心。",
        "对年销售收入5000万元以上的企业，予以支持。",
        "1.在全省选择一批企业。",
    ],
)
def test_no_target(text: str) -> None:
    assert targets(text) == ()


def test_where_it_starts_from_is_no_target() -> None:
    (target,) = targets("技术合同成交额由26亿元增加到50亿元。")
    assert (target.indicator, target.comparator, target.low) == ("技术合同成交额", "≥", 5e9)


@given(st.text(alphabet="对到的，。、（）“”《》由增加达不超过以上左右每年2020年内1000个家元万%．. \n", max_size=80))
def test_spans_hold_and_limits_are_kept(text: str) -> None:
    for target in targets(text):
        assert target.span.of(text)
        assert 1 <= len(target.indicator) <= 200
        assert target.low == target.high or (target.comparator == "range" and target.low < target.high)
        assert target.due is None or len(target.due) <= 20
