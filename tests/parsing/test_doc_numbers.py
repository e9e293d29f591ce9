"""Document numbers in every bracket, and what only looks like one."""

from __future__ import annotations

import pytest

from proposals.parsing.doc_numbers import drafting_office, find_doc_numbers, read_doc_number
from proposals.parsing.parsed import DocNumber


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("吉科发成〔2025〕84号", DocNumber("吉科发成〔2025〕84号", "吉科发成", 2025, 84)),
        ("吉科发 [ 2025 ] 84 号", DocNumber("吉科发[2025]84号", "吉科发", 2025, 84)),
        ("吉科发［２０２５］８４号", DocNumber("吉科发［２０２５］８４号", "吉科发", 2025, 84)),
        ("教建议【2017】第39号", DocNumber("教建议【2017】第39号", "教建议", 2017, 39)),
        ("锡科提字（2024）3号A类", DocNumber("锡科提字（2024）3号", "锡科提字", 2024, 3)),
        ("文号：兴建函(2019)16号", DocNumber("兴建函(2019)16号", "兴建函", 2019, 16)),
        ("依据吉科发〔2025〕84号文件", DocNumber("吉科发〔2025〕84号", "吉科发", 2025, 84)),
        ("吉科（提）字﹝2024﹞5号", DocNumber("吉科（提）字﹝2024﹞5号", "吉科(提)字", 2024, 5)),
        ("〔2025〕84号", DocNumber("〔2025〕84号", "", 2025, 84)),
    ],
)
def test_a_document_number_is_read(text: str, expected: DocNumber) -> None:
    assert read_doc_number(text) == expected


@pytest.mark.parametrize("text", ["第157号", "(2024-2026年)", "〔2025〕", "吉科发〔2025〕84", "〔25〕84号", "", "无"])
def test_other_numbers_are_none(text: str) -> None:
    assert read_doc_number(text) is None


@pytest.mark.parametrize(
    ("code", "office"),
    [
        ("吉科发成", "成"),
        ("吉科发区", "区"),
        ("吉科发规划", "规划"),
        ("国科发资", "资"),
        ("吉发改发规", "规"),
        ("吉科发", None),
        ("", None),
        ("教建议", None),
        ("吉科（提）字", None),
        # what kind of paper it is
        ("吉科发函", None),
        ("吉科发成字", None),
        # bodies' own names
        ("吉发改高技", None),
        ("吉开发区", None),
    ],
)
def test_a_code_names_the_office_that_drafted(code: str, office: str | None) -> None:
    assert drafting_office(code) == office


def test_every_number_comes_with_its_place() -> None:
    text = "按照国办发〔2016〕28号和吉发〔2016〕26号要求"
    assert [span.of(text) for span, _ in find_doc_numbers(text)] == ["国办发〔2016〕28号", "吉发〔2016〕26号"]
