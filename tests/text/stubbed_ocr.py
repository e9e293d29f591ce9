"""Readers in the place of those that recognise text; each runs in a process of its own, where no mock reaches."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from kejiting.text.file_text import FileText
from kejiting.text.pdf import read_pdf
from kejiting.text.pdf.furniture import PrintedPage
from kejiting.text.pdf.lines import PrintedLine
from kejiting.text.plain import read_plain

SEED = next((Path(__file__).parents[2] / "fixtures/letters").glob("000_*.txt"))
PLAN = next((Path(__file__).parents[2] / "fixtures/plans").glob("*.txt"))
# What is not sure: a number in the answers, with the character behind it
DOUBTED = "281"


def read_seed(data: bytes) -> FileText:
    text = read_plain(SEED.read_bytes())
    before = "".join(text.split()).index(DOUBTED)
    return FileText(text, recognised=(1, 2), doubtful=tuple(range(before, before + len(DOUBTED))))


def read_plan_seed(data: bytes) -> FileText:
    return FileText(read_plain(PLAN.read_bytes()), recognised=(1,))


def read_pages(data: bytes) -> FileText:
    """Each page that is looked at says so, and is not sure of its number."""
    return read_pdf(data, look)


def look(numbers: Sequence[int]) -> list[PrintedPage]:
    return [PrintedPage([line_of(f"第{number}份扫描件已经全部办理完毕。")], 842, 595) for number in numbers]


def line_of(text: str) -> PrintedLine:
    return PrintedLine(text, left=70, right=400, baseline=300, size=16, lead=16, cell=70, doubtful=(1,))


def dawdle(data: bytes) -> FileText:
    time.sleep(60)
    return FileText("")
