"""Where the setting wants two persons, who entered a letter or a plan does not publish it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kejiting.ingest.plan_saving import confirm_plan, stage_plan
from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import confirm_letter, ingest_letter, stage_letter
from proposals.models import ReplyLetter, Status
from proposals.records import OwnLetterError
from tests.admin.admin_pages import words_of
from tests.conftest import seed_plan
from tests.entry.desk_tools import seed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture
def arrived(settings: Settings, editor: User) -> ReplyLetter:
    settings.TWO_PERSONS = True
    return stage_letter(read_letter("信.txt", seed("000")), by=editor)


def test_another_person_publishes(arrived: ReplyLetter, editor: User, administrator: User) -> None:
    with pytest.raises(OwnLetterError, match="要由另一个人发布"):
        confirm_letter(arrived, Status.PUBLISHED, by=editor, allow_duplicate=False)
    confirm_letter(arrived, Status.DRAFT, by=editor, allow_duplicate=False)
    confirm_letter(arrived, Status.PUBLISHED, by=administrator, allow_duplicate=False)
    assert ReplyLetter.objects.get().is_published


def test_the_desk_says_so(arrived: ReplyLetter, editor: User, editor_client: Client) -> None:
    confirm_letter(arrived, Status.DRAFT, by=editor, allow_duplicate=False)
    sent = {"version": str(arrived.version)}
    page = editor_client.post(reverse("entry_publish", args=[arrived.pk]), sent, follow=True)
    assert "要由另一个人发布" in words_of(page)
    several = {"action": "publish", "letters": f"{arrived.pk}:{arrived.version}"}
    assert "要由另一个人发布" in words_of(editor_client.post(reverse("entry_several"), several, follow=True))
    assert not ReplyLetter.objects.get().is_published


def test_plans_too(arrived: ReplyLetter, editor: User, administrator: User) -> None:
    plan = stage_plan(seed_plan(), by=editor)
    with pytest.raises(OwnLetterError):
        confirm_plan(plan, Status.PUBLISHED, by=editor, allow_duplicate=True)
    confirm_plan(plan, Status.PUBLISHED, by=administrator, allow_duplicate=True)
    assert plan.is_published


def test_what_is_published_as_it_is_entered_waits_checked(arrived: ReplyLetter, editor: User) -> None:
    letter = ingest_letter(read_letter("另.txt", seed("001")), by=editor, publish=True)
    assert letter.status == Status.CHECKED


def test_one_is_enough_without_the_setting(settings: Settings, arrived: ReplyLetter, editor: User) -> None:
    settings.TWO_PERSONS = False
    confirm_letter(arrived, Status.PUBLISHED, by=editor, allow_duplicate=False)
    assert ReplyLetter.objects.get().is_published


def test_no_person_is_asked_of_the_command_line(arrived: ReplyLetter) -> None:
    assert ingest_letter(read_letter("另.txt", seed("001")), by=None, publish=True).is_published
