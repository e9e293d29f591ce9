"""Commitments and passages of the seeds by their words, and the form by which people follow them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client

from kejiting.text.fold import fold
from measures.models import Commitment
from proposals.models import Passage, ReplyLetter

Seeds = dict[str, ReplyLetter]


def promise(letter: ReplyLetter, words: str) -> Commitment:
    return Commitment.objects.get(letter=letter, folded__contains=fold(words))


def passage(letter: ReplyLetter, words: str) -> Passage:
    """The answer's passage that holds the words."""
    (found,) = (
        one
        for one in letter.passages.exclude(part__in=("title", "proposal", "recommendation"))
        if fold(words) in fold(one.text)
    )
    return found


def send(client: Client, commitment: Commitment, **said: Any) -> HttpResponse:
    """Send the form of the page, as it is filled in by somebody who saw no steps yet."""
    return client.post(commitment.get_absolute_url(), {"state": "done", "expected_version": 0, **said})
