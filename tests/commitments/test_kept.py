"""A corrected letter: commitments keep their ids while their words stay, and what people followed up is never lost."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from measures.models import Commitment, State
from measures.records import refresh_ledger, take_step
from proposals.models import ReplyLetter
from proposals.records import correcting, edit_text
from tests.commitments.following import Seeds, promise

pytestmark = pytest.mark.django_db

PROMISED = "研究制定更加积极有效的人才政策升级版"


@pytest.fixture
def followed(seeds: Seeds, editor: User) -> Commitment:
    commitment = promise(seeds["003"], PROMISED)
    take_step(commitment, State.UNDER_WAY, seen=0, by=editor, reason="仍在研究")
    commitment.refresh_from_db()
    return commitment


def rewrite(letter: ReplyLetter, old: str, new: str) -> None:
    assert old in letter.text
    edit_text(letter, letter.text.replace(old, new))
    letter.save()


def test_steps_stay_when_another_sentence_is_corrected(seeds: Seeds, followed: Commitment) -> None:
    rewrite(seeds["003"], "谋划设计重大产业关键技术攻关专项", "谋划设计若干重大产业技术攻关专项")
    held = Commitment.objects.get(pk=followed.pk)

    assert (held.words, held.state, held.steps.count()) == (followed.words, State.UNDER_WAY, 1)
    assert held.passage is not None
    assert held.passage.text[held.start : held.end] == held.words
    assert Commitment.objects.filter(letter=seeds["003"], words__contains="谋划设计若干").exists()


def test_what_was_followed_stays_when_its_words_go(client: Client, seeds: Seeds, followed: Commitment) -> None:
    rewrite(seeds["003"], PROMISED, "研究制定人才政策4.0版")
    held = Commitment.objects.get(pk=followed.pk)

    assert (held.words, held.passage, held.steps.count()) == (followed.words, None, 1)
    new = promise(seeds["003"], "人才政策4.0版")
    assert new.pk != held.pk
    assert new.state == State.OPEN
    page = client.get(held.get_absolute_url()).content.decode()
    for words in ("原文已改", PROMISED, "仍在研究", "吉科发规划〔2024〕56号"):
        assert words in page
    assert "原文已改" in client.get("/commitments/", {"state": "under_way"}).content.decode()
    assert held.get_absolute_url() in client.get(seeds["003"].get_absolute_url()).content.decode()
    item = client.get(f"/api/commitments/{held.pk}").json()
    assert (item["passage"], item["start"], item["words"]) == (None, None, held.words)


def test_what_nobody_followed_goes_with_its_words(seeds: Seeds) -> None:
    commitment = promise(seeds["003"], PROMISED)
    rewrite(seeds["003"], PROMISED, "研究制定人才政策4.0版")

    assert not Commitment.objects.filter(pk=commitment.pk).exists()


def test_a_step_back_to_open_is_a_step_too(seeds: Seeds, followed: Commitment, editor: User) -> None:
    take_step(followed, State.OPEN, seen=1, by=editor, reason="重新来过")
    rewrite(seeds["003"], PROMISED, "研究制定人才政策4.0版")

    assert Commitment.objects.get(pk=followed.pk).steps.count() == 2


def test_words_that_come_back_are_the_same_commitment(seeds: Seeds, followed: Commitment) -> None:
    letter = seeds["003"]
    rewrite(letter, PROMISED, "研究制定人才政策4.0版")
    refresh_ledger(letter)
    rewrite(letter, "研究制定人才政策4.0版", PROMISED)
    held = promise(letter, PROMISED)

    assert held.pk == followed.pk
    assert held.passage is not None
    assert held.steps.count() == 1


def test_a_passage_taken_out_by_hand_loses_no_steps(seeds: Seeds, followed: Commitment) -> None:
    with correcting(seeds["003"]):
        assert followed.passage is not None
        followed.passage.delete()

    assert Commitment.objects.get(pk=followed.pk).is_reworded
    assert Commitment.objects.get(pk=followed.pk).steps.count() == 1


def test_the_one_that_was_followed_is_kept_of_two_alike(seeds: Seeds, followed: Commitment) -> None:
    """A copy of the whole passage is another commitment, which comes and goes without the first."""
    assert followed.passage is not None
    again = Commitment.objects.get(pk=followed.pk)
    again.pk = None
    again.state = State.OPEN
    again.save()
    refresh_ledger(seeds["003"])

    assert [one.pk for one in Commitment.objects.filter(words=followed.words)] == [followed.pk]
