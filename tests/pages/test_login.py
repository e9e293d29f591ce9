"""Logging in, and what slows guessing."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db

RIGHT = "中国-Jilin-2016"


def log_in(client: Client, password: str, name: str = "编辑", **extra: str) -> int:
    sent = {"username": name, "password": password, "next": reverse("entry")}
    return client.post(reverse("login"), sent, **extra).status_code


def test_it_works(client: Client, editor: User) -> None:
    page = client.get(reverse("login"), {"next": reverse("entry")})
    assert page.status_code == 200
    for words in ("登录", "用户名", "密码", 'autocomplete="current-password"', f'value="{reverse("entry")}"'):
        assert words in page.content.decode()

    answer = client.post(reverse("login"), {"username": "编辑", "password": RIGHT, "next": reverse("entry")})

    assert (answer.status_code, answer["Location"]) == (302, reverse("entry"))
    assert client.get(reverse("entry")).status_code == 200


def test_wrong_password(client: Client, editor: User) -> None:
    page = client.post(reverse("login"), {"username": "编辑", "password": "wrong"})

    assert page.status_code == 200
    assert "请输入一个正确的" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_next_never_leads_away(client: Client, editor: User) -> None:
    sent = {"username": "编辑", "password": RIGHT, "next": "https://elsewhere.example/"}

    assert client.post(reverse("login"), sent)["Location"] == reverse("work")


def test_guessing_is_slowed(client: Client, editor: User) -> None:
    answers = [log_in(client, f"guess {place}") for place in range(settings.AXES_FAILURE_LIMIT)]
    assert answers == [200] * (settings.AXES_FAILURE_LIMIT - 1) + [429]

    answer = client.post(reverse("login"), {"username": "编辑", "password": RIGHT})

    assert answer.status_code == 429
    assert "请过一刻钟再试" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_others_still_come_in(client: Client, editor: User, administrator: User) -> None:
    for place in range(settings.AXES_FAILURE_LIMIT):
        log_in(client, f"guess {place}")

    assert log_in(client, RIGHT) == 429
    assert log_in(client, RIGHT, name="管理员") == 302
    client.logout()
    assert log_in(client, RIGHT, REMOTE_ADDR="10.0.0.7") == 302


def test_a_name_with_a_nul_byte(client: Client, editor: User) -> None:
    assert log_in(client, RIGHT, name="编辑\0") == 200


def test_logged_in_already(editor_client: Client) -> None:
    assert editor_client.get(reverse("login"))["Location"] == reverse("work")


def test_log_out(editor_client: Client) -> None:
    assert editor_client.post(reverse("logout"))["Location"] == reverse("search")
    assert editor_client.get(reverse("entry")).status_code == 302


def test_the_administration_has_the_same_page(client: Client, editor: User) -> None:
    letters = reverse("admin:proposals_replyletter_changelist")
    page = client.get(letters, follow=True)
    assert page.redirect_chain[-1] == (f"{reverse('login')}?next={letters}", 302)

    assert client.post(page.redirect_chain[-1][0], {"username": "编辑", "password": RIGHT})["Location"] == letters


@pytest.mark.parametrize("page", ["admin:login", "admin:index"])
def test_who_may_not_enter_the_administration_is_not_asked_to_log_in_again(reader_client: Client, page: str) -> None:
    refused = reader_client.get(reverse(page), follow=True)

    assert refused.status_code == 403
    assert "这一页需要进入管理的权限，有这项权限的是：编辑、管理员。" in refused.content.decode()


def test_the_administration_logs_out_as_the_site_does(editor_client: Client) -> None:
    assert editor_client.post(reverse("admin:logout"))["Location"] == reverse("search")
    assert editor_client.get(reverse("entry")).status_code == 302
