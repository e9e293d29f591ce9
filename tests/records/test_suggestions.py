"""What a newer parser makes otherwise of what a person set is offered, never taken over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kejiting.ingest.reading import read_letter
from kejiting.text.clean import clean
from proposals.models import ReplyLetter
from proposals.parsing import ParsedLetter, parse_letter
from proposals.records import (
    CONTENTS,
    Provenance,
    correcting,
    decline_suggestion,
    edit_text,
    remove_item,
    reread_letter,
    save_letter,
    take_suggestion,
    to_parsed,
)
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db

SEED = FIXTURES / "letters" / "000_a2417a277ece4eeb.txt"
Newer = Callable[..., None]


@pytest.fixture
def letter() -> ReplyLetter:
    """A seed letter whose agency a person corrected."""
    reading = read_letter(SEED.name, SEED.read_bytes())
    letter = save_letter(reading.parsed, source=reading.source, by=None)
    corrected = replace(to_parsed(letter), text=letter.text, agency="省科技厅")
    return save_letter(corrected, source=Provenance.of(letter), by=None, letter=letter, set_by_person={"agency"})


@pytest.fixture
def newer_parser(monkeypatch: pytest.MonkeyPatch) -> Newer:
    """From now on letters are read with these fields otherwise."""

    def use(**fields: object) -> None:
        def parse(text: str) -> ParsedLetter:
            return replace(parse_letter(text), **fields)

        monkeypatch.setattr("proposals.records.reread.parse_letter", parse)

    return use


def test_nothing_new_nothing_offered(letter: ReplyLetter) -> None:
    assert reread_letter(letter, by=None).suggestions == []
    assert letter.agency == "省科技厅"


def test_what_is_new_is_offered(letter: ReplyLetter, newer_parser: Newer) -> None:
    newer_parser(agency="吉林省科技厅办公室", category="新的分类")

    reread_letter(letter, by=None)

    assert letter.suggestions == [{"field": "agency", "value": "吉林省科技厅办公室"}]
    assert (letter.agency, letter.category) == ("省科技厅", "新的分类")  # what no person set follows the rules
    assert ReplyLetter.objects.to_be_looked_at().get() == letter


def test_it_is_offered_once(letter: ReplyLetter, newer_parser: Newer) -> None:
    newer_parser(agency="吉林省科技厅办公室")
    reread_letter(letter, by=None)
    decline_suggestion(letter, "agency")
    letter.refresh_from_db()

    reread_letter(letter, by=None)

    assert letter.suggestions == []
    assert letter.agency == "省科技厅"


def test_it_stays_until_somebody_decides(letter: ReplyLetter, newer_parser: Newer) -> None:
    newer_parser(agency="吉林省科技厅办公室")
    reread_letter(letter, by=None)

    reread_letter(letter, by=None)

    assert [suggestion["field"] for suggestion in letter.suggestions] == ["agency"]


def test_taken_it_is_the_rules_again(letter: ReplyLetter, newer_parser: Newer) -> None:
    newer_parser(agency="吉林省科技厅办公室")
    reread_letter(letter, by=None)

    take_suggestion(letter, "agency", by=None)

    assert (letter.agency, letter.suggestions, letter.set_by_person) == ("吉林省科技厅办公室", [], [])


def test_what_agrees_with_the_person_is_no_offer(letter: ReplyLetter, newer_parser: Newer) -> None:
    newer_parser(agency="省科技厅")

    assert reread_letter(letter, by=None).suggestions == []


def test_contents_that_a_person_took_over_are_offered_as_one(letter: ReplyLetter, newer_parser: Newer) -> None:
    with correcting(letter):
        remove_item(letter.passages.filter(part="outcomes").first())
    parsed = parse_letter(letter.text)
    newer_parser(recommendations=parsed.recommendations[:4])

    reread_letter(letter, by=None)
    assert [suggestion["field"] for suggestion in letter.suggestions] == ["recommendations"]
    assert letter.recommendations.count() == 5

    take_suggestion(letter, "recommendations", by=None)
    assert letter.recommendations.count() == 4
    assert CONTENTS.isdisjoint(letter.set_by_person)


def test_a_better_cleaner_reaches_letters_that_are_in(letter: ReplyLetter, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = set(letter.passages.values_list("pk", flat=True))
    monkeypatch.setattr(
        "proposals.records.reread.clean", lambda text: clean(text).replace("2.", "\n2.").replace("\n\n", "\n")
    )

    reread_letter(letter, by=None)

    assert letter.text == ReplyLetter.objects.get().text
    assert "\n2." in letter.text
    assert len(ids & set(letter.passages.values_list("pk", flat=True))) > len(ids) * 0.9
    assert all(passage.text.strip() == passage.text for passage in letter.passages.all())


def test_a_text_that_a_person_edited_is_read_as_it_is(letter: ReplyLetter) -> None:
    edited = letter.text.replace("王洪福委员", "王洪福 李四委员", 1)
    edit_text(letter, edited)
    letter.set_by_person = [*letter.set_by_person, "text"]
    letter.save()

    assert reread_letter(letter, by=None).text == clean(edited)
