"""What belongs to the page is left out, what belongs to the letter stays."""

from __future__ import annotations

from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.text.made_pdfs import FONT, draw_lines, draw_pdf, make_pdf
from tests.text.reading import pdf_text

LETTER = [
    "　　我厅坚持以改革为动力，推动科技创新发展，优化创新环",
    "境，取得了成效。",
    "（一）落实举措",
    "推动职称评审。",
]
TOP = 800
FOOT = 50


def draw(canvas: Canvas, lines: list[str], placed: list[tuple[float, float, float, str]]) -> None:
    draw_lines(canvas, lines, top=720)
    for across, up, size, text in placed:
        canvas.setFont(FONT, size)
        canvas.drawString(across, up, text)


def with_furniture(*pages: list[tuple[float, float, float, str]]) -> str:
    """The text of a letter on as many pages, each with something at x, y, of a size."""
    return pdf_text(draw_pdf(*(partial(draw, lines=LETTER, placed=placed) for placed in pages)))


def words(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    "number",
    ["— 1 —", "- 1 -", "－1－", "—１—", "·1·", "~ 1 ~", "第1页", "第 1 页 共 3 页", "第1页，共3页", "第一页", "1/3", "1 / 3", "1", "12", "Page 1 of 3", "共3页 第1页", "P1"],
)  # fmt: skip
@pytest.mark.parametrize(("across", "up"), [(280, FOOT), (480, FOOT), (80, FOOT), (280, TOP), (480, TOP)])
def test_page_numbers_are_left_out(number: str, across: float, up: float) -> None:
    assert words(with_furniture([(across, up, 12, number)])) == words("".join(LETTER))


@pytest.mark.parametrize("line", ["2025年", "（1）", "36个", "2018", "一、", "第1条"])
def test_what_only_looks_like_a_page_number_stays(line: str) -> None:
    assert words(with_furniture([(80, FOOT, 16, line)])).endswith(line)


@pytest.mark.parametrize(
    "pages",
    [
        [[(200, TOP, 9, "吉林省科学技术厅文件")]] * 2,
        [[(200, TOP, 9, "吉林省科学技术厅文件")]] * 3,
        [[], [(200, TOP, 16, "吉林省科学技术厅文件")], [(200, TOP, 16, "吉林省科学技术厅文件")]],
        [[(80, FOOT, 9, f"吉林省科学技术厅 第{page}页")] for page in (1, 2, 3)],
        [
            [(80, TOP, 9, "对委员提案的答复"), (80, TOP - 14, 9, "内部资料"), (280, FOOT, 12, f"{page}")]
            for page in (1, 2)
        ],
        [[(80, TOP, 9, "奇页")], [(80, TOP, 9, "偶页")]] * 2,
    ],
    ids=["both of two", "all of three", "not on the first", "a foot that counts", "of two lines", "odd and even"],
)
def test_running_heads_and_feet_are_left_out(pages: list[list[tuple[float, float, float, str]]]) -> None:
    assert words(with_furniture(*pages)) == words("".join(LETTER)) * len(pages)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_heading_that_begins_every_page_stays(count: int) -> None:
    page = ["（一）落实举措", *LETTER[:2]]
    assert pdf_text(make_pdf(*[page] * count)).count("（一）落实举措") == count


def test_what_stands_in_the_margin_once_stays() -> None:
    copies = "抄送：省政协提案委员会"
    assert with_furniture([], [], [(80, FOOT, 12, copies)]).endswith(copies)


@pytest.mark.parametrize(
    ("day", "address"),
    [
        ("2025/6/18 15:32", "https://kjt.example.cn/xxgk/202506/t20250618_1.html"),
        ("6/18/25, 3:32 PM", "file:///letters/157.html"),
        ("2025/6/18 下午3:32", "http://kjt.example.cn/157"),
    ],
)
def test_a_print_of_a_browser_loses_its_head_and_foot(day: str, address: str) -> None:
    head = [(24.0, 820.0, 8.0, day), (240.0, 820.0, 8.0, "对委员提案的答复-某省科学技术厅")]
    foot = [(24.0, 18.0, 8.0, address), (560.0, 18.0, 8.0, "1/1")]
    assert words(with_furniture(head + foot)) == words("".join(LETTER))
