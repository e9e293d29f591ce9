"""Texts that take too long to be read are refused with a sentence wherever they come in, and nothing of them is kept."""

from __future__ import annotations

import os
import time

import pytest
from django.test import Client
from django.urls import reverse

from kejiting.ingest.reading import read_letter
from kejiting.text.ordinary import is_ordinary
from measures.extraction import trial
from measures.models import Plan
from proposals.entry.header_form import header_initial
from proposals.models import LongQuestion, ReplyLetter
from proposals.records import save_letter, to_parsed
from tests.admin.admin_pages import act, change
from tests.entry.desk_tools import send, words_of
from tests.entry.test_by_hand import write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

TOO_MUCH = "还没有读完，没有保存任何内容"
LONG = "王洪福委员：\n您提出的提案收悉，现答复如下：\n" + "我厅加强工作。" * 2_000


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No text out of the ordinary is read in time."""
    monkeypatch.setattr(trial, "SECONDS", 0.001)


@pytest.fixture
def long_letter() -> ReplyLetter:
    """It came in when it was read in time."""
    reading = read_letter("letter.txt", LONG.encode())
    return save_letter(reading.parsed, source=reading.source, by=None)


def test_it_works() -> None:
    assert is_ordinary("王洪福委员：\n您提出的提案收悉。\n\n\n")
    assert read_letter("letter.txt", LONG.encode()).parsed.delegates == ("王洪福",)


@pytest.mark.parametrize("text", ["零" * 1_001, "\n" * 101, LONG])
def test_what_is_not_ordinary(text: str) -> None:
    assert not is_ordinary(text)


@pytest.mark.parametrize("address", ["entry_read", "entry_plans_read"])
def test_a_pasted_text(editor_client: Client, address: str, impatient: None) -> None:
    page = editor_client.post(reverse(address), {"text": LONG})

    assert page.status_code == 422
    assert TOO_MUCH in words_of(page)
    assert not ReplyLetter.everything.exists()
    assert not Plan.everything.exists()


def test_a_file(editor_client: Client, impatient: None) -> None:
    assert TOO_MUCH in send(editor_client, LONG.encode()).json()["error"]
    assert not ReplyLetter.everything.exists()


def test_a_letter_by_hand(editor_client: Client, impatient: None) -> None:
    page = write(editor_client, **{"asks-1-prose": "零" * 1_001})

    assert page.status_code == 422
    assert TOO_MUCH in words_of(page)
    assert not ReplyLetter.everything.exists()


def test_a_corrected_text(editor_client: Client, seeds: dict[str, ReplyLetter], impatient: None) -> None:
    letter = seeds["000"]

    page = change(editor_client, letter, text=LONG)

    assert TOO_MUCH in words_of(page)
    letter.refresh_from_db()
    assert letter.text != LONG


def test_a_reading_anew(editor_client: Client, long_letter: ReplyLetter, impatient: None) -> None:
    header = {name: str(value) for name, value in header_initial(to_parsed(long_letter)).items() if value is not None}
    sent = {**header, "version": str(long_letter.version), "action": "reread"}

    page = editor_client.post(reverse("entry_review", args=[long_letter.pk]), sent)

    assert page.status_code == 422
    assert TOO_MUCH in words_of(page)
    assert TOO_MUCH in words_of(act(editor_client, "read_again", long_letter))


def test_a_proposal_that_is_asked(client: Client, impatient: None) -> None:
    page = client.post(reverse("search_ask"), {"q": LONG})
    answer = client.post("/api/search", {"q": LONG}, content_type="application/json")

    assert (page.status_code, answer.status_code) == (422, 422)
    assert TOO_MUCH in words_of(page)
    assert TOO_MUCH in answer.json()["detail"]
    assert not LongQuestion.objects.exists()


# Of one kind, of every length: some are letters to the rules, some are none, and some are too much
RUNS = ("零", "1 ", "\u3000", "一、\n", "王、", "[a](/", "（一）建\n", "|", "标题:", "\n", "a")
LENGTHS = (1, 1_000, 20_000, 199_000)
# All of them try a text in the same process, by everything that reads: one for each text, `make soak` asks all
DOORS = ("entry_read", "entry_plans_read", "search_ask")
# With what a busy machine takes for all else
MOST_SECONDS = 4 * trial.SECONDS


@pytest.mark.parametrize("run", RUNS)
def test_texts_of_one_kind(editor_client: Client, run: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "SECONDS", 1.0)
    for number, length in enumerate(LENGTHS, RUNS.index(run)):
        text = (run * length)[:length]
        for door in DOORS if "SOAK" in os.environ else (DOORS[number % len(DOORS)],):
            began = time.monotonic()
            page = editor_client.post(reverse(door), {"text": text, "q": text})
            assert page.status_code in {200, 302, 422}, (run, length, door)
            assert time.monotonic() - began < MOST_SECONDS, (run, length, door)
