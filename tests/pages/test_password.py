"""Everybody changes their own password, and one that an administrator gave before anything else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from kejiting.models import InitialPassword

pytestmark = pytest.mark.django_db

RIGHT = "中国-Jilin-2016"
GIVEN = "长春-2016-技术"
OWN = "松花江-2026-答复"


def set_password(client: Client, old: str, new: str, again: str | None = None, address: str = "") -> str:
    """Return where it led, or the page that says what is wrong."""
    sent = {"old_password": old, "new_password1": new, "new_password2": again or new}
    answer = client.post(address or reverse("password_change"), sent)
    return answer.get("Location") or answer.content.decode()


def logged_in(name: str, password: str) -> Client:
    client = Client()
    assert client.post(reverse("login"), {"username": name, "password": password}).status_code == 302
    return client


@pytest.fixture
def given(administrator_client: Client) -> User:
    """Someone whom an administrator has just made."""
    sent = {"username": "someone", "password1": GIVEN, "password2": GIVEN}
    assert administrator_client.post(reverse("admin:auth_user_add"), sent).status_code == 302
    return User.objects.get(username="someone")


def test_it_works(reader_client: Client, reader: User) -> None:
    assert reverse("password_change") in reader_client.get(reverse("search")).content.decode()
    assert "管理员给的初始密码" not in reader_client.get(reverse("password_change")).content.decode()

    assert set_password(reader_client, RIGHT, OWN) == reverse("search")

    assert "密码已改" in reader_client.get(reverse("search")).content.decode()
    reader.refresh_from_db()
    assert reader.check_password(OWN)


@pytest.mark.parametrize(
    ("old", "new", "again", "why"),
    [
        ("wrong", OWN, OWN, "您的旧密码不正确"),
        (RIGHT, OWN, "another", "输入的两个密码"),
        (RIGHT, "12345678", "12345678", "密码"),
        (RIGHT, RIGHT, RIGHT, "新密码和现在的密码一样"),
    ],
)
def test_refusals(reader_client: Client, reader: User, old: str, new: str, again: str, why: str) -> None:
    page = set_password(reader_client, old, new, again)

    assert 'class="errorlist"' in page
    assert why in page
    reader.refresh_from_db()
    assert reader.check_password(RIGHT)


def test_nobody_without_a_login(client: Client, db: None) -> None:
    assert client.get(reverse("password_change"))["Location"] == f"{reverse('login')}?next=/password/"


def test_the_administration_leads_there(editor_client: Client) -> None:
    assert editor_client.get(reverse("admin:password_change"))["Location"] == reverse("password_change")


def test_a_given_password_is_changed_first(given: User) -> None:
    client = logged_in("someone", GIVEN)
    letters = reverse("letters")

    asked = client.get(letters, {"year": "2025"})
    assert asked["Location"] == "/password/?next=%2Fletters%2F%3Fyear%3D2025"
    assert "管理员给的初始密码" in client.get(asked["Location"]).content.decode()
    assert "新密码和现在的密码一样" in set_password(client, GIVEN, GIVEN)
    assert client.get(letters).status_code == 302

    assert set_password(client, GIVEN, OWN, address=asked["Location"]) == f"{letters}?year=2025"
    assert client.get(letters).status_code == 200
    assert logged_in("someone", OWN).get(letters).status_code == 200


def test_it_is_asked_again_until_it_is_done(given: User) -> None:
    client = logged_in("someone", GIVEN)
    client.post(reverse("logout"))

    assert client.get(reverse("letters")).status_code == 200
    assert logged_in("someone", GIVEN).get(reverse("letters")).status_code == 302


def test_the_api_answers(given: User) -> None:
    assert logged_in("someone", GIVEN).get("/api/letters").status_code == 200


def test_it_leads_nowhere_else(given: User) -> None:
    client = logged_in("someone", GIVEN)

    assert set_password(client, GIVEN, OWN, address="/password/?next=https://elsewhere.example/") == reverse("search")


def test_a_new_password_by_an_administrator_is_a_first_one_too(
    reader: User, reader_client: Client, editor_client: Client, administrator_client: Client
) -> None:
    """Who had been logged in with the former one is logged out; nobody else notices anything."""
    address = reverse("admin:auth_user_password_change", args=[reader.pk])
    assert administrator_client.post(address, {"password1": GIVEN, "password2": GIVEN}).status_code == 302

    assert reader_client.get(reverse("password_change")).status_code == 302
    assert logged_in(reader.username, GIVEN).get(reverse("letters")).status_code == 302
    for other in (editor_client, administrator_client):
        assert other.get(reverse("letters")).status_code == 200


def test_an_administrator_s_own_is_none(administrator: User, administrator_client: Client) -> None:
    address = reverse("admin:auth_user_password_change", args=[administrator.pk])
    assert administrator_client.post(address, {"password1": OWN, "password2": OWN}).status_code == 302

    assert not InitialPassword.objects.exists()
    assert logged_in(administrator.username, OWN).get(reverse("letters")).status_code == 200


def test_a_refused_password_gives_none(reader: User, administrator_client: Client) -> None:
    address = reverse("admin:auth_user_password_change", args=[reader.pk])
    assert administrator_client.post(address, {"password1": GIVEN, "password2": OWN}).status_code == 200

    assert not InitialPassword.objects.exists()
