"""People and their roles in the administration."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def someone(administrator: User) -> User:
    return User.objects.create_user("someone", password="长春-2016-技术")


def change(client: Client, person: User, **fields: object) -> int:
    form = {
        "username": person.username,
        "is_active": "on",
        "date_joined_0": "2026-01-01",
        "date_joined_1": "00:00",
        **fields,
    }
    return client.post(reverse("admin:auth_user_change", args=[person.pk]), form).status_code


@pytest.mark.parametrize(("role", "enters"), [("读者", False), ("编辑", True), ("管理员", True)])
def test_a_role_opens_the_administration(administrator_client: Client, someone: User, role: str, enters: bool) -> None:
    assert change(administrator_client, someone, groups=[Group.objects.get(name=role).pk]) == 302
    someone.refresh_from_db()

    assert someone.is_staff is enters


def test_leaving_a_role_closes_it(administrator_client: Client, someone: User) -> None:
    change(administrator_client, someone, groups=[Group.objects.get(name="编辑").pk])
    change(administrator_client, someone)
    someone.refresh_from_db()

    assert not someone.is_staff


def test_nobody_makes_themselves_a_superuser(administrator_client: Client, administrator: User) -> None:
    groups = [group.pk for group in administrator.groups.all()]
    change(administrator_client, administrator, groups=groups, is_superuser="on")
    administrator.refresh_from_db()

    assert not administrator.is_superuser
    assert administrator.is_staff


def test_an_administrator_does_not_change_a_superuser(administrator_client: Client) -> None:
    superuser = User.objects.create_superuser("root", password="长春-2016-技术")

    assert change(administrator_client, superuser, is_active="") == 403
    address = reverse("admin:auth_user_password_change", args=[superuser.pk])
    assert administrator_client.post(address, {"password1": "x", "password2": "x"}).status_code == 403
