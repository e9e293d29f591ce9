"""Who may ask the API what, and in which way."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from proposals.models import ReplyLetter

ADDRESSES = [
    "/api/letters",
    "/api/letters/1",
    "/api/search?q=技术",
    "/api/suggest?q=技术",
    "/api/plans",
    "/api/plans/1",
    "/api/openapi.json",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_reads_without_login_where_reading_needs_one(
    client: Client, db: None, settings: Settings, address: str
) -> None:
    settings.KEJITING_PUBLIC = False
    answer = client.get(address)
    assert (answer.status_code, answer.json()) == (401, {"detail": "请先登录"})


def test_who_is_logged_in_reads(reader_client: Client, seeds: dict[str, ReplyLetter], settings: Settings) -> None:
    settings.KEJITING_PUBLIC = False
    assert reader_client.get("/api/letters").json()["count"] == 4


WRITING = {
    (method, address)
    for method in ("post", "put", "patch", "delete")
    for address in ("/api/letters", "/api/letters/1", "/api/search", "/api/plans/1")
}
# a question too long for an address, of which nothing is saved
ASKING = ("post", "/api/search")


@pytest.mark.parametrize(("method", "address"), sorted(WRITING - {ASKING}))
def test_there_is_no_writing(editor_client: Client, method: str, address: str) -> None:
    assert getattr(editor_client, method)(address, {}).status_code == 405


@pytest.mark.parametrize("address", ["/api/", "/api/nothing", "/api/letters/", "/api/letters/1/2", "/api/search/"])
def test_an_unknown_address_is_said_to_be_none(client: Client, db: None, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.json()) == (404, {"detail": "没有这个接口"})
