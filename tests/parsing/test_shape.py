"""The JSON shape of a letter."""

from __future__ import annotations

import json

from proposals.parsing import letter_shape, parse_letter

TEXT = (
    "王洪福委员：\n您在省政协十三届三次会议上提出的《关于甲的提案》收悉，现答复如下：\n一、关于“乙”的建议\n"
    "（一）落实举措\n1.推动丙。\n共推动3项。\n2.推动丁。\n（二）取得成效\n成效明显。\n下一步，继续。\n县科技局\n2024年5月10日"
)


def test_consecutive_passages_of_one_part_are_one_section() -> None:
    shape = letter_shape(parse_letter(TEXT))
    assert shape["recommendations"] == [
        {
            "title": "乙",
            "sections": [
                {"kind": "measures", "items": ["1.推动丙。共推动3项。", "2.推动丁。"]},
                {"kind": "outcomes", "items": ["成效明显。"]},
                {"kind": "next_steps", "items": ["下一步，继续。"]},
            ],
        }
    ]


def test_every_field_of_the_contract_is_there() -> None:
    shape = letter_shape(parse_letter(TEXT))
    assert json.loads(json.dumps(shape)) == shape
    assert set(shape) == {
        "letter_title", "index_number", "category", "agency", "doc_number", "written_on", "published_on", "kind", "session",
        "number", "delegates", "proposal_title", "recommendations", "letter_sections", "figures", "problems",
    }  # fmt: skip
    assert shape["written_on"] == "2024-05-10"
    assert shape["session"] == {"body": "政协", "place": "省", "term": 13, "meeting": 3}
    assert [shape[field] for field in ("letter_title", "doc_number", "number", "published_on")] == [None] * 4


def test_a_text_without_words_has_the_same_shape() -> None:
    shape = letter_shape(parse_letter(""))
    assert shape["recommendations"] == []
    assert shape["problems"]
