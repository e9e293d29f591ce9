"""Whole letters labelled by hand: what becomes a commitment, what is offered, and what is neither."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from kejiting.text.clean import clean
from tests.extraction.commitments.letters import Tally, count, read_letters

# Of each file: what is promised, what becomes a commitment and how much of that is promised, what is found or offered.
COUNTS = {
    "letters.txt": (143, 119, 118, 143),
    "letters_aside.txt": (53, 37, 36, 52),
    "letters_later.txt": (40, 28, 28, 40),
    "letters_last.txt": (29, 18, 18, 28),
    "letters_more.txt": (27, 15, 15, 27),
    # At first reading 40, 39 and 70; 12, 11 and 22; 7, 6 and 19
    "letters_departments.txt": (109, 42, 42, 105),
    "letters_unseen.txt": (34, 12, 11, 33),
    "letters_fresh.txt": (33, 7, 7, 33),
}
# What is to be done often stands there as a report would say it (对12处矿井逐矿会诊), so that much is missed.
# At first reading 3, 3 and 11
FEW_CUES = {"letters_newest.txt": (25, 6, 6, 20)}


@cache
def counted(name: str) -> Tally:
    return count(read_letters(name))


@pytest.mark.parametrize("name", COUNTS)
def test_promises_are_found_as_people_would(name: str) -> None:
    tally = counted(name)

    assert tally.precision >= 0.9, tally.wrong
    assert tally.recall >= 0.95, tally.missed
    assert (tally.promises, tally.sure, tally.right, tally.found) == COUNTS[name], (tally.wrong, tally.missed)


@pytest.mark.parametrize("name", FEW_CUES)
def test_promises_without_a_cue_are_missed_rather_than_made_up(name: str) -> None:
    tally = counted(name)

    assert (tally.promises, tally.sure, tally.right, tally.found) == FEW_CUES[name], (tally.wrong, tally.missed)


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


@pytest.mark.parametrize("name", [*COUNTS, *FEW_CUES])
def test_the_letters_are_clean_and_no_two_promises_overlap(name: str) -> None:
    for letter in read_letters(name):
        assert clean(letter.text) == letter.text
        spans = sorted(label.span for label in letter.labels)
        assert all(one.end <= other.start for one, other in pairwise(spans))
