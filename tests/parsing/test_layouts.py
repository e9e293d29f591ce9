"""Letters in many layouts, made up: what a careful reader takes from each stands beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kejiting.text.clean import clean, strip_whitespace
from proposals.parsing import letter_shape, parse_letter

LAYOUTS = sorted((Path(__file__).parent / "layouts").glob("*.txt"))
Sections = list[tuple[str, str]]


def sections_of(holder: dict[str, list[dict[str, list[str]]]], kinds: set[str]) -> Sections:
    """Return kind and words of each item, white space aside."""
    sections = holder.get("sections", [])
    return [
        (str(one["kind"]), strip_whitespace(item))
        for one in sections
        if str(one["kind"]) in kinds
        for item in one["items"]
    ]


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_a_letter_is_read_as_a_careful_reader_would(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    read = json.loads(json.dumps(letter_shape(parse_letter(clean(path.read_text(encoding="utf-8"))))))
    fields = [key for key in expected if key not in {"recommendations", "letter_sections"}]
    titled = [one for one in read["recommendations"] if one["title"]]
    kinds = {"measures", "outcomes", "next_steps"}

    assert {key: read[key] for key in fields} == {key: expected[key] for key in fields}
    assert [one["title"] for one in titled] == [one["title"] for one in expected["recommendations"] if one["title"]]
    for found, wanted in zip(titled or read["recommendations"], expected["recommendations"], strict=True):
        told = {section["kind"] for section in wanted["sections"]} | {"next_steps"} & kinds
        assert sections_of(found, told) == sections_of(wanted, told)
    assert sections_of({"sections": read["letter_sections"]}, kinds) == sections_of(
        {"sections": expected["letter_sections"]}, kinds
    )
