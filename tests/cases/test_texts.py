"""Letters whose characters are not what they seem, after faults that other programs' users reported. All made up.

Each is one letter, written otherwise; the table says what else stands in it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kejiting.ingest.reading import read_letter, read_plan
from kejiting.text.mask import mask
from measures.extraction.figures import letter_figures
from measures.extraction.shape import plan_shape
from proposals.parsing import letter_shape

FOLDER = Path(__file__).parent
TEXTS = sorted((FOLDER / "texts").glob("*.txt"))
CLEAN: dict[str, Any] = {
    "letter_title": "对省政协十三届三次会议第157号委员提案的答复",
    "number": "157",
    "session": {"body": "政协", "place": "省", "term": 13, "meeting": 3},
    "doc_number": "吉科发成〔2025〕84号",
    "delegates": ["王洪福"],
    "written_on": "2025-06-18",
    "agency": "吉林省科学技术厅",
    "asks": ["建立技术转移机构"],
    "sections": {"measures": 2, "outcomes": 1, "next_steps": 2},
    "figures": [(2518, 2518, "人")],
}
OTHERWISE: dict[str, dict[str, Any]] = {
    "rare_names": {"delegates": ["葛曾䮌", "王𬭩", "李㛃"]},
    "name_katakana_dot": {"delegates": ["古丽米热・艾比布力"]},
    "name_hyphenation_dot": {"delegates": ["巴图‧苏和"]},
    "date_yuanyue": {"written_on": "2025-01-08"},
    "date_nian": {"written_on": "2025-06-28"},
    "zero_width": {"sections": {"measures": 2, "outcomes": 1, "next_steps": 1}},
    "figures_spoken_point": {
        "asks": [None],
        "sections": {"measures": 2, "outcomes": 3, "next_steps": 1},
        "figures": [
            (150_000_000, 150_000_000, "元"),
            (32_000, 32_000, "人"),
            (3.5, 3.5, "%"),
            (1.5, 1.5, "倍"),
            (150_000_000, 150_000_000, "元"),
            (25_000_000, 25_000_000, "元"),
        ],
    },
    "figures_ranges": {
        "asks": [None],
        "sections": {"measures": 4, "next_steps": 1},
        "figures": [(100, 200, "人"), (300, 400, "项"), (50, 80, "家"), (1_200_000, 1_200_000, "平方米")],
    },
    "paren_numerals": {
        "asks": ["建立技术转移机构", "加强培训"],
        "sections": {"prose": 2, "next_steps": 1},
    },
    "paren_sections": {"sections": {"measures": 2, "outcomes": 2, "next_steps": 2}},
    "wide_number": {
        "letter_title": "对省政协十三届三次会议第３０１号委员提案的答复",
        "number": "３０１",
        "doc_number": "吉科发成〔２０２５〕３０１号",
    },
}
# Whoever stands behind a label of contact in one of them
CONTACTS = ("程哲", "陆言", "林清禾", "买买提", "热依木", "𬭩，", "䮌，", "cz@", "8897", "8000000", "0 0 0 0")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_it_is_read_as_it_was_meant(path: Path) -> None:
    letter = read_letter(path.name, path.read_bytes()).parsed
    shape = json.loads(json.dumps(letter_shape(letter)))
    sections = [section for ask in shape["recommendations"] for section in ask["sections"]]
    kinds = {section["kind"] for section in sections}
    read = {
        **shape,
        "asks": [ask["title"] for ask in shape["recommendations"]],
        "sections": {
            kind: sum(len(section["items"]) for section in sections if section["kind"] == kind) for kind in kinds
        },
        "figures": [(figure.low, figure.high, figure.unit) for figure in letter_figures(letter)],
    }
    expected = CLEAN | OTHERWISE.get(path.stem, {})

    assert {name: read[name] for name in expected} == expected
    assert not read["letter_title"].startswith("\ufeff")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_contact_is_shown(path: Path) -> None:
    letter = read_letter(path.name, path.read_bytes()).parsed
    foot = mask(letter.text, letter.masked).rpartition("吉林省科学技术厅")[2]

    assert not [contact for contact in CONTACTS if contact in foot]


def test_a_plan_with_mixed_marks() -> None:
    path = FOLDER / "plans" / "mixed_marks.txt"
    plan = plan_shape(read_plan(path.name, path.read_bytes()).parsed)

    assert plan["issued_on"] == "2025-06-18"
    assert [section["number"] for section in plan["sections"]] == ["一", "二", "二（一）", "二（二）"]
    assert plan["measures"][0]["text"] == "1.建设技术转移机构100‐150家。"
    assert [(target["section"], target["low"], target["high"], target["unit"]) for target in plan["targets"]] == [
        ("一", 350_000_000, 350_000_000, "元"),
        ("二1", 100, 150, "家"),
        ("二2", 15_000, 15_000, "人"),
    ]
