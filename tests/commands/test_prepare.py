"""The first start, and the second."""

from __future__ import annotations

import os
import time
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import transaction
from django.db.models import Model
from django.test import Client
from pytest_django import Settings

from kejiting.management.commands import prepare as preparing
from measures.models import Figure, Indicator, Mention, Plan, Topic
from measures.records import TopicWords, refresh_stale_mentions, save_topic
from proposals.models import IndexOutbox, ReplyLetter

pytestmark = pytest.mark.django_db


def prepare() -> str:
    out = StringIO()
    call_command("prepare", stdout=out)
    return out.getvalue()


def test_the_first_start_loads_the_seeds_and_makes_an_administrator(request: pytest.FixtureRequest) -> None:
    with transaction.atomic():
        said = prepare()
        password = said.split("密码 ")[1].split("（")[0]

        assert ReplyLetter.objects.published().count() == 4
        assert Plan.objects.count() == 1
        assert User.objects.get(username="admin").check_password(password)
        assert set(Group.objects.values_list("name", flat=True)) == {"读者", "编辑", "管理员", "人员管理", "审计员"}
        assert Client().get("/", {"q": "技术经纪人"}).context["found"].count == 4
        # it read the letters by the topics of the seeds
        assert Mention.objects.filter(topic__name="科创专员", letter__isnull=False).exists()
        assert Mention.objects.filter(topic__name="行业中试中心", plan__isnull=False).exists()
        left = counts()
        transaction.set_rollback(True)

    # what the tests of later starts begin with is what it leaves
    request.getfixturevalue("started")
    assert counts() == left


def counts() -> dict[type[Model], int]:
    """How many rows each table of letters and ledgers has, save that of what the index is still to be told."""
    models = (*apps.get_app_config("proposals").get_models(), *apps.get_app_config("measures").get_models())
    return {model: model._base_manager.count() for model in models if model is not IndexOutbox}


def test_the_second_start_changes_nothing(started: None) -> None:
    ReplyLetter.objects.first().delete()

    assert prepare() == ""
    assert ReplyLetter.objects.count() == 3
    assert User.objects.count() == 1


def test_a_first_start_cut_off_is_taken_up_again(started: None) -> None:
    User.objects.all().delete()  # as if it had been killed before its last step

    assert "密码" in prepare()
    assert ReplyLetter.objects.count() == 4


def test_an_installation_older_than_indicators_gets_those_of_the_seeds(started: None) -> None:
    settled = Figure.objects.filter(indicator__isnull=False).count()
    assert settled > 80
    Figure.objects.all().delete()
    Indicator.objects.all().delete()
    Indicator.history.all().delete()

    prepare()
    assert Figure.objects.filter(indicator__isnull=False).count() == settled


def test_topics_that_editors_deleted_do_not_come_back(started: None) -> None:
    Topic.objects.all().delete()
    refresh_stale_mentions()

    prepare()
    assert not Topic.objects.exists()


def test_a_start_goes_on_reading_by_new_names(started: None, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    monkeypatch.setattr(preparing, "run_in_background", started.append)
    prepare()
    assert started == []

    save_topic(TopicWords("吉林省"))
    prepare()
    assert started == ["refresh_ledgers"]


def test_a_start_takes_away_what_a_killed_run_left_behind(settings: Settings, started: None, tmp_path: Path) -> None:
    settings.SHARED_DIR = tmp_path
    draft = tmp_path / "originals" / "cd" / f".{'cd' * 32}.pdf.0a1b2c"
    draft.parent.mkdir(parents=True)
    draft.touch()
    prepare()
    assert draft.exists()  # somebody may be writing it
    yesterday = time.time() - 25 * 3600
    os.utime(draft, (yesterday, yesterday))
    prepare()

    assert not draft.exists()
    assert (tmp_path / "lost+found" / draft.name.lstrip(".")).exists()
