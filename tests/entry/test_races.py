"""Two people, or one with two windows, at the same moment: one is done, the other told, and nothing is half done."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import TypeVar

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kejiting.ingest.originals import original_path
from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter, stage_letter
from proposals.entry.header_form import header_initial
from proposals.models import LetterVersion, Proposal, ReplyLetter
from proposals.records import to_parsed
from tests.entry.desk_tools import seed, send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("data_dir")]

Result = TypeVar("Result")
TIMES = range(3)
OTHER = seed("000").decode().replace("技术转移机构", "量子纠缠机构").encode()


def at_once(*calls: Callable[[], Result]) -> list[Result]:
    """Let each call go in a thread of its own, as nearly as can be at the same moment."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Result]) -> Result:
        barrier.wait()
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def logged_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def clients(editor: User, administrator: User) -> tuple[Client, Client]:
    return logged_in(editor), logged_in(administrator)


def form_of(letter: ReplyLetter, **sent: str) -> dict[str, str]:
    header = {name: str(value) for name, value in header_initial(to_parsed(letter)).items() if value is not None}
    return {**header, "version": str(letter.version), **sent}


def press(client: Client, letter: ReplyLetter, **sent: str) -> Callable[[], HttpResponse]:
    form = form_of(letter, **sent)
    return lambda: client.post(reverse("entry_review", args=[letter.pk]), form)


def replace(client: Client, old: ReplyLetter, new: ReplyLetter) -> Callable[[], HttpResponse]:
    sent = {"action": "replace", "version": str(new.version), "other_version": str(old.version)}
    return lambda: client.post(reverse("entry_compare", args=[new.pk, old.pk]), sent)


@pytest.mark.parametrize("time", TIMES)
def test_letters_that_answer_the_same_proposal(editor: User, time: int) -> None:
    files = [seed("000") + f"\n附件{time}{number}".encode() for number in range(4)]

    answers = at_once(*[partial(send, logged_in(editor), data) for data in files])

    assert [answer.json()["status"] for answer in answers] == ["read"] * 4
    assert (ReplyLetter.objects.count(), Proposal.objects.count()) == (4, 1)


@pytest.mark.parametrize("time", TIMES)
def test_two_correct_the_same_letter(clients: tuple[Client, Client], time: int) -> None:
    letter = stage_letter(read_letter("letter.txt", seed("000")), by=None)

    at_once(*[press(client, letter, category=f"第{place}人") for place, client in enumerate(clients)])

    held = ReplyLetter.objects.get()
    assert held.version == letter.version + 1
    assert held.category in {"第0人", "第1人"}


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("action", ["draft", "mark:measures"])
def test_one_keeps_what_the_other_gives_up(clients: tuple[Client, Client], action: str, time: int) -> None:
    letter = stage_letter(read_letter("letter.txt", seed("000")), by=None)
    keep, give_up = clients

    answers = at_once(press(keep, letter, action=action, start="5", end="20"), press(give_up, letter, action="discard"))

    # who presses last may find the letter gone
    assert {answer.status_code for answer in answers} <= {302, 404}
    assert ReplyLetter.everything.count() == 1
    assert original_path(letter.source_name, letter.source_sha256 or "").exists()


@pytest.mark.parametrize("time", TIMES)
def test_each_takes_the_others_place(clients: tuple[Client, Client], time: int) -> None:
    one = stage_letter(read_letter("a.txt", seed("000")), by=None)
    two = stage_letter(read_letter("b.txt", OTHER), by=None)
    first, second = clients

    answers = at_once(replace(first, one, two), replace(second, two, one))

    assert {answer.status_code for answer in answers} <= {302, 404}
    assert LetterVersion.objects.count() == 1
    assert ReplyLetter.objects.count() == 1


@pytest.mark.parametrize("time", TIMES)
def test_replaced_while_it_is_corrected(clients: tuple[Client, Client], time: int) -> None:
    old = ingest_letter(read_letter("a.txt", seed("000")), by=None, publish=True)
    new = stage_letter(read_letter("b.txt", OTHER), by=None)
    first, second = clients

    at_once(replace(first, old, new), press(second, new, action="mark:measures", start="5", end="30"))

    held = ReplyLetter.objects.get(pk=old.pk)
    assert ("量子纠缠" in held.text) == (ReplyLetter.objects.count() == 1)
    assert all(passage.end <= len(held.text) for passage in held.passages.all())


@pytest.mark.parametrize("time", TIMES)
def test_the_file_given_up_comes_again(clients: tuple[Client, Client], time: int) -> None:
    letter = stage_letter(read_letter("letter.txt", seed("000")), by=None)
    give_up, again = clients

    at_once(press(give_up, letter, action="discard"), lambda: send(again, seed("000")))

    assert ReplyLetter.everything.get(pk=letter.pk).is_deleted
    assert ReplyLetter.objects.count() == ReplyLetter.everything.count() - 1
    assert original_path(letter.source_name, letter.source_sha256 or "").exists()
