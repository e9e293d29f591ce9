"""Ruled tables come out row by row, their cells parted by tabs."""

from __future__ import annotations

from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from kejiting.text.clean import clean
from tests.text.made_pdfs import FONT, draw_lines, draw_pdf
from tests.text.reading import pdf_text

TOP = 800
LEFT = 70
LINE = 16


def draw_table(canvas: Canvas, rows: list[list[str]], widths: list[float], *, ruled: bool = True) -> float:
    """Draw cells, whose lines are parted by a bar, and return where the table ends."""
    canvas.setFont(FONT, 12)
    top = TOP
    for row in rows:
        height = LINE * max(cell.count("|") + 1 for cell in row) + 8
        left = LEFT
        for cell, width in zip(row, widths, strict=True):
            if ruled:
                canvas.rect(left, top - height, width, height)
            for place, line in enumerate(cell.split("|")):
                canvas.drawString(left + 4, top - 16 - place * LINE, line)
            left += width
        top -= height
    return top


def draw_letter(canvas: Canvas, rows: list[list[str]], widths: list[float], *, ruled: bool = True) -> None:
    end = draw_table(canvas, rows, widths, ruled=ruled)
    canvas.setFont(FONT, 16)
    draw_lines(canvas, LETTER, top=end - 40)


LETTER = [
    "王洪福委员：",
    "　　您提出的《关于推动科技创新工作的建议》收悉，现答",
    "复如下：",
    "　　我厅坚持以改革为动力，推动科技创新和产业创新，健",
    "全体制机制，优化创新环境，完善政策体系，取得了成效。",
]
HEADER = [
    ["索引号", "000014672/2025-00016", "分类", "委员提案"],
    ["发文机关", "吉林省科学技术|厅", "成文日期", "2025年6月18日"],
    ["标题", "对第157号委员|提案的答复", "文号", ""],
]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_grid_of_labels_becomes_a_line_a_row(ruled: bool) -> None:
    rows = HEADER if ruled else [[cell.replace("|", "") for cell in row] for row in HEADER]
    text = pdf_text(draw_pdf(partial(draw_letter, rows=rows, widths=[70, 180, 70, 130], ruled=ruled)))
    assert [line.strip("　") for line in text.split("\n")] == [
        "索引号\t000014672/2025-00016\t分类\t委员提案",
        "发文机关\t吉林省科学技术厅\t成文日期\t2025年6月18日",
        "标题\t对第157号委员提案的答复\t文号",
        "王洪福委员：",
        "您提出的《关于推动科技创新工作的建议》收悉，现答复如下：",
        "".join(LETTER[3:]).strip("　"),
    ]


def test_labels_and_values_come_out_apart_after_cleaning() -> None:
    text = clean(pdf_text(draw_pdf(partial(draw_letter, rows=HEADER, widths=[70, 180, 70, 130]))))
    assert text.split("\n")[:4] == ["索引号", "000014672/2025-00016", "分类", "委员提案"]


def test_figures_in_a_table_keep_their_rows() -> None:
    rows = [["年份", "项目", "资金（万元）"], ["2023", "39项", "1200"], ["2024", "18项", "540"]]
    text = pdf_text(draw_pdf(partial(draw_letter, rows=rows, widths=[100, 100, 150])))
    assert [line.strip("　") for line in text.split("\n")[:3]] == [
        "年份\t项目\t资金（万元）",
        "2023\t39项\t1200",
        "2024\t18项\t540",
    ]


def test_a_frame_around_the_letter_is_no_table() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(50, 300, 500, 520)
        canvas.line(120, 300, 120, 820)
        canvas.drawString(60, 600, "答复")
        canvas.translate(60, 0)
        draw_lines(canvas, LETTER * 2)

    text = pdf_text(draw_pdf(page))
    assert text.count("".join(LETTER[3:])) == 2
    assert "\t" not in text
