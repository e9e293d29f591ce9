"""A letter that is written otherwise and means the same is read the same, with its spans moved along."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kejiting.text.clean import clean, strip_whitespace
from kejiting.text.plain import read_plain
from kejiting.text.reading_view import reading_view
from kejiting.text.spans import Span
from measures.extraction.figures import letter_figures
from proposals.parsing import ParsedLetter, parse_letter
from tests.disturbed.disturbances import DISTURBANCES, Disturbance

PROJECT = Path(__file__).parents[2]
LETTERS = [
    *sorted((PROJECT / "fixtures/letters").glob("*.txt")),
    *sorted((PROJECT / "tests/parsing/layouts").glob("*.txt")),
]


def plain(text: str | None) -> str | None:
    """What stands there, whatever it is printed like."""
    return None if text is None else strip_whitespace(reading_view(strip_whitespace(text)).text)


def meant(letter: ParsedLetter) -> dict[str, Any]:
    def words(span: Span | None) -> str | None:
        return plain(span.of(letter.text)) if span else None

    number, session = letter.doc_number, letter.session
    return {
        "title": plain(letter.title.value) if letter.title else None,
        "title at": words(letter.title.span) if letter.title else None,
        "agency": plain(letter.agency),
        "index_number": plain(letter.index_number),
        "category": plain(letter.category),
        "doc_number": (plain(number.printed), number.year, number.serial) if number else None,
        "dates": (letter.written_on, letter.published_on),
        "session": (session.body, plain(session.region), session.term, session.meeting) if session else None,
        "number": plain(letter.number),
        "kind": letter.kind,
        "delegates": [plain(name) for name in letter.delegates],
        "proposal": plain(letter.proposal_title.value) if letter.proposal_title else None,
        "handling": (letter.handling_class, letter.handling_role),
        "asks": [
            (plain(ask.title), words(ask.heading), [(one.part, words(one.span)) for one in ask.passages])
            for ask in letter.recommendations
        ],
        "letter_passages": [(one.part, words(one.span)) for one in letter.letter_passages],
        "masked": [words(span) for span in letter.masked],
        "figures": [(figure.low, figure.high, figure.unit, words(figure.period)) for figure in letter_figures(letter)],
    }


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {path.name: read_plain(path.read_bytes()) for path in LETTERS}


@pytest.fixture(scope="module")
def readings(texts: dict[str, str]) -> dict[str, dict[str, Any]]:
    return {name: meant(parse_letter(clean(text))) for name, text in texts.items()}


@pytest.mark.parametrize("disturb", DISTURBANCES.values(), ids=DISTURBANCES)
def test_the_same_is_read(texts: dict[str, str], readings: dict[str, dict[str, Any]], disturb: Disturbance) -> None:
    wrong = {}
    for name, expected in readings.items():
        disturbed = clean(disturb(texts[name]))
        assert strip_whitespace(disturbed) == strip_whitespace(disturb(texts[name])), name
        got = meant(parse_letter(disturbed))
        wrong |= {(name, key): (expected[key], got[key]) for key in expected if expected[key] != got[key]}

    assert not wrong
