"""A letter with a run of one character is read in a time that grows with the run, not with its square."""

from __future__ import annotations

import time

import pytest

from kejiting.text.captured import read_captured
from kejiting.text.clean import clean
from measures.extraction.figures import letter_figure_problems, letter_figures
from proposals.parsing import ParsedLetter, parse_letter

SHORT, TIMES = 1_500, 4
# Four times what grows with the run, sixteen times what grows with its square
MOST = 9
# What takes less is not measured well
SECONDS = 0.02
TRIES = 3
RUNS = (
    "零", "一", "1", "、", "的", "。", "(", "《", "[", "![](", "[a](/", "|", "<", "*", "-", "\t", " ", "\u3000", "\u200b",
    "1 ", "王、", "第1号", "标题：", "联系人：", "\n", "王\n", "一、\n", "1\t2\t3\n",
)  # fmt: skip


def letter(run: str, length: int) -> str:
    """A letter with a run in its table, in its answer and behind a contact's label."""
    many = (run * length)[:length]
    return (
        f"标题:{many}\t\n|---|\n关于省政协十三届三次会议第157号提案的答复\n王洪福委员：\n"
        f"您提出的《关于加强科技创新的建议》收悉，现答复如下：\n一、关于“创新”的建议\n{many}\n"
        f"感谢您的关心。\n吉林省科学技术厅\n2025年5月27日\n（联系人：{many}，电话）\n"
    )


def read(text: str) -> ParsedLetter:
    parsed = parse_letter(clean(read_captured(text).text))
    letter_figures(parsed)
    letter_figure_problems(parsed)
    return parsed


def seconds(text: str) -> float:
    """Of this thread on the processor: what others do on the machine does not count."""
    began = time.thread_time()
    read(text)
    return time.thread_time() - began


def test_it_works() -> None:
    assert read(letter("好", 10)).delegates == ("王洪福",)


@pytest.mark.parametrize("run", RUNS)
def test_it_takes_time_as_it_is_long(run: str) -> None:
    short, long = letter(run, SHORT), letter(run, TIMES * SHORT)
    assert any(seconds(long) < MOST * max(seconds(short), SECONDS) for _ in range(TRIES))
