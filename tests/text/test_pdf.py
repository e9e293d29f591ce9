"""PDFs made on the spot: text with its indentation, and the three kinds that give none."""

from __future__ import annotations

import logging

import pytest

from kejiting.text.clean import clean
from kejiting.text.pdf import reader as pdf
from kejiting.text.unreadable import UnreadableFile
from tests.text.made_pdfs import make_pdf
from tests.text.reading import pdf_text


def test_it_works() -> None:
    assert pdf_text(make_pdf(["王洪福委员：", "　　现答复如下："])) == "王洪福委员：\n　　现答复如下："


def test_broken_lines_come_out_as_paragraphs() -> None:
    page = ["　　我厅坚持以改革为动力，推动创", "新发展。", "　　下一步，我厅将继续推进改革，", "优化环境。", "- 1 -"]
    following = ["　　感谢您对科技工作的关心和支", "持。", "吉林省科学技术厅", "2025年6月18日", "2"]
    assert clean(pdf_text(make_pdf(page, following))).split("\n") == [
        "我厅坚持以改革为动力，推动创新发展。",
        "下一步，我厅将继续推进改革，优化环境。",
        "感谢您对科技工作的关心和支持。",
        "吉林省科学技术厅",
        "2025年6月18日",
    ]


def test_a_year_at_the_end_of_a_page_is_no_page_number() -> None:
    assert pdf_text(make_pdf(["截至目前，共有", "2025年"])).endswith("2025年")


def test_the_parser_does_not_talk() -> None:
    assert logging.getLogger("pdfminer").getEffectiveLevel() >= logging.ERROR


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (make_pdf(["机密"], password="秘密"), "密码"),
        (make_pdf([]), "没有文字"),
        (b"%PDF-1.4\n" + b"\xff" * 200, "已损坏"),
        (make_pdf(["甲"])[:300], "已损坏"),
    ],
    ids=["locked", "no text", "broken", "cut off"],
)
def test_what_gives_no_text_is_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        pdf_text(data)


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="300 页"):
        pdf_text(make_pdf(*[["甲"]] * (pdf.MAX_PAGES + 1)))
