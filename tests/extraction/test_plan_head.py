from datetime import date

import pytest

from measures.extraction.plan import parse_plan

BODY = "\n一、总体思路\n（一）基本原则。\n坚持创新。\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("《甲省转化方案》已经省政府同意，现印发给你们。\n甲省转化方案", "甲省转化方案"),
        ("甲市科技局关于印发《甲市创新规划》的通知\n各县：\n甲市创新规划", "甲市创新规划"),
        ("国务院办公厅关于印发“无废城市”建设\n试点工作方案的通知", "“无废城市”建设试点工作方案"),
        ("标题：甲省转化行动计划（试行）", "甲省转化行动计划（试行）"),
        ("按照《国务院办公厅关于印发转化行动方案的通知》要求，制定本方案。\n甲省转化实施方案", "甲省转化实施方案"),
        ("现将《甲省转化方案》印发给你们。《乙办法》已经废止。\n甲省转化方案", "甲省转化方案"),
        ("【甲州振兴工作方案】", "甲州振兴工作方案"),
        ("【标题】甲区发展工作方案\n【发文机关】甲区经信委", "甲区发展工作方案"),
        ("甲市政府印发关于促进产业发展若干措施的通知", "关于促进产业发展若干措施"),
        ("甲市科技局关于印发【甲市创新规划】的通知", "甲市创新规划"),
        (
            "甲区全力打响“服务”品牌\n加快建设三年行动计划\n(2018—2020年)",
            "甲区全力打响“服务”品牌加快建设三年行动计划(2018—2020年)",
        ),
        ("甲市科技局\n甲市行动方案\n（此件公开发布）", "甲市行动方案"),
        ("甲省2025年科技创新十件实事", "甲省2025年科技创新十件实事"),
        ("甲省科技创新三年攻坚（2024—2026年）\n甲省科技厅\n2024年1月2日", "甲省科技创新三年攻坚（2024—2026年）"),
        ("关于推动甲区发展的若干意见\n（2024年4月9日）", "关于推动甲区发展的若干意见"),
        (
            "政府信息公开\n• 标题：甲市政府办公室关于下达2018年就业任务的通知",
            "甲市政府办公室关于下达2018年就业任务的通知",
        ),
        ("各县人民政府：", None),
    ],
)
def test_title(head: str, title: str | None) -> None:
    assert parse_plan(head + BODY).title == title


def test_what_stands_on_several_lines_is_kept_as_printed() -> None:
    plan = parse_plan("關於推動甲\u200b區創新發展\n加快建設三年行動計劃\n甲省科技廳\n甲省財政廳\n2016年10月31日" + BODY)

    assert plan.title == "關於推動甲區創新發展加快建設三年行動計劃"
    assert plan.issuer == "甲省科技廳、甲省財政廳"


@pytest.mark.parametrize(
    ("head", "issuer", "issued_on"),
    [
        ("甲省人民政府办公厅\n2016年10月31日", "甲省人民政府办公厅", date(2016, 10, 31)),
        ("甲省科技厅\n甲省财政厅\n2016年10月31日\n（此件公开发布）", "甲省科技厅、甲省财政厅", date(2016, 10, 31)),
        ("甲省转化方案\n甲省人民政府\n二〇一六年十月三十一日", "甲省人民政府", date(2016, 10, 31)),
        ("发文机关：甲省科技厅\n成文日期：2016-10-31\n发布日期：2016-11-11", "甲省科技厅", date(2016, 10, 31)),
        ("发文机关：\n甲省科技厅\n成文日期：\n2016年10月31日", "甲省科技厅", date(2016, 10, 31)),
        ("甲省科技厅关于印发《甲省转化方案》的通知", "甲省科技厅", None),
        ("青岚省科学技术厅青岚省财政厅\n2016年10月31日", "青岚省科学技术厅、青岚省财政厅", date(2016, 10, 31)),
        (
            "中共甲市委办公室 甲市人民政府办公室\n2016年10月31日",
            "中共甲市委办公室、甲市人民政府办公室",
            date(2016, 10, 31),
        ),
        ("工业和信息化部教育部科技部关于印发《甲方案》的通知", "工业和信息化部、教育部、科技部", None),
        ("甲省科技厅等八部门关于印发《甲方案》的通知", "甲省科技厅等八部门", None),
        ("国务院办公厅\n2016年10月31日", "国务院办公厅", date(2016, 10, 31)),
        ("国家税务总局甲省税务局\n2016年10月31日", "国家税务总局甲省税务局", date(2016, 10, 31)),
        ("• 发文机关：甲市政府办公室\n• 成文日期：2016-10-31", "甲市政府办公室", date(2016, 10, 31)),
        ("甲市人民政府关于加快建设强市的实施意见", "甲市人民政府", None),
        ("【发文机关】甲区管委会\n【成文日期】2016年10月31日", "甲区管委会", date(2016, 10, 31)),
        ("发布日期：2016-11-11\n到2020年10月1日建成。", None, None),
    ],
)
def test_signature(head: str, issuer: str | None, issued_on: date | None) -> None:
    plan = parse_plan(head + BODY)
    assert (plan.issuer, plan.issued_on) == (issuer, issued_on)


