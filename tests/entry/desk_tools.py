"""What the tests of the desk count and send."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from proposals.models import EVERYTHING, IndexOutbox, Passage, Proposal, ReplyLetter
from tests.conftest import FIXTURES


@dataclass(frozen=True)
class Stock:
    """How much there is of everything that a letter leaves behind."""

    letters: int = 0
    history: int = 0
    passages: int = 0
    proposals: int = 0
    noted: int = 0
    files: tuple[str, ...] = ()


def stock(data_dir: Path) -> Stock:
    return Stock(
        letters=ReplyLetter.objects.count(),
        history=ReplyLetter.history.count(),
        passages=Passage.objects.count(),
        proposals=Proposal.objects.count(),
        noted=IndexOutbox.objects.exclude(key=EVERYTHING).count(),
        files=tuple(sorted(path.name for path in data_dir.rglob("*") if path.is_file())),
    )


def seed(number: str) -> bytes:
    (path,) = (FIXTURES / "letters").glob(f"{number}_*.txt")
    return path.read_bytes()


def upload(client: Client, data: bytes, name: str = "letter.txt") -> HttpResponse:
    return client.post(reverse("entry_read"), {"file": SimpleUploadedFile(name, data)})


def upload_many(client: Client, files: dict[str, bytes]) -> HttpResponse:
    """As a form without JavaScript does it: all in one request."""
    sent = [SimpleUploadedFile(name, data) for name, data in files.items()]
    return client.post(reverse("entry_read"), {"file": sent})


def send(client: Client, data: bytes, name: str = "letter.txt") -> HttpResponse:
    """As the desk's script does it: one file, and the answer is JSON."""
    return client.post(
        reverse("entry_read"), {"file": SimpleUploadedFile(name, data)}, headers={"accept": "application/json"}
    )


def words_of(response: HttpResponse) -> str:
    """What a person reads on a page, without the marks of HTML."""
    return unescape(re.sub(r"<[^>]+>", "", response.content.decode()))
