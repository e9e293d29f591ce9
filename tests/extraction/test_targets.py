import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.spans import Span
from measures.extraction.parsed import ParsedTarget
from measures.extraction.plan import parse_plan
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
        ("募集见习岗位12万个（含中央企业岗位）以上。", "见习岗位", "≥", 120_000, 120_000, "个"),
        ("就业1.2万人（不含公益性岗位）左右。", "就业", "≈", 12_000, 12_000, "人"),
        ("城镇调查失业率保持在5.5%以内。", "城镇调查失业率", "≤", 5.5, 5.5, "%"),
        ("森林覆盖率稳定在42%—45%。", "森林覆盖率", "range", 42, 45, "%"),
        ("单位产值能耗比2020年下降14.5%。", "单位产值能耗下降", "=", 14.5, 14.5, "%"),
        ("五年城镇新增就业25万人以上。", "城镇新增就业", "≥", 250_000, 250_000, "人"),
        ("第六条 对公共服务平台按投入的30%给予补贴。", "公共服务平台：补贴", "=", 30, 30, "%"),
        ("提供岗位信息五十万条次。", "提供岗位信息", "=", 500_000, 500_000, "条次"),
        ("工业增加值力争突破1.5万亿元大关。", "工业增加值", "≥", 1.5e12, 1.5e12, "元"),
        ("单项冠军增至60家。", "单项冠军", "≥", 60, 60, "家"),
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
        ("成交额由2023年的180亿元提高到300亿元。", [None]),
        ("到2025年，能耗比2020年下降14%。", ["2025年"]),
        ("三年内培训经理人3000名，其中高级经理人300名；建设5个基地。", ["三年内", "三年内", None]),
        ("每年举办培训班4期，培训800人次，建设5个基地。", ["每年", "每年", None]),
        ("建成设施36处，铺设管网210公里，2024年底前完成。", ["2024年底", "2024年底"]),
        ("建设5个中心。新增30家机构。以上任务于2025年10月底前完成。", ["2025年10月底"] * 2),
        ("到2027年、2030年，投入强度分别达到1.2%、1.8%。", ["2027年", "2030年"]),
        ("2025年、2026年、2027年分别新增企业20家、25家、30家。", ["2025年", "2026年", "2027年"]),
        ("2025年、2026年分别新增企业20家、25家、30家。", ["2026年"] * 3),
        ("年底前改造食堂56所。", ["年底"]),
        ("9月底前改造食堂56所。", ["9月底"]),
        ("建设5个中心。各县要于2024年4月底前制定方案。", [None]),
        ("改造食堂12个。\n责任单位：县教育局\n完成时限：2024年9月底前", ["2024年9月底"]),
        ("到2025年完成下列任务：\n（1）建设5个中心。\n（2）新增30家机构。", ["2025年"] * 2),
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
        "每10万人口。",
    ],
)
def test_no_target(text: str) -> None:
    assert targets(text) == ()


def test_where_it_starts_from_is_no_target() -> None:
    (target,) = targets("技术合同成交额由26亿元增加到50亿元。")
    assert (target.indicator, target.comparator, target.low) == ("技术合同成交额", "≥", 5e9)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("项目数量翻一番，三年累计突破1000个。", ["项目数量", "项目数量"]),
        ("到位资金由2023年的180亿元提高到300亿元，年均增长18%以上。", ["到位资金", "到位资金年均增长"]),
        ("开工率、投产率分别达到70%和50%。", ["开工率、投产率"] * 2),
        ("举办培训班4期，培训800人次。", ["培训班", "培训"]),
        ("研发投入稳步提高，年均增长10%。", ["研发投入稳步提高年均增长"]),
    ],
)
def test_what_a_clause_without_a_noun_counts(text: str, names: list[str]) -> None:
    assert [target.indicator for target in targets(text)] == names


def test_each_of_several_values_is_meant_alike() -> None:
    assert [target.comparator for target in targets("开工率、投产率分别达到70%和50%。")] == ["≥", "≥"]


@pytest.mark.parametrize(
    ("lines", "due"),
    [
        (("一、目标", "到2025年，实现以下目标：", "——就业。新增5万人。", "——人才。达到3万人。"), ["2025年"] * 2),
        (("一、目标", "到2025年，体系建成。", "——就业。新增5万人。"), ["2025年"]),
        (("一、任务", "到2025年，完成下列任务：", "（一）建设。建设5个。", "1.新增30家。"), ["2025年"] * 2),
        (
            ("一、步骤", "（一）2025年底前完成的任务", "建设5个。", "（二）到2027年完成的任务", "建设9个。"),
            ["2025年底", "2027年"],
        ),
        (("一、目标", "（一）2025年目标：建成2个。", "（二）2027年目标：建成4个。"), ["2025年", "2027年"]),
        (
            ("一、工程", "（一）管网工程（2026年6月底前）。改造120公里。", "（二）社区工程。建设45个。"),
            ["2026年6月底", None],
        ),
        (
            ("一、任务", "建设5个中心。", "完成时限：2025年底前", "新增30家。", "完成时限：2026年底前"),
            ["2025年底", "2026年底"],
        ),
        (("一、2024年工作回顾", "建设5个。"), []),
        (("一、发展基础", "建成5个。", "二、任务", "建设9个。"), [None]),
    ],
)
def test_a_date_reaches_what_it_governs(lines: tuple[str, ...], due: list[str | None]) -> None:
    assert [target.due for target in parse_plan("\n".join(lines)).targets] == due


def test_the_number_of_points_below_a_head_is_no_target() -> None:
    text = (
        "一、促进就业(3项)\n1.新增就业5人。\n二、改善教育（共2项）\n（一）建设基地（2个）\n建成。\n三、建设50个中心。"
    )
    assert [target.span.of(text) for target in parse_plan(text).targets] == ["新增就业5人", "建设50个中心"]


def test_a_past_period_is_none_ahead() -> None:
    head = "甲省科技厅\n2021年10月31日\n一、目标\n"
    assert parse_plan(f"{head}“十三五”期间，新增30万人。").targets == ()
    assert [target.due for target in parse_plan(f"{head}“十四五”期间，新增30万人。").targets] == ["十四五期间"]


def test_goals_before_the_first_chapter_are_targets() -> None:
    plan = parse_plan("全年目标：投入增长12%。目前有20家。\n一、任务\n做。")
    assert [target.low for target in plan.targets] == [12]


@given(st.text(alphabet="对到的，。、（）“”《》由增加达不超过以上左右每年2020年内1000个家元万%．. \n", max_size=80))
def test_spans_hold_and_limits_are_kept(text: str) -> None:
    for target in targets(text):
        assert target.span.of(text)
        assert 1 <= len(target.indicator) <= 200
        assert target.low == target.high or (target.comparator == "range" and target.low < target.high)
        assert target.due is None or len(target.due) <= 20
