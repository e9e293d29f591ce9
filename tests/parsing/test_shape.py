"""The JSON shape of a letter."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from kejiting.text.spans import Span
from proposals.parsing import ParsedLetter, ParsedPassage, ParsedRecommendation, letter_shape, parse_letter

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
        "number", "delegates", "proposal_title", "document_type", "addressee", "recommendations", "letter_sections", "figures", "problems",
    }  # fmt: skip
    assert shape["written_on"] == "2024-05-10"
    assert shape["session"] == {"body": "政协", "place": "省", "term": 13, "meeting": 3}
    assert [shape[field] for field in ("letter_title", "doc_number", "number", "published_on")] == [None] * 4


def test_a_text_without_words_has_the_same_shape() -> None:
    shape = letter_shape(parse_letter(""))
    assert shape["recommendations"] == []
    assert shape["problems"]


PROSE = "王洪福委员：\n您提出的《关于甲的提案》收悉，现答复如下：\n一、关于“乙”的建议\n我局建立丙机制。累计建成丁12处。\n县科技局\n2024年5月10日"


def test_prose_shows_its_sentences() -> None:
    (section,) = sections(parse_letter(PROSE))
    assert section == {
        "kind": "prose",
        "items": ["我局建立丙机制。累计建成丁12处。"],
        "sentences": [
            {"kind": "measures", "text": "我局建立丙机制。"},
            {"kind": "outcomes", "text": "累计建成丁12处。"},
        ],
    }


def test_what_a_person_said_of_a_sentence_is_shown() -> None:
    start = PROSE.index("累计")
    letter = replace(parse_letter(PROSE), sentence_kinds=((Span(start, start + 9), "measures"),))
    (section,) = sections(letter)
    assert [sentence["kind"] for sentence in section["sentences"]] == ["measures", "measures"]


def test_sentences_have_no_line_breaks() -> None:
    text = "建成甲（含乙\n和丙）12处。"
    passage = ParsedPassage("prose", Span(0, len(text)))
    letter = ParsedLetter(text, recommendations=(ParsedRecommendation(None, None, (passage,)),))
    (section,) = sections(letter)
    assert not any("\n" in sentence["text"] for sentence in section["sentences"])


def sections(letter: ParsedLetter) -> Any:
    shape: Any = letter_shape(letter)
    return shape["recommendations"][0]["sections"]
