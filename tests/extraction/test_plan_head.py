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
        ("各县人民政府：", None),
    ],
)
def test_title(head: str, title: str | None) -> None:
    assert parse_plan(head + BODY).title == title


@pytest.mark.parametrize(
    ("head", "issuer", "issued_on"),
    [
        ("甲省人民政府办公厅\n2016年10月31日", "甲省人民政府办公厅", date(2016, 10, 31)),
        ("甲省科技厅\n甲省财政厅\n2016年10月31日\n（此件公开发布）", "甲省科技厅、甲省财政厅", date(2016, 10, 31)),
        ("甲省转化方案\n甲省人民政府\n二〇一六年十月三十一日", "甲省人民政府", date(2016, 10, 31)),
        ("发文机关：甲省科技厅\n成文日期：2016-10-31\n发布日期：2016-11-11", "甲省科技厅", date(2016, 10, 31)),
        ("发文机关：\n甲省科技厅\n成文日期：\n2016年10月31日", "甲省科技厅", date(2016, 10, 31)),
        ("甲省科技厅关于印发《甲省转化方案》的通知", "甲省科技厅", None),
        ("发布日期：2016-11-11\n到2020年10月1日建成。", None, None),
    ],
)
def test_signature(head: str, issuer: str | None, issued_on: date | None) -> None:
    plan = parse_plan(head + BODY)
    assert (plan.issuer, plan.issued_on) == (issuer, issued_on)


def test_a_plan_may_be_signed_at_its_end() -> None:
    plan = parse_plan(f"甲省转化方案{BODY}甲省科技厅\n2016年10月31日\n")
    assert (plan.issuer, plan.issued_on) == ("甲省科技厅", date(2016, 10, 31))


@pytest.mark.parametrize(
    ("head", "own", "cites"),
    [
        ("甲政办发〔2018〕128号\n按照国办发〔2016〕28号文件要求", "甲政办发〔2018〕128号", ("国办发〔2016〕28号",)),
        ("发文字号：甲政办发〔2018〕128号", "甲政办发〔2018〕128号", ()),
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
