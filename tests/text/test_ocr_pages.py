"""What was recognised on a picture becomes the lines of a page: upright, level, in rows, of one size, with its doubts."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin

import pytest
from PIL import Image

from kejiting.text.ocr.chars import chars_of
from kejiting.text.ocr.mended import mended
from kejiting.text.ocr.runs import Point, RecognisedChar, Run
from kejiting.text.ocr.upright import upright
from kejiting.text.pdf.columns import lines_in_columns
from kejiting.text.pdf.lines import PrintedLine

SIZE = 44
SCALE = 200 / 72
SHEET = (0, 0, 595, 842)
PAGE = Image.new("RGB", (1654, 2339), "white")


def run(text: str, x: float, y: float, *, size: float = SIZE, advance: float = 0, sure: float = 1) -> Run:
    """Letters of a size, in dots, from the left edge and around the middle; digits and Latin letters are half as wide."""
    chars, at = [], x
    for char in text:
        width = (advance or size) / (1 if char > "\u2000" else 2)
        chars.append(RecognisedChar(char, sure, (at + width / 2, y)))
        at += width
    high = size * 0.55
    return Run(tuple(chars), ((x, y - high), (at, y - high), (at, y + high), (x, y + high)))


def lines(*runs: Run) -> list[PrintedLine]:
    return lines_in_columns(chars_of(runs, SCALE), SHEET)


def test_it_works() -> None:
    first = run("您在省政协会议上提出的建议收悉", 312, 300)
    second = run("，现答复如下：2025年共2518人。", 224, 378)

    (upper, lower) = lines(second, first)

    assert upper.text == "您在省政协会议上提出的建议收悉"
    assert lower.text == "，现答复如下：2025年共2518人。"
    assert upper.left - lower.left == pytest.approx(2 * SIZE / SCALE)
    assert upper.size == lower.size == pytest.approx(SIZE / SCALE)


def test_runs_beside_one_another_are_cells() -> None:
    (line,) = lines(run("发文机关:", 200, 300), run("吉林省科学技术厅", 520, 304))
    assert line.text == "发文机关:\t吉林省科学技术厅"


def test_a_line_stretched_to_the_margin_is_no_larger() -> None:
    body = [run("认真研究办理现将有关情况答复如下", 224, 300 + 78 * place) for place in range(6)]
    stretched = run("推动技术经纪专业列入新职业序列", 224, 800, advance=SIZE * 1.13)
    title = run("对委员提案的答复", 400, 100, size=SIZE * 1.4)

    sizes = [round(line.size / (SIZE / SCALE), 1) for line in lines(title, *body, stretched)]

    assert sizes == [1.4, *[1.0] * 7]


def test_a_number_of_which_a_digit_is_doubtful_is_doubtful() -> None:
    sure = run("资金2518万元", 224, 300)
    chars = [char._replace(confidence=0.6) if char.text == "1" else char for char in sure.chars]
    (line,) = lines(sure._replace(chars=tuple(chars)))
    assert [line.text[place] for place in line.doubtful] == [*"2518"]


@pytest.mark.parametrize(("text", "sure", "doubtful"), [("答", 0.94, True), ("答", 0.96, False), ("，", 0.6, False)])
def test_what_is_not_sure_is_doubtful(text: str, sure: float, doubtful: bool) -> None:
    (line,) = lines(run(text, 224, 300, sure=sure))
    assert bool(line.doubtful) == doubtful


@pytest.mark.parametrize(
    ("read", "mended_text"),
    [
        ("吉科发成[2025〕84号", "吉科发成〔2025〕84号"),
        ("吉科发成[2025]84号", "吉科发成〔2025〕84号"),
        ("吉科发成〔2025)84号", "吉科发成〔2025〕84号"),
        ("吉科发成(2025)84号", "吉科发成(2025)84号"),
        ("附表[2025]", "附表[2025]"),
        ("2016一2020年", "2016—2020年"),
        ("一4一", "—4—"),
        ("一4", "一4"),
        ("2025年一季度", "2025年一季度"),
        ("O8号", "O8号"),
    ],
)
def test_marks_are_mended_where_one_reading_is_left(read: str, mended_text: str) -> None:
    chars = mended([RecognisedChar(char, 0.7, (0, 0)) for char in read])
    assert "".join(char.text for char in chars) == mended_text


def turned(runs: Sequence[Run], degrees: float) -> list[Run]:
    """As they are on a page that was turned to the left around its centre."""
    across, down = PAGE.width / 2, PAGE.height / 2

    def move(point: Point) -> Point:
        x, y = point[0] - across, point[1] - down
        turn, shift = cos(radians(degrees)), sin(radians(degrees))
        return across + x * turn + y * shift, down - x * shift + y * turn

    moved = [(run, tuple(move(corner) for corner in run.corners)) for run in runs]
    return [
        Run(tuple(char._replace(centre=move(char.centre)) for char in run.chars), (a, b, c, d))
        for run, (a, b, c, d) in moved
    ]


@pytest.mark.parametrize("degrees", [-3, -1, 0, 1, 3])
def test_lines_that_slope_are_levelled(degrees: float) -> None:
    level = [run("关于建立区域科技创新中心推动高校科技成果转化", 224, 300 + 78 * place) for place in range(20)]

    _, runs = upright(PAGE, lambda picture: turned(level, degrees))

    for was, now in zip(level, runs, strict=True):
        for before, after in zip(was.corners, now.corners, strict=True):
            assert after == pytest.approx(before, abs=1)
    read = lines(*runs)
    assert len({round(line.left) for line in read}) == 1
    assert len(read) == 20


MARK = (0, 0, 0)
MARKED = PAGE.copy()
MARKED.putpixel((0, 0), MARK)
GIBBERISH = "乢乣乤乥乧乨乩乫乬乭"


def recognise(picture: Image.Image) -> list[Run]:
    """Read what is upright, with its mark at the upper left; lines that stand on end are turned before they are read."""
    if picture.getpixel((0, 0)) == MARK:
        return [run("现将办理情况答复如下", 200, 300, sure=0.99)]
    lying = run(GIBBERISH, 200, 300, sure=0.5)
    if picture.getpixel((picture.width - 1, picture.height - 1)) == MARK:
        return [lying]
    return [lying._replace(corners=((200, 300), (250, 300), (250, 740), (200, 740)))]


@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
def test_a_page_that_lies_on_its_side_is_turned(quarter: int) -> None:
    picture, (read,) = upright(MARKED.rotate(quarter, expand=True), recognise)

    assert read.text == "现将办理情况答复如下"
    assert picture.size == PAGE.size


def test_a_page_that_cannot_be_read_stays_as_it_is() -> None:
    picture, (read,) = upright(PAGE, lambda picture: [run(GIBBERISH, 200, 300, sure=0.5)])
    assert (picture, read.text) == (PAGE, GIBBERISH)


def test_an_empty_page_has_no_runs() -> None:
    assert upright(PAGE, lambda picture: []) == (PAGE, [])
