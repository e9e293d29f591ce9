"""The fields of a letter's head, read from whole letters, and what is doubtful about them."""

from __future__ import annotations

import pytest

from kejiting.text.clean import clean
from proposals.parsing import letter_shape, parse_letter


@pytest.mark.parametrize(
    ("head", "field", "expected"),
    [
        ("对县政协三届二次会议第15号、第16号提案的答复\n王洪福委员：\n您提出的《关于甲的提案》收悉。", "number", "15"),
        ("王洪福委员：\n您提出的《关于甲的提案》（第DH0271号）收悉。", "number", "DH0271"),
        ("王洪福委员：\n您提出的《关于加强第157号公路养护的提案》收悉。", "number", None),
        ("王洪福代表：\n您提出的《关于甲的建议》收悉。", "kind", "代表建议"),
        ("农工党保山市委:\n您委在市政协三届五次会议上提出的《关于甲的建议》的提案收悉。", "kind", "集体提案"),
        (
            "县水务局关于县十六届人大二次会议第4号建议的答复\n王洪福代表：\n您提出的《关于甲的建议》收悉。",
            "agency",
            "县水务局",
        ),
        (
            "关于市四届人大三次会议第1056号建议的答复\n王洪福代表：\n您提出的第1056号建议收悉。",
            "proposal_title",
            None,
        ),
        ("关于县政协李锐委员提出的第9号提案的答复\n县政协提案委：\n转来的提案收悉。", "delegates", ["李锐"]),
        ("建议人：李锐\n您提出的建议收悉。", "delegates", ["李锐"]),
        ("建议标题：关于甲的建议\n您提出的建议收悉。", "proposal_title", "关于甲的建议"),
        ("某县水利局\n对县政协三届二次会议第5号提案的答复\n李锐委员：\n您提出的提案收悉。", "agency", "某县水利局"),
        ("提案编号：第218号\n王洪福委员：\n您提出的《关于甲的提案》收悉。", "number", "218"),
        ("对省十四届人大二次会议第23号建议的会办意见\n省教育厅：\n您厅转来的《关于甲的建议》收悉。", "number", "23"),
        ("锡科字〔2024〕3号 分类：A\n王洪福委员：\n您提出的《关于甲的提案》收悉。", "doc_number", "锡科字〔2024〕3号"),
        ("锡科字〔2024〕3号〔B〕\n王洪福委员：\n您提出的《关于甲的提案》收悉。", "doc_number", "锡科字〔2024〕3号"),
        ("依据：吉科发〔2025〕84号\n王洪福委员：\n您提出的《关于甲的提案》收悉。", "doc_number", None),
        ("关于甲的答复\n（2024年5月10日）\n王洪福委员：\n您提出的《关于甲的提案》收悉。", "written_on", "2024-05-10"),
        ("文号:无\n王洪福委员：\n您提出的《关于甲的提案》收悉。", "doc_number", None),
        ("按照吉科发〔2025〕84号文件\n王洪福委员：\n您提出的《关于甲的提案》收悉。", "doc_number", None),
        ("锡科字〔2024〕3号A类\n王洪福委员：\n您提出的《关于甲的提案》收悉。", "doc_number", "锡科字〔2024〕3号"),
        (
            "关于甲的答复摘要-某网\n名称:关于甲的答复摘要\n你们提出的《关于甲的提案》收悉。",
            "letter_title",
            "关于甲的答复摘要",
        ),
    ],
)
def test_a_field_of_the_head(head: str, field: str, expected: str | None) -> None:
    assert letter_shape(parse_letter(clean(f"{head}\n我局已办。")))[field] == expected


def test_words_that_disagree_about_the_kind_are_a_problem() -> None:
    letter = parse_letter(clean("程云行代表:\n您提出的《关于甲的提案》收悉,现答复如下:\n已办。\n2024年7月18日"))
    assert "kind" in [problem.field for problem in letter.problems]


@pytest.mark.parametrize(
    ("head", "field", "message"),
    [
        ("王洪福李锐委员：\n您提出的《关于甲的提案》收悉。", "delegates", "连写"),
        ("王洪福等8名委员：\n你们提出的《关于甲的提案》收悉。", "delegates", "等"),
        (
            "对县政协三届二次会议第15号、第16号提案的答复\n王洪福委员：\n您提出的《关于甲的提案》收悉。",
            "number",
            "第一件",
        ),
        ("王洪福委员：\n您提出的《关于甲的提案》收悉。", "number", "未写"),
    ],
)
def test_what_is_doubtful_is_a_problem(head: str, field: str, message: str) -> None:
    letter = parse_letter(clean(f"{head}\n我局已办。"))
    assert [message in problem.message for problem in letter.problems if problem.field == field] == [True]


def test_class_and_role_are_kept() -> None:
    letter = parse_letter(clean("类别:C\n王洪福代表:\n您提出的《关于甲的建议》由我局会办,现答复如下:\n已办。"))
    assert (letter.handling_class, letter.handling_role) == ("C", "会办")


def test_the_numbers_beside_the_first_are_named() -> None:
    text = (
        "对市政协九届三次会议第14、92号提案的答复\n李锐委员：\n你们提出的《关于甲的提案》收悉，现答复如下：\n我局已办。"
    )
    messages = [problem.message for problem in parse_letter(text).problems if problem.field == "number"]
    assert messages == ["一函答复多件提案，这里记的是第一件（第14号）的编号，还有第92号"]


def test_two_dates_of_one_letter_are_a_doubt() -> None:
    text = "成文日期：2024-05-01\n李锐委员：\n您提出的《关于甲的提案》收悉，现答复如下：\n我局已办。\n某县水利局\n2024年5月6日"
    letter = parse_letter(text)
    assert str(letter.written_on) == "2024-05-01"
    assert any("2024-05-06" in problem.message for problem in letter.problems)