def test_a_plan_may_be_signed_at_its_end() -> None:
    plan = parse_plan(f"甲省转化方案{BODY}甲省科技厅\n2016年10月31日\n")
    assert (plan.issuer, plan.issued_on) == ("甲省科技厅", date(2016, 10, 31))


def test_a_notice_with_points_of_its_own_is_signed_below_them() -> None:
    notice = (
        "甲市教育局关于印发《甲方案》的通知\n一、高度重视。\n二、及时报送。\n甲市教育局\n2025年4月3日\n附件1\n甲方案"
    )
    plan = parse_plan(f"{notice}{BODY}{'继续推进。' * 3}\n" + "做。\n" * 12)
    assert (plan.issuer, plan.issued_on, plan.title) == ("甲市教育局", date(2025, 4, 3), "甲方案")


@pytest.mark.parametrize("end", ["甲省农业农村厅\n甲省网信办\n2021年9月", "甲省农业农村厅 甲省网信办\n二〇二一年九月"])
def test_a_signature_may_have_no_day(end: str) -> None:
    plan = parse_plan(f"甲省发展规划{BODY}{end}")
    assert (plan.issuer, plan.issued_on) == ("甲省农业农村厅、甲省网信办", None)


@pytest.mark.parametrize(
    ("head", "own", "cites"),
    [
        ("甲政办发〔2018〕128号\n按照国办发〔2016〕28号文件要求", "甲政办发〔2018〕128号", ("国办发〔2016〕28号",)),
        ("发文字号：甲政办发〔2018〕128号", "甲政办发〔2018〕128号", ()),
        ("甲市规划\n（甲政办〔2018〕128号）", "甲政办〔2018〕128号", ()),
        ("• 发文字号：甲政办发〔2018〕128号", "甲政办发〔2018〕128号", ()),
        ("【发文字号】甲政办发〔2018〕128号", "甲政办发〔2018〕128号", ()),
        (
            "按照《通知》（国办发〔2016〕28号）和《意见》（甲发〔2016〕26号）",
            None,
            ("国办发〔2016〕28号", "甲发〔2016〕26号"),
        ),
        ("甲省转化方案", None, ()),
    ],
)
def test_the_own_number_is_never_a_cited_one(head: str, own: str | None, cites: tuple[str, ...]) -> None:
    plan = parse_plan(head + BODY)
    assert (plan.doc_number, plan.cites) == (own, cites)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("“十三五”期间，体系建成。", "十三五"),
        ("甲省“十四五”创新规划\n“十三五”以来，“十三五”末，成效显著。", "十四五"),
        ("“十三五”以来成效显著。“十四五”期间，到“十四五”末。", "十四五"),
        ("二十五年来，十五个项目。", None),
    ],
)
def test_period(text: str, period: str | None) -> None:
    assert parse_plan(text + BODY).period == period


def test_gaps_are_listed() -> None:
    assert [problem.field for problem in parse_plan("没有编号的一段话。").problems] == [
        "title",
        "issuer",
        "issued_on",
        "items",
    ]
