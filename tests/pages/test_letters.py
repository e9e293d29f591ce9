"""The list of letters."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter
from proposals.models import ReplyLetter
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db


def listed(client: Client, **parameters: str) -> list[ReplyLetter]:
    return list(client.get("/letters/", parameters).context["page"])


def test_it_works(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    assert listed(client) == [seeds[number] for number in ("000", "002", "003", "001")]


@pytest.mark.parametrize(
    ("parameters", "numbers"),
    [
        ({"year": "2025"}, ["000", "002"]),
        ({"kind": "代表建议"}, ["002", "003"]),
        ({"delegate": "王洪福"}, ["000"]),
        ({"delegate": "王洪福委员"}, ["000"]),
        ({"number": "第53号"}, ["003"]),
        ({"sort": "oldest"}, ["001", "003", "002", "000"]),
        ({"year": "2024", "kind": "委员提案"}, []),
    ],
)
def test_filters(client: Client, seeds: dict[str, ReplyLetter], parameters: dict[str, str], numbers: list[str]) -> None:
    assert listed(client, **parameters) == [seeds[number] for number in numbers]


@pytest.mark.parametrize("parameters", [{"year": "1666"}, {"kind": "申请"}, {"number": "9" * 99}, {"sort": "x"}])
def test_wrong_filters_are_named(client: Client, seeds: dict[str, ReplyLetter], parameters: dict[str, str]) -> None:
    assert 'class="errorlist' in client.get("/letters/", parameters).content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999"])
def test_an_odd_page_is_the_nearest_one(client: Client, seeds: dict[str, ReplyLetter], page: str) -> None:
    assert len(listed(client, page=page)) == 4


def test_drafts_are_not_listed(client: Client, db: None) -> None:
    path = FIXTURES / "letters" / "000_a2417a277ece4eeb.txt"
    ingest_letter(read_letter(path.name, path.read_bytes()), by=None)

    assert listed(client) == []


def test_queries_do_not_grow_with_letters(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    """Years to choose from; count; letters; answers, proposals, sessions, signatures, delegates."""
    with CaptureQueriesContext(connection) as four:
        client.get("/letters/")
    with CaptureQueriesContext(connection) as one:
        client.get("/letters/", {"number": "157"})

    assert len(four) == len(one) <= 9
