"""Who may open what: a table of roles and pages; and what a refusal says."""

from __future__ import annotations

import logging

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from kejiting.web.rights import right_name
from measures.models import Plan
from proposals.models import ReplyLetter
from tests.admin.admin_pages import change_address, words_of

pytestmark = pytest.mark.django_db

OPENS, LOGIN, REFUSED = 200, 302, 403
# Page, and what happens to nobody, a reader, an editor and an administrator
TABLE = {
    "search": (OPENS, OPENS, OPENS, OPENS),
    "letters": (OPENS, OPENS, OPENS, OPENS),
    "figures": (OPENS, OPENS, OPENS, OPENS),
    "commitments": (OPENS, OPENS, OPENS, OPENS),
    "overview": (OPENS, OPENS, OPENS, OPENS),
    "requests": (LOGIN, REFUSED, OPENS, OPENS),
    "request_new": (LOGIN, REFUSED, OPENS, OPENS),
    "request_sheets": (LOGIN, REFUSED, OPENS, OPENS),
    "requests_unentered": (LOGIN, REFUSED, OPENS, OPENS),
    "admin:proposals_deadlinerule_add": (LOGIN, REFUSED, OPENS, OPENS),
    "admin:proposals_holiday_changelist": (LOGIN, REFUSED, OPENS, OPENS),
    "admin:proposals_request_changelist": (LOGIN, REFUSED, OPENS, OPENS),
    "work": (LOGIN, REFUSED, OPENS, OPENS),
    "indicator_assign_all": (REFUSED, REFUSED, OPENS, OPENS),
    "healthz": (OPENS, OPENS, OPENS, OPENS),
    "readyz": (OPENS, OPENS, OPENS, OPENS),
    "doctor": (LOGIN, REFUSED, REFUSED, OPENS),
    "password_change": (LOGIN, OPENS, OPENS, OPENS),
    "following": (LOGIN, OPENS, OPENS, OPENS),
    "entry": (LOGIN, REFUSED, OPENS, OPENS),
    "entry_new": (LOGIN, REFUSED, OPENS, OPENS),
    "entry_plans": (LOGIN, REFUSED, OPENS, OPENS),
    "admin:index": (LOGIN, REFUSED, OPENS, OPENS),
    "admin:proposals_replyletter_changelist": (LOGIN, REFUSED, OPENS, OPENS),
    "admin:proposals_delegate_add": (LOGIN, REFUSED, OPENS, OPENS),
    "admin:proposals_synonym_add": (LOGIN, REFUSED, OPENS, OPENS),
    "admin:proposals_zeroresultquery_changelist": (LOGIN, REFUSED, REFUSED, OPENS),
    "admin:measures_plan_changelist": (LOGIN, REFUSED, OPENS, OPENS),
    "admin:measures_commitment_changelist": (LOGIN, REFUSED, OPENS, OPENS),
    "admin:auth_user_changelist": (LOGIN, REFUSED, REFUSED, OPENS),
    "admin:auth_user_add": (LOGIN, REFUSED, REFUSED, OPENS),
    "admin:auth_group_changelist": (LOGIN, REFUSED, REFUSED, OPENS),
    "admin:auth_group_add": (LOGIN, REFUSED, REFUSED, REFUSED),
}


@pytest.fixture
def people(client: Client, reader_client: Client, editor_client: Client, administrator_client: Client) -> list[Client]:
    return [client, reader_client, editor_client, administrator_client]


def opened(client: Client, name: str) -> int:
    """A page of the administration leads a reader on to the login, which refuses them; nobody ends up there."""
    page = client.get(reverse(name), follow=True)
    return LOGIN if page.redirect_chain and page.status_code == OPENS else page.status_code


@pytest.mark.parametrize("name", TABLE)
def test_it_works(people: list[Client], name: str) -> None:
    assert tuple(opened(client, name) for client in people) == TABLE[name]


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("entry", "这一步需要“增加答复函”的权限，有这项权限的是：编辑、管理员。如果工作需要，请找管理员给您开通。"),
        ("entry_plans", "“增加方案”"),
        ("admin:auth_user_add", "这一页需要进入管理的权限"),
    ],
)
def test_a_refusal_says_what_is_missing_and_who_gives_it(
    reader_client: Client, caplog: pytest.LogCaptureFixture, page: str, sentence: str
) -> None:
    with caplog.at_level(logging.INFO):
        refused = reader_client.get(reverse(page), follow=True)

    assert refused.status_code == REFUSED
    assert sentence in words_of(refused)
    assert [record for record in caplog.records if record.exc_info] == []


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("auth_user_changelist", "“查看用户”的权限，有这项权限的是：管理员、人员管理。"),
        ("auth_user_add", "“增加用户”"),
        ("proposals_zeroresultquery_changelist", "“查看没有找到的检索词”"),
    ],
)
def test_a_refusal_of_the_administration(editor_client: Client, page: str, sentence: str) -> None:
    assert sentence in words_of(editor_client.get(reverse(f"admin:{page}")))


def test_what_nobody_changes_there(administrator_client: Client) -> None:
    superuser = User.objects.create_superuser("root", password="长春-2016-技术")

    for address in (
        reverse("admin:auth_user_password_change", args=[superuser.pk]),
        reverse("admin:auth_group_add"),
    ):
        assert "这一条在这里不能改动或删除" in words_of(administrator_client.get(address))


def test_a_row(people: list[Client], seeds: dict[str, ReplyLetter], plan: Plan, editor: User) -> None:
    """Pages of one letter, plan and person."""
    table = {
        reverse("entry_review", args=[seeds["000"].pk]): (LOGIN, REFUSED, OPENS, OPENS),
        change_address(seeds["000"]): (LOGIN, REFUSED, OPENS, OPENS),
        change_address(seeds["000"]).replace("change", "history"): (LOGIN, REFUSED, OPENS, OPENS),
        change_address(seeds["000"]).replace("change", "delete"): (LOGIN, REFUSED, REFUSED, OPENS),
        change_address(plan): (LOGIN, REFUSED, OPENS, OPENS),
        change_address(plan).replace("change", "delete"): (LOGIN, REFUSED, REFUSED, OPENS),
        change_address(editor): (LOGIN, REFUSED, REFUSED, OPENS),
    }
    for address, expected in table.items():
        pages = [client.get(address, follow=True) for client in people]
        assert (
            tuple(LOGIN if page.redirect_chain and page.status_code == OPENS else page.status_code for page in pages)
            == expected
        ), address


def test_a_right_of_a_model_that_is_no_more() -> None:
    assert right_name("proposals.add_replyletter") == "增加答复函"
    assert right_name("proposals.view_former") == "proposals.view_former"
