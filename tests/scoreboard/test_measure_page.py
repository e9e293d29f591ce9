"""The page of a measure: what letters later said of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from kejiting.indexing import sync
from kejiting.indexing.sync import sync_pending
from measures.models import Plan
from proposals.models import ReplyLetter

pytestmark = pytest.mark.django_db

Seeds = dict[str, ReplyLetter]


@pytest.fixture(autouse=True)
def indexed(seeds: Seeds, plan: Plan) -> None:
    sync_pending()


def test_it_works(client: Client, plan: Plan) -> None:
    """Measure 20: the rights of universities to use, sell and profit from results."""
    response = client.get(f"/plans/{plan.pk}/measures/20/")
    page = response.content.decode()
    said = response.context["later"].said

    assert response.context["item"].path == "三20"
    assert 0 < len(said) <= 8
    assert any("科研院所" in one.hit.text for one in said)
    for one in said:
        assert one.letter.written_on > plan.issued_on
        assert one.hit.citation.startswith(one.letter.doc_number)
        assert one.reasons
        assert f'href="{one.hit.url}"' in page
    assert {one.hit.part for one in said} <= {"measures", "outcomes", "next_steps", "prose"}


def test_a_measure_with_targets_shows_them(client: Client, plan: Plan) -> None:
    lines = client.get(f"/plans/{plan.pk}/measures/5/").context["lines"]

    assert [line.target.indicator for line in lines][:2] == ["院士工作站", "省级协同创新中心"]


def test_a_passage_on_the_same_topic_comes_first(client: Client, plan: Plan) -> None:
    """Measure 4 is about 产业技术创新联盟, of which a letter of 2024 speaks by another name."""
    first = client.get(f"/plans/{plan.pk}/measures/4/").context["later"].said[0]

    assert (first.reasons[0].says, first.reasons[0].words) == ("说到同一主题", "产业技术创新联盟")
    assert "省重点产业科技创新联盟" in first.hit.text


def test_without_an_index_it_says_so(client: Client, plan: Plan, tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "file").touch()
    settings.SEARCH_INDEX_DIR = tmp_path / "file" / "index"
    sync.search_index.cache_clear()

    assert "检索目录正在重建" in client.get(f"/plans/{plan.pk}/measures/4/").content.decode()


def test_letters_that_are_older_than_the_plan_say_nothing_of_it(client: Client, plan: Plan) -> None:
    ReplyLetter.objects.exclude(doc_number="吉科发成〔2025〕84号").update(written_on=date(2015, 1, 1))
    said = client.get(f"/plans/{plan.pk}/measures/20/").context["later"].said

    assert {one.letter.doc_number for one in said} == {"吉科发成〔2025〕84号"}


def test_drafts_say_nothing(client: Client, plan: Plan) -> None:
    ReplyLetter.objects.update(status="draft")

    assert "没有用词相近的段落" in client.get(f"/plans/{plan.pk}/measures/20/").content.decode()


def test_neighbours_are_linked(client: Client, plan: Plan) -> None:
    contexts = [client.get(f"/plans/{plan.pk}/measures/{number}/").context for number in (1, 2, 20)]

    assert [context["before"] for context in contexts] == [
        None, f"/plans/{plan.pk}/measures/1/", f"/plans/{plan.pk}/measures/19/"
    ]  # fmt: skip
    assert [context["after"] for context in contexts] == [
        f"/plans/{plan.pk}/measures/2/", f"/plans/{plan.pk}/measures/3/", None
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["0", "21", "22", "9" * 25])
def test_unknown_measures_are_not_there(client: Client, plan: Plan, number: str) -> None:
    assert client.get(f"/plans/{plan.pk}/measures/{number}/").status_code == 404


def test_queries_are_bounded(client: Client, plan: Plan) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/plans/{plan.pk}/measures/20/")

    assert len(queries) <= 30
