"""What came beside what was there; then one takes the other's place, or goes, with the versions that were seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kejiting.indexing.sync import search
from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter, stage_letter
from kejiting.search import SearchQuery, parse_terms
from proposals.models import ReplyLetter, Status
from proposals.records import set_status
from tests.entry.desk_tools import seed, stock, words_of
from tests.entry.test_arrivals import disk_is_full

pytestmark = pytest.mark.django_db

NEW_WORDS = "量子纠缠"
NEWER = seed("000").decode().replace("技术转移机构", f"{NEW_WORDS}机构").replace("84号", "85号")


@pytest.fixture
def known(editor: User, data_dir: Path) -> ReplyLetter:
    return ingest_letter(read_letter("旧.txt", seed("000")), by=editor, publish=True)


@pytest.fixture
def arrived(known: ReplyLetter, editor: User) -> ReplyLetter:
    return stage_letter(read_letter("新.txt", NEWER.encode()), by=editor)


def address(letter: ReplyLetter, other: ReplyLetter) -> str:
    return reverse("entry_compare", args=[letter.pk, other.pk])


def do(client: Client, action: str, letter: ReplyLetter, other: ReplyLetter, **changes: object) -> HttpResponse:
    sent = {"action": action, "version": letter.version, "other_version": other.version, **changes}
    return client.post(address(letter, other), sent)


def found(words: str) -> int:
    return search(SearchQuery(words=parse_terms(words))).count


def test_it_works(editor_client: Client, arrived: ReplyLetter, known: ReplyLetter) -> None:
    page = editor_client.get(address(arrived, known))

    shown = words_of(page)
    assert [field.label for field in page.context["fields"]] == ["发文字号"]
    assert "吉科发成〔2025〕84号" in shown
    assert "吉科发成〔2025〕85号" in shown
    assert "<ins>" in page.content.decode()
    assert "<del>" in page.content.decode()
    assert 90 <= page.context["comparison"].percent <= 99
    assert f"相同 {page.context['comparison'].percent}%" in shown
    for words in ("用新来的替换（旧版留存）", "两份都留", "放弃新来的"):
        assert words in shown
    assert f'href="{reverse("entry_review", args=[arrived.pk])}"' in page.content.decode()


def test_contacts_stay_masked(editor_client: Client, editor: User, known: ReplyLetter) -> None:
    data = seed("000") + "\n联系人及电话：陆言，13800000000\n".encode()
    arrived = stage_letter(read_letter("新.txt", data), by=editor)

    page = editor_client.get(address(arrived, known))

    assert "13800000000" not in page.content.decode()
    assert "陆言" not in page.content.decode()


def test_replace(editor_client: Client, arrived: ReplyLetter, known: ReplyLetter, data_dir: Path) -> None:
    page = do(editor_client, "replace", arrived, known)

    letter = ReplyLetter.objects.get()
    assert page["Location"] == reverse("entry")
    assert (letter.pk, letter.status, letter.source_name) == (known.pk, "published", "新.txt")
    assert found(NEW_WORDS) == 1
    assert found("技术转移机构") == 0
    former = letter.versions.get()
    assert (former.source_name, former.replaced_by) == ("旧.txt", letter.entered_by)
    assert len([name for name in stock(data_dir).files if name.endswith(".txt")]) == 2
    assert "旧版留存" in words_of(editor_client.get(page["Location"]))


def test_discard(editor_client: Client, arrived: ReplyLetter, known: ReplyLetter, data_dir: Path) -> None:
    page = do(editor_client, "discard", arrived, known)

    assert page["Location"] == reverse("entry")
    assert ReplyLetter.objects.get() == known
    assert ReplyLetter.everything.get(pk=arrived.pk).deletion_reason == "与库中的比较后放弃"
    assert len([name for name in stock(data_dir).files if name.endswith(".txt")]) == 2


@pytest.mark.parametrize("action", ["replace", "discard"])
@pytest.mark.parametrize("changes", [{"version": 9}, {"other_version": 9}, {"version": ""}, {"other_version": "\0"}])
def test_a_stale_version_changes_nothing(
    editor_client: Client,
    arrived: ReplyLetter,
    known: ReplyLetter,
    data_dir: Path,
    action: str,
    changes: dict[str, object],
) -> None:
    before = stock(data_dir)

    page = do(editor_client, action, arrived, known, **changes)

    assert page["Location"] == address(arrived, known)
    assert "刚才已被别人改过" in words_of(editor_client.get(page["Location"]))
    assert stock(data_dir) == before


def test_an_unknown_deed_changes_nothing(
    editor_client: Client, arrived: ReplyLetter, known: ReplyLetter, data_dir: Path
) -> None:
    before = stock(data_dir)

    for action in ("", "publish", "\0"):
        assert do(editor_client, action, arrived, known).status_code == 302
    assert stock(data_dir) == before


@pytest.mark.parametrize("action", ["replace", "discard"])
def test_what_is_published_neither_goes_nor_replaces(
    editor_client: Client, arrived: ReplyLetter, known: ReplyLetter, action: str
) -> None:
    page = do(editor_client, action, known, arrived)

    assert "请先撤回" in words_of(editor_client.get(page["Location"]))
    assert ReplyLetter.objects.count() == 2


def test_a_draft_may_take_the_place_too(editor_client: Client, arrived: ReplyLetter, known: ReplyLetter) -> None:
    set_status(arrived, Status.DRAFT)

    do(editor_client, "replace", arrived, known)

    assert ReplyLetter.objects.get().is_published


@pytest.mark.django_db(transaction=True)
def test_a_replacement_that_fails_leaves_both(
    editor_client: Client, arrived: ReplyLetter, known: ReplyLetter, data_dir: Path
) -> None:
    before = stock(data_dir)
    with connection.execute_wrapper(disk_is_full):
        page = do(editor_client, "replace", arrived, known)

    assert "没有存成" in words_of(editor_client.get(page["Location"]))
    assert stock(data_dir) == before
    assert found("技术转移机构") == 1


def test_who_may(client: Client, reader_client: Client, arrived: ReplyLetter, known: ReplyLetter) -> None:
    assert client.get(address(arrived, known))["Location"].startswith(reverse("login"))
    assert reader_client.get(address(arrived, known)).status_code == 403
    assert do(reader_client, "replace", arrived, known).status_code == 403
    assert ReplyLetter.objects.count() == 2


@pytest.mark.parametrize("pks", [(999, 0), (0, 999), (0, 0), (10**19, 0)])
def test_what_is_not_there(editor_client: Client, known: ReplyLetter, pks: tuple[int, int]) -> None:
    letter, other = (known.pk if pk == 0 else pk for pk in pks)

    assert editor_client.get(reverse("entry_compare", args=[letter, other])).status_code == 404
