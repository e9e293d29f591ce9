"""The line that says how far a run has come."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management.base import OutputWrapper

from kejiting.management.progress import Progress, fitted, progress_line, spoken


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_it_tells_count_rate_what_is_left_and_the_name() -> None:
    assert progress_line(50, 200, "答复.pdf", 10.0) == "[=====               ] 50/200 5.0 份/秒 还要 30 秒 答复.pdf"


def test_before_the_first_letter_there_is_no_rate() -> None:
    assert progress_line(0, 3, "答复.pdf", 0.0) == "[                    ] 0/3 答复.pdf"


@pytest.mark.parametrize(("seconds", "words"), [(0.2, "1 秒"), (78, "1 分 18 秒"), (3725, "1 小时 2 分")])
def test_spoken(seconds: float, words: str) -> None:
    assert spoken(seconds) == words


@pytest.mark.parametrize(
    ("line", "shown"),
    [("答复", "答复    "), ("答复函件", "答复函件"), ("a答复函件", "a答复函 "), ("a\x1b\nb", "ab      ")],
)
def test_a_line_fills_its_columns_and_no_more(line: str, shown: str) -> None:
    assert fitted(line, 8) == shown


def test_on_a_terminal_one_line_is_written_over_and_over() -> None:
    screen = Terminal()
    progress = Progress(OutputWrapper(screen), 2)
    progress.show(0, "a.txt")
    progress.clear()

    assert "0/2 a.txt" in screen.getvalue()
    assert "\n" not in screen.getvalue()
    assert screen.getvalue().endswith(" \r")


@pytest.mark.parametrize(("stream", "wanted"), [(StringIO(), True), (Terminal(), False)])
def test_elsewhere_nothing_is_written(stream: StringIO, wanted: bool) -> None:
    progress = Progress(OutputWrapper(stream), 2, wanted=wanted)
    progress.show(0, "a.txt")
    progress.clear()

    assert stream.getvalue() == ""
