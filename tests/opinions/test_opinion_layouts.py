"""会办意见 in many layouts, made up: what a careful reader takes from each stands below its text.

In `body` the first letter of the kind of each passage, and its words, of which … leaves out the middle; `*` are any
passages.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kejiting.text.clean import clean
from proposals.parsing import ParsedLetter, letter_shape, parse_letter

PARTED = re.compile(r"^=== (?P<name>\S+)\n(?P<text>.+?)\n---\n(?P<expected>\{.+?\})$", re.MULTILINE | re.DOTALL)
LAYOUTS = [
    pytest.param(match["text"], json.loads(match["expected"]), id=f"{path.stem}-{match['name']}")
    for path in sorted(Path(__file__).parent.glob("*.txt"))
    for match in PARTED.finditer(path.read_text(encoding="utf-8"))
]


def read(letter: ParsedLetter) -> dict[str, Any]:
    shape: dict[str, Any] = dict(letter_shape(letter))
    session = letter.session
    return {
        **shape,
        "to": letter.addressee,
        "title": shape["letter_title"],
        "session": session and f"{session.body}{session.region}{session.term}-{session.meeting}",
        "asks": [ask["title"] for ask in shape["recommendations"] if ask["title"]],
    }


def body(letter: ParsedLetter) -> str:
    passages = sorted(
        (passage for ask in letter.recommendations for passage in ask.passages), key=lambda one: one.span.start
    )
    return "\n".join(f"{one.part[0]}:{one.span.of(letter.text)}" for one in (*passages, *letter.letter_passages))


@pytest.mark.parametrize(("text", "expected"), LAYOUTS)
def test_an_opinion_is_read_as_a_careful_reader_would(text: str, expected: dict[str, Any]) -> None:
    letter = parse_letter(clean(text))
    found = read(letter)
    fields = {"document_type": "会办意见", **{name: value for name, value in expected.items() if name != "body"}}
    pattern = "\n".join(re.escape(one).replace("…", ".*") for one in expected["body"]).replace(r"\*", r"(?:.|\n)*?")

    assert {name: found[name] for name in fields} == fields
    assert re.fullmatch(pattern, body(letter)), body(letter)
