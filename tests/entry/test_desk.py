"""The desk itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter, stage_letter
from kejiting.text.files import READ_SUFFIXES, SUFFIXES_IN_SHORT
from proposals.entry.desk import ROWS_A_PAGE
from proposals.models import ReplyLetter
from tests.entry.desk_tools import seed, words_of

pytestmark = pytest.mark.django_db

OFFER = [{"field": "agency", "value": "吉林省科技厅"}]


def make_arrivals(count: int, by: User, first: int = 0) -> None:
    for place in range(first, first + count):
        stage_letter(read_letter(f"{place}.txt", seed("002") + f"\n附{place}".encode()), by=by)


@pytest.fixture
def queue(editor: User, data_dir: Path) -> dict[str, ReplyLetter]:
    """One of each that needs a look, entered in the order in which they are not to be shown, and one that needs none."""
    offered = ingest_letter(read_letter("0.txt", seed("000")), by=editor, publish=True)
    offered.suggestions = OFFER
    offered.save()
    ingest_letter(read_letter("1.txt", seed("001")), by=editor, publish=True)
    return {
        "published": offered,
        "arrived": stage_letter(read_letter("3.txt", seed("003")), by=editor),
        "draft": ingest_letter(read_letter("2.txt", seed("002")), by=editor),
    }


def test_it_works(editor_client: Client, queue: dict[str, ReplyLetter]) -> None:
    page = editor_client.get(reverse("entry"))

    shown = words_of(page)
    for words in ("上传文件", "粘贴文字", "手工填写", "待处理（3）", "缺项和疑点", "编辑 录入", "最近发布", "撤回"):
        assert words in shown
    assert SUFFIXES_IN_SHORT in shown
    assert f'accept="{",".join(READ_SUFFIXES)}"' in page.content.decode()
    assert list(page.context["queue"]) == [queue["arrived"], queue["draft"], queue["published"]]
    for letter in queue.values():
        assert f'href="{reverse("entry_review", args=[letter.pk])}"' in page.content.decode()


def test_a_letter_without_a_title_goes_by_its_file(editor_client: Client, editor: User, data_dir: Path) -> None:
    stage_letter(read_letter("无题.txt", seed("002")), by=editor)

    assert "无题.txt" in words_of(editor_client.get(reverse("entry")))


@pytest.mark.parametrize("status", ["arrived", "draft", "published"])
def test_the_queue_by_status(editor_client: Client, queue: dict[str, ReplyLetter], status: str) -> None:
    page = editor_client.get(reverse("entry"), {"status": status})

    assert list(page.context["queue"]) == [queue[status]]
    assert [(one.status, one.count) for one in page.context["filters"]] == [
        ("", 3),
        ("arrived", 1),
        ("draft", 1),
        ("published", 1),
    ]
    assert [one.status for one in page.context["filters"] if one.is_chosen] == [status]


@pytest.mark.parametrize("status", ["x", "\0", "", "已发布"])
def test_an_odd_status_is_none(editor_client: Client, queue: dict[str, ReplyLetter], status: str) -> None:
    assert len(editor_client.get(reverse("entry"), {"status": status}).context["queue"]) == 3


def test_empty(editor_client: Client, data_dir: Path) -> None:
    page = words_of(editor_client.get(reverse("entry")))

    assert "没有要看的" in page
    assert "还没有发布过" in page


def test_pages(editor_client: Client, editor: User, data_dir: Path) -> None:
    make_arrivals(ROWS_A_PAGE + 1, editor)

    for page in ("2", "99999999999999999999", "x", "-1", "\0"):
        shown = editor_client.get(reverse("entry"), {"page": page})
        assert shown.status_code == 200, page
        assert 'aria-label="第 2 页"' in shown.content.decode(), page


def test_queries_do_not_grow(editor_client: Client, editor: User, data_dir: Path) -> None:
    make_arrivals(1, editor)
    with CaptureQueriesContext(connection) as few:
        editor_client.get(reverse("entry"))
    make_arrivals(4, editor, first=1)
    with CaptureQueriesContext(connection) as many:
        editor_client.get(reverse("entry"))

    assert len(many) == len(few) <= 11


def test_who_may(client: Client, reader_client: Client) -> None:
    assert client.get(reverse("entry"))["Location"] == f"{reverse('login')}?next=/entry/"
    refused = reader_client.get(reverse("entry"))
    assert refused.status_code == 403
    assert "您没有这项权限" in words_of(refused)


def test_post_is_refused(editor_client: Client) -> None:
    assert editor_client.post(reverse("entry")).status_code == 405
