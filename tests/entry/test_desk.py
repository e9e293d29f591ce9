"""The desk itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kejiting.ingest import ingest_letter, read_letter
from proposals.entry.desk import DRAFTS_A_PAGE
from tests.entry.desk_tools import seed, words_of

pytestmark = pytest.mark.django_db


def make_drafts(count: int, by: User, first: int = 0) -> None:
    for place in range(first, first + count):
        ingest_letter(read_letter(f"{place}.txt", seed("002") + f"\n附{place}".encode()), by=by)


def test_it_works(editor_client: Client, editor: User, data_dir: Path) -> None:
    ingest_letter(read_letter("0.txt", seed("000")), by=editor, publish=True)
    make_drafts(1, editor)

    page = editor_client.get(reverse("entry"))

    for words in (
        "上传文件",
        "粘贴文字",
        "手工填写",
        "草稿（1）",
        "缺项和疑点",
        "编辑 录入",
        "最近发布",
        "发布",
        "撤回",
        "删除",
    ):
        assert words in words_of(page)


def test_empty(editor_client: Client, data_dir: Path) -> None:
    page = words_of(editor_client.get(reverse("entry")))

    assert "没有草稿" in page
    assert "还没有发布过" in page


@pytest.mark.parametrize("page", ["2", "99999999999999999999", "x", "-1", "\0"])
def test_pages(editor_client: Client, editor: User, data_dir: Path, page: str) -> None:
    make_drafts(DRAFTS_A_PAGE + 1, editor)

    shown = editor_client.get(reverse("entry"), {"page": page})

    assert shown.status_code == 200
    assert "/ 2 页" in words_of(shown)


def test_queries_do_not_grow(editor_client: Client, editor: User, data_dir: Path) -> None:
    make_drafts(1, editor)
    with CaptureQueriesContext(connection) as few:
        editor_client.get(reverse("entry"))
    make_drafts(4, editor, first=1)
    with CaptureQueriesContext(connection) as many:
        editor_client.get(reverse("entry"))

    assert len(many) == len(few) <= 10


def test_who_may(client: Client, reader_client: Client) -> None:
    assert client.get(reverse("entry"))["Location"] == f"{reverse('login')}?next=/entry/"
    refused = reader_client.get(reverse("entry"))
    assert refused.status_code == 403
    assert "您没有这项权限" in words_of(refused)


def test_post_is_refused(editor_client: Client) -> None:
    assert editor_client.post(reverse("entry")).status_code == 405
