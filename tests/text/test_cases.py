"""Files that once were read wrong, all made up (tests/cases): the values that a person reads in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kejiting.ingest.reading import read_letter
from kejiting.text.mask import mask
from proposals.parsing import letter_shape

CASES = Path(__file__).parents[1] / "cases"
LETTER = {
    "letter_title": "对省政协十三届三次会议第157号委员提案的答复",
    "number": "157",
    "doc_number": "吉科发成〔2025〕84号",
    "delegates": ["王洪福"],
    "written_on": "2025-06-18",
    "agency": "吉林省科学技术厅",
}
ANSWER = ["建立技术转移机构", ("measures", 2), ("outcomes", 1), ("next_steps", 2)]
NO_HEADING = [None, ("measures", 2)]


@pytest.mark.parametrize(
    ("name", "other", "answer"),
    [
        ("24_html_docx_js.docx", {}, ANSWER),
        ("25_altchunk_body.docx", {}, ANSWER),
        ("26_eq_field.docx", {}, ANSWER),
        ("27_wordart_head.docx", {}, ANSWER),
        ("28_dropdown_field.docx", {"handling_class": "A"}, ANSWER),
        ("29_backslash_names.docx", {}, ANSWER),
        ("30_placeholder.docx", {"doc_number": None}, ANSWER),
        ("31_wechat_saved.html", {}, ANSWER),
        ("32_del_ins.html", {}, ANSWER),
        ("34_wingdings_bullets.html", {}, NO_HEADING),
        ("35_surrogate_references.html", {"delegates": ["王𬭩明"]}, ANSWER),
    ],
)
def test_a_case_reads_as_a_person_reads_it(name: str, other: dict[str, Any], answer: list[Any]) -> None:
    parsed = read_letter(name, (CASES / name).read_bytes()).parsed
    shape = letter_shape(parsed)
    expected = LETTER | other
    said = {field: shape.get(field, getattr(parsed, field, None)) for field in expected}
    assert said == expected
    assert [
        part
        for ask in shape["recommendations"]
        for part in (ask["title"], *((section["kind"], len(section["items"])) for section in ask["sections"]))
    ] == answer
    public = mask(parsed.text, parsed.masked)
    assert "陆言" not in public
    assert "0431-88975566" not in public
