"""The generated department: the same for the same seed, read as it was meant, and what the checks make of it."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from django.contrib.auth.models import User

from measures.models import Commitment, CommitmentState, SeriesPoint
from tests.department.asks import OURS, measure_asks
from tests.department.faults import FAULTS
from tests.department.load import Loaded, load_department
from tests.department.measure import disturbed, origins, recall, sample, untouched
from tests.department.story import department
from tests.department.truth import Department
from tests.remembered import remembered

MADE = department(157, requests=4, drafts=6)
_LOADED: list[Loaded] = []


@pytest.fixture
def made(db: None) -> Department:
    by = User.objects.create(pk=9001, username="department")
    remembered("department", lambda: _LOADED.append(load_department(MADE, by)))
    return MADE


def test_it_is_the_same_for_the_same_seed() -> None:
    assert department(157, requests=4, drafts=6).to_json() == MADE.to_json()
    assert department(158, requests=4, drafts=6).to_json() != MADE.to_json()


def test_no_two_letters_are_the_same_but_for_numbers() -> None:
    texts = Counter(re.sub(r"\d", "", letter.text) for letter in MADE.letters)
    assert max(texts.values()) == 1


def test_marks_stand_where_they_say() -> None:
    for letter in MADE.letters:
        assert all(letter.text[mark.start : mark.end] == mark.words for mark in letter.marks)
        figures = [mark for mark in letter.marks if mark.kind == "figure" and not mark.scope]
        assert all(MADE.indicators[mark.of].points[int(mark.period)] == int(mark.value) for mark in figures)


def test_the_truth_is_kept_as_json() -> None:
    truth = json.loads(MADE.to_json())
    assert len(truth["letters"]) == 46
    assert {promise["fate"] for promise in truth["promises"]} == {"kept", "late", "forgotten", "waiting"}


@pytest.mark.django_db
def test_the_base_holds_what_the_truth_says(made: Department) -> None:
    (loaded,) = _LOADED[-1:]
    assert not loaded.missing
    done = Commitment.objects.filter(state=CommitmentState.DONE)
    assert done.count() == sum(promise.told_in is not None for promise in made.promises)
    assert SeriesPoint.objects.count() >= loaded.figures * 0.9


@pytest.mark.django_db
def test_errors_are_found(made: Department) -> None:
    """All kinds in one test: each test has an index of its own, to be built anew."""
    for kind in FAULTS:
        measured = recall(made, kind, 10)
        assert measured.put >= 3, kind
        assert measured.found >= 0.9 * measured.put, measured.missed
        assert measured.exact >= 0.98 * measured.found, kind


@pytest.mark.django_db
def test_what_only_looks_like_an_error_is_left_alone(made: Department) -> None:
    tried, wrong = disturbed(made, sample(made, 6))
    assert tried > 30
    assert not wrong


@pytest.mark.django_db
def test_the_desk_knows_what_the_truth_says_of_each_ask(made: Department) -> None:
    (loaded,) = _LOADED[-1:]
    measured = measure_asks(made, loaded, made.drafts)
    assert not measured.unread
    assert measured.figures.asks > 5
    assert measured.figures.share == 1, measured.figures.wrong
    assert measured.promises.asks > 5
    assert measured.promises.share == 1, measured.promises.wrong
    for figure in (measured.recall, measured.mrr):
        assert figure(OURS) >= 0.85, (figure(OURS), measured.ranked)
        assert figure(OURS) >= max(map(figure, measured.ranked))


@pytest.mark.django_db
def test_letters_as_they_are_are_left_alone(made: Department) -> None:
    measured = untouched(made, sample(made, 10))
    assert not measured.must
    assert measured.memory_a_letter <= 0.3, measured.memory


@pytest.mark.django_db
def test_sentences_are_known_as_taken_over_changed_or_new(made: Department) -> None:
    f1, wrong = origins(made, 10)
    assert f1 >= 0.95, wrong
