"""Lines of a paragraph are joined, paragraphs are told apart: by indentation, by gaps, by short lines."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from kejiting.text.clean import clean
from tests.text.made_pdfs import FONT, draw_pdf, make_pdf
from tests.text.reading import pdf_text

Placed = tuple[float, str]  # the distance from the line above, and the line
FULL = "我厅坚持以改革为动力，推动科技创新和产业创新融合发展。一"


def set_lines(*lines: Placed, size: float = 16, left: float = 70) -> bytes:
    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, size)
        down = 780.0
        for step, line in lines:
            down -= step
            canvas.drawString(left + size * (len(line) - len(line.lstrip("　"))), down, line.strip("　"))

    return draw_pdf(page)


def paragraphs(data: bytes) -> list[str]:
    return [line.strip("　") for line in pdf_text(data).split("\n")]


def test_lines_of_an_indented_paragraph_are_joined_whatever_they_begin_with() -> None:
    page = [
        "　　我厅坚持以改革为动力，推动科技创新和产业创新融合",
        "一是非不可混淆，二是推动转化，三是服务企业，截至目前共",
        "2.5亿元。",
        "　　感谢您的支持。",
    ]
    assert paragraphs(make_pdf(page)) == ["".join(page[:3]).strip("　"), "感谢您的支持。"]


def test_a_bullet_begins_a_paragraph() -> None:
    page = [
        "　　我厅坚持以改革为动力，推动科技创新和产业创新融合",
        "发展，取得了成效。",
        "　　主要做法是：",
        "●建设流域数字孪生平台，由厅里统一规划，三年之内完成",
        "●推广低成本雷达流量计，培养基层信息员，三年之内完成",
    ]
    assert paragraphs(make_pdf(page)) == ["".join(page[:2]).strip("　"), page[2].strip("　"), *page[3:]]


def test_a_sentence_goes_on_over_the_page() -> None:
    first = [
        "　　我厅坚持以改革为动力，推动科技创新和产业创新融合",
        "发展，取得了成效，全省技术合同成交额实现翻番，培育企",
    ]
    second = ["业三千家。", "　　感谢您的支持。"]
    assert paragraphs(make_pdf([*first, "— 1 —"], [*second, "— 2 —"])) == [
        "".join([*first, *second[:1]]).strip("　"),
        "感谢您的支持。",
    ]


def test_lines_broken_by_hand_are_left_to_what_they_say() -> None:
    page = [
        "　　我厅坚持以改革为动力，推动科技创新和产业创新融",
        "合发展，取得了成效，全省技术合同成交额实",
        "现翻番，培育企业三千家。",
        "　　感谢您的支持。",
    ]
    full = [
        "　　截至目前，全省技术合同成交额连续三年实现翻番，培育",
        "高新技术企业三千家，建设省级以上创新平台五百个，形成合",
        "力。",
    ]
    assert clean(pdf_text(make_pdf([*page, *full]))).split("\n") == [
        "".join(page[:3]).strip("　"),
        "感谢您的支持。",
        "".join(full).strip("　"),
    ]


def test_a_wider_gap_begins_a_paragraph_where_nothing_is_indented() -> None:
    data = set_lines((0, FULL), (28, "项目落地。"), (44, FULL), (28, "二项目落地。"), (44, "感谢您的支持。"))
    assert paragraphs(data) == [f"{FULL}项目落地。", f"{FULL}二项目落地。", "感谢您的支持。"]


def test_without_gaps_and_indentation_what_lines_say_must_tell() -> None:
    data = set_lines((0, FULL), (28, "项目落地。"), (28, FULL[:-1] + "二"), (28, "项目落地。"), (28, "感谢您。"))
    assert clean(pdf_text(data)).split("\n") == [f"{FULL}项目落地。", f"{FULL[:-1]}二项目落地。", "感谢您。"]


def test_a_centred_title_of_two_lines_is_one() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, 22)
        canvas.drawCentredString(297, 780, "对省政协十三届三次会议")
        canvas.drawCentredString(297, 745, "第157号委员提案的答复")
        canvas.setFont(FONT, 16)
        for place, line in enumerate(["王洪福委员：", FULL, "融合发展。"]):
            canvas.drawString(70, 690 - place * 28, line)

    assert paragraphs(draw_pdf(page))[:2] == ["对省政协十三届三次会议第157号委员提案的答复", "王洪福委员："]


def test_signature_and_date_at_the_right_stand_alone() -> None:
    data = set_lines(
        (0, f"　　{FULL[:-2]}"), (28, "落地。"), (56, "　" * 16 + "吉林省科学技术厅"), (28, "　" * 17 + "2025年6月18日")
    )
    assert paragraphs(data)[-2:] == ["吉林省科学技术厅", "2025年6月18日"]


def test_a_signature_under_a_full_line_stands_alone() -> None:
    data = set_lines((0, FULL), (28, "项目落地。"), (28, FULL[:-2] + "。"), (28, "　" * 16 + "吉林省科学技术厅"))
    assert paragraphs(data)[-1] == "吉林省科学技术厅"


def test_words_hang_under_the_text_of_their_item() -> None:
    listed = [(0, "1．" + FULL[:-2]), (28, "　　发展成效明显，服务企业。"), (28, "2．优化创新环境。")]
    assert paragraphs(set_lines(*listed)) == [f"1．{FULL[:-2]}发展成效明显，服务企业。", "2．优化创新环境。"]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("推动科技创新和产业创新融合发展，技术合同成交额共计12", "00万元。", "共计1200万元。"),
        ("推动科技创新和产业创新融合发展，引进的平台称open", "source社区。", "open source社区。"),
    ],
)
def test_numbers_are_put_together_and_words_kept_apart(first: str, second: str, joined: str) -> None:
    lines = [(0, f"　　{first}"), (28, second), (28, "　　下一步，我厅将继续推进。")]
    assert joined in pdf_text(set_lines(*lines))
