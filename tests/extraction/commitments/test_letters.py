"""Whole letters labelled by hand: what becomes a commitment, what is offered, and what is neither."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from kejiting.text.clean import clean
from tests.extraction.commitments.letters import Tally, count, read_letters

# Of each file: what is promised, what becomes a commitment and how much of that is promised, what is found or offered.
COUNTS = {
    "letters.txt": (143, 119, 118, 142),
    "letters_aside.txt": (53, 37, 36, 52),
    "letters_later.txt": (40, 28, 28, 40),
    "letters_last.txt": (29, 18, 18, 28),
    "letters_more.txt": (27, 15, 15, 27),
}


@cache
def counted(name: str) -> Tally:
    return count(read_letters(name))


@pytest.mark.parametrize("name", COUNTS)
def test_promises_are_found_as_people_would(name: str) -> None:
    tally = counted(name)

    assert tally.precision >= 0.9, tally.wrong
    assert tally.recall >= 0.95, tally.missed
    assert (tally.promises, tally.sure, tally.right, tally.found) == COUNTS[name], (tally.wrong, tally.missed)


@pytest.mark.parametrize("name", COUNTS)
def test_each_item_of_a_list_knows_the_words_that_open_it(name: str) -> None:
    leads = counted(name).leads
    right = [(labelled or "") in (found or "") for labelled, found in leads if labelled]

    assert sum(right) >= 0.9 * len(right)
    assert [found for labelled, found in leads if found and not labelled] == []


@pytest.mark.parametrize("name", COUNTS)
def test_who_must_act(name: str) -> None:
    actors = counted(name).actors

    assert sum(labelled == found for labelled, found in actors) >= 0.95 * len(actors)


@pytest.mark.parametrize("name", COUNTS)
def test_the_letters_are_clean_and_no_two_promises_overlap(name: str) -> None:
    for letter in read_letters(name):
        assert clean(letter.text) == letter.text
        spans = sorted(label.span for label in letter.labels)
        assert all(one.end <= other.start for one, other in pairwise(spans))
