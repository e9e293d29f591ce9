"""However a contact is named, nobody reads of it in a letter's text; what stands beside it is read."""

from __future__ import annotations

import pytest

from kejiting.ingest.reading import read_letter
from kejiting.text.mask import mask
from tests.contacts.letters import HELD_OUT, OF_LABELS, STAYS, Wording, compared, wordings

WORDINGS = [*wordings(), *wordings(HELD_OUT), *wordings(OF_LABELS)]


def test_it_works() -> None:
    assert len(WORDINGS) >= 200


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: f"{wording.number} {wording.line[:20]}")
def test_a_contact_is_hidden_and_nothing_else(wording: Wording) -> None:
    letter = read_letter("x.txt", wording.letter.encode()).parsed
    text = compared(mask(letter.text, letter.masked))

    assert [words for words in wording.hidden if words in text] == []
    assert [words for words in (*wording.shown, *STAYS) if words not in text] == []
