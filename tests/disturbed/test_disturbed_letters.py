"""A letter that is written otherwise and means the same is read the same, with its spans moved along.

It names the same people and numbers, and the same words find it. `make soak` disturbs every letter in every way.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from kejiting.indexing.documents import letter_document
from kejiting.search import Document, SearchQuery, parse_terms, scan
from kejiting.text.clean import clean, strip_whitespace
from kejiting.text.fold import fold
from kejiting.text.keys import code_key, name_key, number_key
from kejiting.text.plain import read_plain
from kejiting.text.reading_view import reading_view
from kejiting.text.spans import Span
from measures.extraction.figures import letter_figures
from proposals.models import ReplyLetter, Status
from proposals.parsing import ParsedLetter, ParsedPassage, parse_letter
from proposals.records import Provenance, save_letter
from tests.disturbed.disturbances import DISTURBANCES, Disturbance

PROJECT = Path(__file__).parents[2]
LETTERS = [
    *sorted((PROJECT / "fixtures/letters").glob("*.txt")),
    *sorted((PROJECT / "tests/parsing/layouts").glob("*.txt")),
]
SEEDS = 4


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
        "index_number": code_key(letter.index_number) if letter.index_number else None,
        "category": plain(letter.category),
        "doc_number": (plain(number.printed), number.code, number.year, number.serial) if number else None,
        "dates": (letter.written_on, letter.published_on),
        "session": (session.body, plain(session.region), session.term, session.meeting) if session else None,
        "number": number_key(letter.number) if letter.number else None,
        "kind": letter.kind,
        "delegates": list(map(name_key, letter.delegates)),
        "proposal": plain(letter.proposal_title.value) if letter.proposal_title else None,
        "handling": (letter.handling_class, letter.handling_role),
        "asks": [
            (plain(ask.title), words(ask.heading), [(one.part, words(one.span)) for one in ask.passages])
            for ask in letter.recommendations
        ],
        "letter_passages": [(one.part, words(one.span)) for one in letter.letter_passages],
        "masked": [words(span) for span in letter.masked],
        "searched": fold("\n".join(one.span.of(letter.text) for one in _passages(letter))),
        "figures": [(figure.low, figure.high, figure.unit, words(figure.period)) for figure in letter_figures(letter)],
    }


def _passages(letter: ParsedLetter) -> list[ParsedPassage]:
    return [*(one for ask in letter.recommendations for one in ask.passages), *letter.letter_passages]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {path.name: read_plain(path.read_bytes()) for path in LETTERS}


@pytest.fixture(scope="module")
def readings(texts: dict[str, str]) -> dict[str, dict[str, Any]]:
    return {name: meant(parse_letter(clean(text))) for name, text in texts.items()}


# Of the layouts, other ones for each disturbance
ONE_OF = 1 if "SOAK" in os.environ else 3


@pytest.mark.parametrize(("number", "disturb"), [*enumerate(DISTURBANCES.values())], ids=DISTURBANCES)
def test_the_same_is_read(
    texts: dict[str, str], readings: dict[str, dict[str, Any]], number: int, disturb: Disturbance
) -> None:
    wrong = {}
    names = list(readings)
    for name in (*names[:SEEDS], *names[SEEDS + number % ONE_OF :: ONE_OF]):
        expected = readings[name]
        disturbed = clean(disturb(texts[name]))
        assert strip_whitespace(disturbed) == strip_whitespace(disturb(texts[name])), name
        got = meant(parse_letter(disturbed))
        wrong |= {(name, key): (expected[key], got[key]) for key in expected if expected[key] != got[key]}

    assert not wrong


WORDS = ["技术经纪人", "2518人", "科创专员 选派", "2025年", "-没有的词 高校", '"科技成果 转化"']


def places_of(document: Document, words: str) -> list[int]:
    """Which of the document's passages hold the words."""
    found = scan([document], SearchQuery(parse_terms(words))).documents
    hits = {hit.passage for one in found for hit in one.hits}
    return [place for place, entry in enumerate(document.entries) if entry.passage in hits]


@pytest.mark.django_db
def test_the_same_is_found(texts: dict[str, str]) -> None:
    text = texts["000_a2417a277ece4eeb.txt"].replace("王洪福", "买买提·吐尔逊")
    plain_letter = saved(text)
    expected = {words: places_of(letter_document(plain_letter), words) for words in WORDS}
    assert all(expected.values())
    for name, disturb in DISTURBANCES.items():
        letter = saved(disturb(text))

        everyone = {plain_letter.pk, letter.pk}
        assert plain_letter.proposals.get() == letter.proposals.get(), name
        assert (letter.doc_code, letter.index_key) == (plain_letter.doc_code, plain_letter.index_key), name
        for found in (ReplyLetter.objects.numbered("157"), ReplyLetter.objects.to_delegate("买买提·吐尔逊")):
            assert set(found.values_list("pk", flat=True)) == everyone, name
        document = letter_document(letter)
        assert {words: places_of(document, words) for words in WORDS} == expected, name
        letter.delete()


def saved(text: str) -> ReplyLetter:
    return save_letter(parse_letter(clean(text)), source=Provenance(text), by=None, status=Status.PUBLISHED)
