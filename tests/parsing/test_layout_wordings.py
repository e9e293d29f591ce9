"""Many wordings of each family of layouts: one letter, a part of it printed in another way, and what is read of that.

`head` in what is expected: the whole head is read as that of the plain letter, but for the fields that stand there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kejiting.text.clean import clean
from proposals.parsing import letter_shape, parse_letter

FAMILIES: dict[str, list[tuple[dict[str, str], dict[str, Any]]]] = json.loads(
    Path(__file__).with_name("layout_wordings.json").read_text(encoding="utf-8")
)
PLAIN = {
    "head": "",
    "title": "关于市七届人大三次会议第41号建议的答复",
    "salutation": "施远帆代表：",
    "opening": "您提出的《关于拓宽村道的建议》收悉，现答复如下：",
    "body": "我局已完成踏勘，估算投资260万元。",
    "end": "清河市交通运输局\n2021年9月6日",
    "below": "",
}
READ: dict[str, Any] = {
    "letter_title": PLAIN["title"],
    "session": ["人大", "市", 7, 3],
    "number": "41",
    "delegates": ["施远帆"],
    "proposal_title": "关于拓宽村道的建议",
    "agency": "清河市交通运输局",
    "written_on": "2021-09-06",
    "body": [f"p:{PLAIN['body']}"],
}
WORDINGS = [
    pytest.param(parts, expected, id=f"{family} {place}")
    for family, wordings in FAMILIES.items()
    for place, (parts, expected) in enumerate(wordings, start=1)
]


def read(parts: dict[str, str]) -> dict[str, Any]:
    """Return the shape of the letter; `asks` are titles, `body` items behind the first letter of their kind."""
    printed = "\n".join(filter(None, ({**PLAIN, **parts}).values()))
    letter: dict[str, Any] = dict(letter_shape(parse_letter(clean(printed))))
    own = [section for ask in letter["recommendations"] for section in ask["sections"]]
    session = letter["session"]
    return {
        **letter,
        "session": session and [session[name] for name in ("body", "place", "term", "meeting")],
        "asks": [ask["title"] for ask in letter["recommendations"] if ask["title"]],
        "body": [f"{section['kind'][0]}:{item}" for section in own for item in section["items"]]
        + [f"L{section['kind'][0]}:{item}" for section in letter["letter_sections"] for item in section["items"]],
    }


def test_it_works() -> None:
    assert {name: read({})[name] for name in READ} == READ


@pytest.mark.parametrize(("parts", "expected"), WORDINGS)
def test_another_wording_is_read_as_it_was_meant(parts: dict[str, str], expected: dict[str, Any]) -> None:
    wanted = {**READ, **expected["head"]} if "head" in expected else expected
    found = read(parts)
    assert {name: found[name] for name in wanted} == wanted
