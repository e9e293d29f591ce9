"""What the audit hears of people: logging in, passwords, accounts, roles; never what they typed as a password."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from kejiting.audit.models import AuditRecord
from kejiting.following.records import renew_feed
from kejiting.web.roles import AUDITOR, EDITOR, PEOPLE_MANAGER, ensure_roles

pytestmark = pytest.mark.django_db
PASSWORD = "中国-Jilin-2016"
JOINED = {"date_joined_0": "2026-01-01", "date_joined_1": "00:00"}


def acts(since: int = 0) -> list[tuple[str, str, str]]:
    """Kind of act, object and what is said of it, of the rows behind that number."""
    rows = AuditRecord.objects.filter(number__gt=since).order_by("number")
    return list(rows.values_list("act", "name", "detail"))


def last() -> int:
    return AuditRecord.objects.values_list("number", flat=True).first() or 0


def log_in(client: Client, name: str, password: str) -> None:
    client.post(reverse("login"), {"username": name, "password": password})


@pytest.fixture
def superuser_client(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("admin", password=PASSWORD))
    return client


def test_it_works(client: Client, reader: User) -> None:
    begun = last()
    log_in(client, "读者", "不对")
    log_in(client, "读者", PASSWORD)
    client.post(reverse("logout"))

    assert acts(begun) == [("login_failed", "读者", ""), ("logged_in", "读者", ""), ("logged_out", "读者", "")]
    row = AuditRecord.objects.get(act="logged_in")
    assert (row.by_name, row.person, row.address, row.command) == ("读者", reader.pk, "127.0.0.1", "")
    assert AuditRecord.objects.get(act="login_failed").by_name == "未登录"


def test_a_password_in_the_field_for_names_is_not_told(client: Client, reader: User) -> None:
    log_in(client, PASSWORD, "读者")

    assert acts()[-1] == ("login_failed", "", "没有这个用户名")
    assert not any(PASSWORD in str(row) for row in AuditRecord.objects.values_list())


def test_a_locked_name_is_told(client: Client, reader: User) -> None:
    for _ in range(12):
        log_in(client, "读者", "不对")

    told = [act for act, _, _ in acts()]
    assert told.count("login_failed") == 9
    assert told.count("locked") == 3


def test_an_account_is_made_changed_and_deleted(superuser_client: Client) -> None:
    ensure_roles()
    begun = last()
    superuser_client.post(
        reverse("admin:auth_user_add"), {"username": "wang", "password1": PASSWORD, "password2": PASSWORD}
    )
    person = User.objects.get(username="wang")
    page = reverse("admin:auth_user_change", args=[person.pk])
    role = Group.objects.get(name=EDITOR)
    superuser_client.post(page, {"username": "wang", "last_name": "王", "groups": [role.pk], **JOINED})
    superuser_client.post(reverse("admin:auth_user_delete", args=[person.pk]), {"post": "yes"})

    assert acts(begun) == [
        ("added", "wang", ""),
        ("deactivated", "wang", ""),
        ("changed", "王（wang）", "姓氏"),
        ("rights", "wang", "加上：编辑"),
        ("removed", "wang", ""),
    ]
    assert {row.by_name for row in AuditRecord.objects.filter(number__gt=begun)} == {"admin"}


def test_a_new_password_is_told_without_it(superuser_client: Client, reader: User) -> None:
    begun = last()
    new = {"password1": "别的-Password-77", "password2": "别的-Password-77"}
    superuser_client.post(reverse("admin:auth_user_password_change", args=[reader.pk]), new)

    assert acts(begun) == [("password", "读者", "")]


def test_rights_of_a_person_and_of_a_role(db: None, reader: User) -> None:
    begun = last()
    reader.groups.clear()
    group = Group.objects.get(name=EDITOR)
    reader.groups.add(group)
    group.permissions.remove(group.permissions.order_by("pk")[0])

    told = acts(begun)
    assert told[:2] == [("rights", "读者", "全部去掉"), ("rights", "读者", "加上：编辑")]
    assert told[2][:2] == ("rights", "编辑")
    assert told[2][2].startswith("去掉：")


def test_a_start_that_changes_no_role_says_nothing(db: None) -> None:
    ensure_roles()
    begun = last()
    ensure_roles()

    assert acts(begun) == []


def test_a_superuser_from_the_command_line(db: None) -> None:
    call_command("createsuperuser", interactive=False, username="root", email="")

    assert acts()[-1] == ("added", "root", "超级用户")


def test_a_new_address_of_a_feed_is_told_without_it(reader: User) -> None:
    key = renew_feed(reader)

    assert acts()[-1] == ("feed", "读者", "")
    assert not any(key in str(row) for row in AuditRecord.objects.values_list())


def test_who_manages_people_neither_makes_nor_changes_auditors(db: None) -> None:
    ensure_roles()
    manager, auditor, other = (User.objects.create_user(name, password=PASSWORD) for name in ("guan", "shen", "li"))
    manager.groups.add(Group.objects.get(name=PEOPLE_MANAGER))
    User.objects.filter(pk=manager.pk).update(is_staff=True)
    auditor.groups.add(Group.objects.get(name=AUDITOR))
    client = Client()
    client.force_login(User.objects.get(pk=manager.pk))

    assert client.get(reverse("audit")).status_code == 403
    page = reverse("admin:auth_user_change", args=[manager.pk])
    form = {"username": "guan", "is_active": "on", **JOINED}
    client.post(page, {**form, "groups": [Group.objects.get(name=AUDITOR).pk]})
    assert client.post(page, {**form, "groups": [Group.objects.get(name=PEOPLE_MANAGER).pk]}).status_code == 302
    assert client.get(reverse("audit")).status_code == 403
    assert AUDITOR not in client.get(page).content.decode()
    new = {"password1": "别的-Password-77", "password2": "别的-Password-77"}
    assert client.post(reverse("admin:auth_user_password_change", args=[auditor.pk]), new).status_code == 403
    assert client.post(reverse("admin:auth_user_delete", args=[auditor.pk]), {"post": "yes"}).status_code == 403
    assert client.post(reverse("admin:auth_user_password_change", args=[other.pk]), new).status_code == 302
