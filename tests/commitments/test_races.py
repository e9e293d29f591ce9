"""Two people at the same moment, each with a connection of their own: one is done, the other told, nothing half done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from measures.models import Commitment, CommitmentReview, CommitmentStep
from proposals.models import ReplyLetter
from proposals.records import correcting
from tests.commitments.following import Seeds, passage, promise, send
from tests.commitments.ruling import LABORATORIES, press_add, press_verdict
from tests.entry.test_races import at_once, logged_in

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = range(3)
Press = Callable[[], HttpResponse]


@pytest.fixture
def clients(editor: User, administrator: User) -> tuple[Client, Client]:
    return logged_in(editor), logged_in(administrator)


def deed(name: str, client: Client, commitment: Commitment) -> Press:
    if name == "step":
        return lambda: send(client, commitment, reason="已办结")
    return lambda: press_verdict(client, commitment, "set_aside")


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("names", [("step", "step"), ("aside", "aside"), ("step", "aside")])
def test_one_is_done_the_other_told(
    clients: tuple[Client, Client], seeds: Seeds, names: tuple[str, str], time: int
) -> None:
    commitment = promise(seeds["002"], "政策宣讲全覆盖")
    answers = at_once(*[deed(name, client, commitment) for name, client in zip(names, clients, strict=True)])

    assert sorted(answer.status_code for answer in answers) == [302, 422]
    told = next(answer for answer in answers if answer.status_code == 422).content.decode()
    assert "别人刚刚更新了" in told or "刚刚认定不是承诺" in told
    commitment.refresh_from_db()
    steps, verdicts = CommitmentStep.objects.count(), CommitmentReview.objects.count()
    assert (steps, verdicts) == (int(commitment.state == "done"), int(commitment.is_dismissed))
    assert steps + verdicts == 1


@pytest.mark.parametrize("time", TIMES)
def test_the_same_words_are_added_once(clients: tuple[Client, Client], seeds: Seeds, time: int) -> None:
    prose = passage(seeds["003"], LABORATORIES)
    answers = at_once(*[lambda client=client: press_add(client, prose, words=LABORATORIES) for client in clients])

    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert Commitment.objects.filter(origin="person").count() == CommitmentReview.objects.count() == 1


@pytest.mark.parametrize("time", TIMES)
def test_a_correction_and_a_deed_do_not_cross(editor: User, seeds: Seeds, time: int) -> None:
    letter = seeds["003"]
    prose = passage(letter, LABORATORIES)
    version = letter.version
    client = logged_in(editor)

    def correct() -> HttpResponse:
        with correcting(letter):
            letter.passages.filter(pk=prose.pk).delete()
        return HttpResponse(status=302)

    def add() -> HttpResponse:
        return press_add(client, prose, words=LABORATORIES, expected_version=version)

    answers = at_once(correct, add)

    held = Commitment.objects.filter(origin="person")
    # without the passage, the board says why nothing was noted
    was_added = answers[1].status_code == 302 and answers[1]["Location"] != "/commitments/"
    assert answers[1].status_code in {302, 422}
    assert held.count() == was_added
    assert all(one.is_reworded for one in held)
    assert ReplyLetter.objects.get(pk=letter.pk).version == version + 1
