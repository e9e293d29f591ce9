"""A letter's page."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter
from proposals.models import ReplyLetter, Status
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db


def test_it_works(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    page = client.get(seeds["000"].get_absolute_url()).content.decode()

    for words in (
        "王洪福",
        "省政协十三届三次会议",
        "第157号",
        "吉科发成〔2025〕84号",
        "落实举措",
        "取得成效",
        "下一步工作",
    ):
        assert words in page
    assert 'data-citation="吉科发成〔2025〕84号，2025年6月18日，第一项"' in page


def test_every_passage_has_its_place(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    for letter in seeds.values():
        page = client.get(letter.get_absolute_url()).content.decode()
        for passage in letter.passages.all():
            assert f'id="p{passage.pk}"' in page
            assert f'id="t{passage.pk}"' in page


def test_the_text_is_whole(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    for letter in seeds.values():
        lines = client.get(letter.get_absolute_url()).context["lines"]
        assert "\n".join("".join(piece.text for piece in line.pieces) for line in lines) == letter.text


def test_gaps_are_named(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    page = client.get(seeds["002"].get_absolute_url()).content.decode()

    assert "缺项和疑点" in page
    assert "编号" in page


def test_next_steps_of_the_whole_letter_come_last(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    asks = client.get(seeds["003"].get_absolute_url()).context["asks"]

    assert asks[-1].recommendation is None
    assert [column.part for column in asks[-1].columns] == ["next_steps"]


def test_a_draft_is_for_editors(client: Client, editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    ReplyLetter.objects.filter(pk=seeds["000"].pk).update(status=Status.DRAFT)

    assert client.get(seeds["000"].get_absolute_url()).status_code == 404
    assert "草稿" in editor_client.get(seeds["000"].get_absolute_url()).content.decode()


def test_the_original_is_for_those_logged_in(
    client: Client, reader_client: Client, seeds: dict[str, ReplyLetter]
) -> None:
    letter = seeds["000"]
    address = f"{letter.get_absolute_url()}original/"
    given = reader_client.get(address)

    assert client.get(address).status_code == 302
    assert b"".join(given.streaming_content) == (FIXTURES / "letters" / letter.source_name).read_bytes()
    assert given["Content-Disposition"].startswith("attachment")
    assert client.get(f"{letter.get_absolute_url()}as-read/").status_code == 302
    assert reader_client.get(f"{letter.get_absolute_url()}as-read/").content.decode() == letter.as_read_text


def test_only_editors_see_the_edit_link(client: Client, editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    address = seeds["000"].get_absolute_url()
    link = f'href="/entry/{seeds["000"].pk}/"'

    assert link not in client.get(address).content.decode()
    assert link in editor_client.get(address).content.decode()


def test_contacts_are_masked(client: Client, db: None) -> None:
    text = (FIXTURES / "letters" / "003_96eae33ca5370acb.txt").read_text() + "\n联系人及电话：陆言，13800000000\n"
    letter = ingest_letter(read_letter("x.txt", text.encode()), by=None, publish=True)
    page = client.get(letter.get_absolute_url()).content.decode()

    assert "13800000000" not in page
    assert "陆言" not in page
    assert client.get("/", {"q": "13800000000"}).context["found"].count == 0


@pytest.mark.parametrize("pk", ["0", "999", "99999999999999999999"])
def test_unknown_letters_are_not_there(client: Client, db: None, pk: str) -> None:
    response = client.get(f"/letters/{pk}/")

    assert response.status_code == 404
    assert "没有这一页" in response.content.decode()


def test_queries_do_not_grow_with_passages(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    """Letter; answers, proposals, sessions, signatures, delegates; passages; recommendations; commitments;
    newer figures, discrepancies, targets, promises, topics, citations."""
    with CaptureQueriesContext(connection) as many:
        client.get(seeds["000"].get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(seeds["001"].get_absolute_url())

    assert len(many) == len(few) <= 16
