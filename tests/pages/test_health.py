"""/healthz and /readyz for whoever watches the server; the page of examinations for administrators."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from kejiting.backup.empty_place import HALF
from kejiting.doctor import health
from kejiting.indexing.sync import sync_pending
from kejiting.runtime.version import program_version
from proposals.models import ReplyLetter

READY = {"ready": True, "database": True, "migrations": True, "whole": True, "search": "index"}


def test_alive_without_a_base(settings: Settings) -> None:
    """No fixture lets this test ask the base."""
    settings.KEJITING_PUBLIC = False
    answer = Client().get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"alive": True})
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.django_db
def test_ready(
    seeds: dict[str, ReplyLetter], settings: Settings, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    settings.KEJITING_PUBLIC = False
    assert Client().get("/readyz").json() == {**READY, "search": "base"}
    sync_pending()
    with django_assert_max_num_queries(1):
        answer = Client().get("/readyz")

    assert (answer.status_code, answer.json()) == (200, READY)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_not_ready_before_the_base_is_of_this_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "due_migrations", lambda: ["proposals.0099_later"])
    answer = Client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {**READY, "ready": False, "migrations": False, "search": "base"}


@pytest.mark.django_db
def test_not_ready_while_a_restore_is_half_done(
    tmp_path: Path, settings: Settings, administrator_client: Client
) -> None:
    settings.SHARED_DIR = tmp_path
    (tmp_path / ".restoring").touch()
    answer = Client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {**READY, "ready": False, "whole": False, "search": "base"}
    assert HALF in administrator_client.get("/doctor/").content.decode()


def test_not_ready_without_a_base(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DatabaseError("password of user kejiting at 10.0.0.7")

    monkeypatch.setattr(health, "due_migrations", fail)
    answer = Client().get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"ready": False, "database": False})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_nothing_is_sent_to_them(path: str) -> None:
    assert Client().post(path).status_code == 405
    assert Client().get(path, headers={"host": "elsewhere.example"}).status_code == 400


@pytest.mark.django_db
def test_the_page_of_examinations(seeds: dict[str, ReplyLetter], administrator_client: Client) -> None:
    sync_pending()
    page = administrator_client.get("/doctor/")
    words = page.content.decode()

    assert [result.failure for result in page.context["results"]] == [""] * 9
    assert "检索目录的 4 份文件" in words
    assert "no-store" in page["Cache-Control"]
    assert f"程序版本 {program_version()}" in page.content.decode()
    assert reverse("doctor") in administrator_client.get("/admin/").content.decode()


@pytest.mark.django_db
def test_the_page_says_what_is_amiss(seeds: dict[str, ReplyLetter], administrator_client: Client) -> None:
    words = administrator_client.get("/doctor/").content.decode()

    assert "检索目录没有、坏了或不是这个数据库的" in words


@pytest.mark.django_db
def test_editors_get_no_link(editor_client: Client) -> None:
    assert reverse("doctor") not in editor_client.get("/admin/").content.decode()
