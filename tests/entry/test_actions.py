"""Publish, withdraw, delete: with the version that was seen, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from kejiting.indexing.sync import search
from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter, stage_letter
from kejiting.search import SearchQuery, parse_terms
from proposals.models import ReplyLetter
from tests.entry.desk_tools import seed, stock, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(db: None, data_dir: Path) -> ReplyLetter:
    return ingest_letter(read_letter("letter.txt", seed("000")), by=None)


def do(client: Client, action: str, letter: ReplyLetter, version: object) -> str:
    return words_of(
        client.post(reverse(f"entry_{action}", args=[letter.pk]), {"version": version, "reason": "误发"}, follow=True)
    )


def found() -> int:
    return search(SearchQuery(words=parse_terms("技术经纪"))).count


def test_it_works(editor_client: Client, draft: ReplyLetter) -> None:
    assert "已发布" in do(editor_client, "publish", draft, 1)
    assert found() == 1
    assert "已撤回" in do(editor_client, "withdraw", draft, 2)
    assert found() == 0
    assert "已删除已撤回的" in do(editor_client, "delete", draft, 3)
    assert not ReplyLetter.objects.exists()


def test_who_did_it_is_kept(editor_client: Client, draft: ReplyLetter) -> None:
    do(editor_client, "publish", draft, 1)
    do(editor_client, "withdraw", draft, 2)
    do(editor_client, "delete", draft, 3)

    told = [(row.history_type, row.status, str(row.history_user)) for row in ReplyLetter.history.order_by("history_id")]
    assert told == [
        ("+", "draft", "None"),
        ("~", "published", "编辑"),
        ("~", "withdrawn", "编辑"),
        ("~", "deleted", "编辑"),
    ]


@pytest.mark.parametrize("version", [0, 2, "", "x", "1\0"])
@pytest.mark.parametrize("action", ["publish", "withdraw", "delete"])
def test_a_stale_version_changes_nothing(
    editor_client: Client, draft: ReplyLetter, data_dir: Path, action: str, version: object
) -> None:
    before = stock(data_dir)

    assert "刚才已被别人改过" in do(editor_client, action, draft, version)
    assert stock(data_dir) == before
    assert ReplyLetter.objects.get().status == "draft"


def test_the_second_of_two_is_told(editor_client: Client, administrator_client: Client, draft: ReplyLetter) -> None:
    assert "已发布" in do(editor_client, "publish", draft, 1)
    assert "刚才已被别人改过" in do(administrator_client, "withdraw", draft, 1)
    assert ReplyLetter.objects.get().is_published


def test_what_is_published_is_not_deleted(editor_client: Client, draft: ReplyLetter) -> None:
    do(editor_client, "publish", draft, 1)

    assert "要删除请先撤回" in do(editor_client, "delete", draft, 2)
    assert ReplyLetter.objects.exists()


def test_what_lacks_something_is_published_only_after_a_question(editor_client: Client, draft: ReplyLetter) -> None:
    ReplyLetter.objects.update(written_on=None)

    assert "还没有发布，这份答复缺：成文日期。" in do(editor_client, "publish", draft, 1)
    assert not ReplyLetter.objects.get().is_published
    sent = {"version": 1, "action": "publish:nevertheless"}
    editor_client.post(reverse("entry_publish", args=[draft.pk]), sent)
    assert ReplyLetter.objects.get().is_published


@pytest.mark.parametrize(("action", "told"), [("publish", "还没有核对"), ("withdraw", "还没有发布")])
def test_what_arrived_is_looked_at_first(editor_client: Client, data_dir: Path, action: str, told: str) -> None:
    """It is kept or given up on the page where it is checked, nowhere else."""
    letter = stage_letter(read_letter("letter.txt", seed("000")), by=None)

    assert told in do(editor_client, action, letter, 1)
    assert ReplyLetter.objects.get().is_arrived


def test_what_arrived_can_be_deleted_and_its_file_stays(editor_client: Client, data_dir: Path) -> None:
    letter = stage_letter(read_letter("letter.txt", seed("000")), by=None)

    assert "已删除待核对的" in do(editor_client, "delete", letter, 1)
    assert not ReplyLetter.objects.exists()
    assert len([name for name in stock(data_dir).files if name.endswith(".txt")]) == 1


def test_deleting_asks_first(editor_client: Client, draft: ReplyLetter) -> None:
    page = editor_client.get(reverse("entry_delete", args=[draft.pk]))

    assert "确定删除" in words_of(page)
    assert 'name="version" value="1"' in page.content.decode()
    assert ReplyLetter.objects.exists()


@pytest.mark.parametrize("action", ["publish", "draft"])
def test_get_is_refused(editor_client: Client, draft: ReplyLetter, action: str) -> None:
    assert editor_client.get(reverse(f"entry_{action}", args=[draft.pk])).status_code == 405


@pytest.mark.parametrize("action", ["publish", "withdraw", "delete"])
def test_who_may(client: Client, reader_client: Client, editor_client: Client, draft: ReplyLetter, action: str) -> None:
    address = reverse(f"entry_{action}", args=[draft.pk])

    assert client.post(address, {"version": 1})["Location"].startswith(reverse("login"))
    assert reader_client.post(address, {"version": 1}).status_code == 403
    assert editor_client.post(reverse(f"entry_{action}", args=[999])).status_code == 404
    assert ReplyLetter.objects.get().version == 1
