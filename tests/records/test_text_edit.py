"""A person corrects a letter's text."""

from __future__ import annotations

import pytest

from proposals.models import ReplyLetter
from proposals.records import edit_text

pytestmark = pytest.mark.django_db


def edited(letter: ReplyLetter, text: str) -> list[str]:
    lost = edit_text(letter, text)
    letter.save()
    return lost


def test_passages_follow_their_words(seeds: dict[str, ReplyLetter]) -> None:
    letter = seeds["000"]
    before = {passage.pk: passage.text for passage in letter.passages.all()}

    lost = edited(letter, "新加的第一行\n" + letter.text.replace("2518人", "2519人"))

    after = {passage.pk: passage.text for passage in ReplyLetter.objects.get(pk=letter.pk).passages.all()}
    assert lost == []
    assert after == {pk: words.replace("2518人", "2519人") for pk, words in before.items()}


def test_lost_passages_are_named(seeds: dict[str, ReplyLetter]) -> None:
    letter = seeds["000"]
    passage = letter.passages.filter(part="outcomes").first()
    words = passage.text

    lost = edited(letter, letter.text.replace(words, ""))

    assert lost == [words]
    assert not letter.passages.filter(pk=passage.pk).exists()
