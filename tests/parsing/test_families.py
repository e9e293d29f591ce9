"""Families of wording that stand in many agencies' letters: numbers, headings, sections, each with what is none of it."""

from __future__ import annotations

import pytest

from proposals.parsing.citing import read_number
from proposals.parsing.headings import read_ask
from proposals.parsing.sections import read_section


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("关于市六届人大二次会议温3号建议的答复函", "温3"),
        ("县第十七届人民代表大会第四次会议第A-12号建议", "A-12"),
        ("关于对市人大代表建议〔2023〕15号的答复", "15"),
        ("（案号05031187）", "05031187"),
        ("教建议〔2023〕15号", None),
    ],
)
def test_a_number_is_read_with_what_belongs_to_it(text: str, number: str | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("一）关于加快修桥的建议", "加快修桥"),
        ("一是关于加快修桥的问题。近年来，我局建成五座。", "加快修桥"),
        ("1.您建议“加快修桥”。", "加快修桥"),
        ("一、建议一：加快修桥", "加快修桥"),
        ("对提案第一点建议：加快修桥", "加快修桥"),
        ("一、加快修桥方面，我局建成五座。", "加快修桥方面"),
        ("一是加快修桥。", None),
        ("第一批建议：加快修桥", None),
    ],
)
def test_an_ask_is_told_by_how_its_heading_is_built(line: str, title: str | None) -> None:
    ask = read_ask(line)
    assert (ask.title if ask else None) == title


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("二、所做的工作", "measures"),
        ("二、针对提案的具体答复", "measures"),
        ("二、办理结果", "outcomes"),
        ("三、面临的困难和问题", "prose"),
        ("一、现状及问题", "prose"),
        ("三、下一步，我局将做好以下工作", "next_steps"),
        ("（三）改进措施及打算", "next_steps"),
        ("三、加快修桥", None),
    ],
)
def test_a_section_is_told_by_its_name(line: str, part: str | None) -> None:
    section = read_section(line)
    assert (section.part if section else None) == part
