"""Whatever is refused, people read one Chinese sentence, under the same policy as every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from kejiting.web.actions import ActionError
from kejiting.web.error_pages import (
    FAILED,
    NO_SUCH_PAGE,
    STALE_FORM,
    TOO_LARGE,
    TOO_MANY_FILES,
    WRONG_HOST,
    WRONG_METHOD,
    ErrorPageMiddleware,
)
from proposals.models import ReplyLetter
from proposals.records import queue_for_indexing

pytestmark = pytest.mark.django_db

POLICY = "Content-Security-Policy"


def test_a_form_without_its_token(editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    page = client.post(reverse("entry_read"), {"text": "王五委员："})

    assert page.status_code == 403
    assert STALE_FORM.title in page.content.decode()
    assert POLICY in page


@pytest.mark.parametrize("host", ["evil.example", "a b", "[::1", "testserver.evil"])
def test_a_wrong_host(client: Client, host: str) -> None:
    page = client.get("/letters/", headers={"host": host})

    assert page.status_code == 400
    assert WRONG_HOST.title in page.content.decode()
    assert POLICY in page


@pytest.mark.parametrize("method", ["get", "put", "delete", "options", "trace"])
def test_a_wrong_method(editor_client: Client, method: str) -> None:
    page = getattr(editor_client, method)(reverse("entry_read"))

    assert (page.status_code, page["Allow"]) == (405, "POST")
    assert WRONG_METHOD.title in page.content.decode()


def test_a_wrong_method_of_the_api(client: Client) -> None:
    answer = client.post("/api/letters")

    assert answer.status_code == 405
    assert WRONG_METHOD.title in answer.json()["detail"]


@pytest.mark.parametrize("sent", ["a=" + "x" * 6_000_000, "&".join(f"a{place}=1" for place in range(3000))])
def test_too_much(editor_client: Client, sent: str) -> None:
    page = editor_client.post(reverse("entry_new"), sent, content_type="application/x-www-form-urlencoded")

    assert page.status_code == 413
    assert TOO_LARGE.title in page.content.decode()


def test_a_thousand_files_at_once(editor_client: Client) -> None:
    files = [SimpleUploadedFile(f"{place}.txt", b"words") for place in range(1000)]

    page = editor_client.post(reverse("entry_read"), {"file": files})

    assert page.status_code == 413
    assert TOO_MANY_FILES.title in page.content.decode()
    assert not ReplyLetter.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "/admin/proposals/replyletter/x/history/",
        "/admin/proposals/replyletter/99999999999999999999/history/",
        "/admin/proposals/replyletter/1/history/x/",
        "/admin/proposals/proposal/%00/history/1/",
        "/letters/99999999999999999999/",
        "/letters/" + "9" * 5000 + "/",
        "/nothing",
    ],
)
def test_what_names_nothing(administrator_client: Client, address: str) -> None:
    page = administrator_client.get(address)

    assert page.status_code == 404
    assert NO_SUCH_PAGE.title in page.content.decode()


@pytest.mark.parametrize("model", ["replyletter", "delegate"])
def test_a_filter_by_a_number_that_no_base_can_hold(administrator_client: Client, model: str) -> None:
    """PostgreSQL finds none; SQLite cannot be asked for it."""
    page = administrator_client.get(f"/admin/proposals/{model}/?id__in=99999999999999999999")

    assert page.status_code in (200, 404)


def nothing_works(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    raise OperationalError("database disk image is malformed")


def test_a_base_that_does_not_answer(reader_client: Client) -> None:
    """The page cannot even ask who is logged in."""
    reader_client.raise_request_exception = False
    with connection.execute_wrapper(nothing_works):
        page = reader_client.get("/letters/")

    assert page.status_code == 500
    assert FAILED.title in page.content.decode()
    assert "malformed" not in page.content.decode()


def disk_is_full(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    if sql.startswith(("INSERT", "UPDATE", "DELETE")):
        raise OperationalError("database or disk is full")
    return execute(sql, *rest)


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_still_searched(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    queue_for_indexing(seeds["000"].key)
    with connection.execute_wrapper(disk_is_full):
        page = client.get("/", {"q": "技术经纪人"})

    assert page.status_code == 200
    assert page.context["found"].count > 0


def test_what_is_refused_where_no_page_says_why(rf: RequestFactory) -> None:
    """In the administration: the sentence, and not that the system failed."""
    answer = ErrorPageMiddleware(lambda _: HttpResponse()).process_exception(
        rf.post("/admin/"), ActionError("《甲》已经发布，要退回请先撤回。")
    )
    assert answer is not None
    assert answer.status_code == 422
    assert "没有改动。《甲》已经发布，要退回请先撤回。" in answer.content.decode()
