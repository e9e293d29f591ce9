"""The board: what narrows it, what was known on a day, and what it counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from measures.models import Commitment, CommitmentState, CommitmentStep, Mention, Topic
from measures.records import take_step
from proposals.models import Delegate, Part, Passage, ReplyLetter
from tests.commitments.following import Seeds, promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def followed(seeds: Seeds, editor: User) -> Commitment:
    """Under way since 2025-03-01, done since 2025-09-01; due by the end of 2024."""
    commitment = promise(seeds["003"], "人才政策升级版")
    Commitment.objects.filter(pk=commitment.pk).update(due="年底前", due_on=date(2024, 12, 31))
    for seen, (state, day) in enumerate(
        ((CommitmentState.UNDER_WAY, (2025, 3, 1)), (CommitmentState.DONE, (2025, 9, 1)))
    ):
        step = take_step(commitment, state, expected_version=seen, by=editor, reason="开会研究")
        at = datetime(*day, 23, 30, tzinfo=timezone.get_default_timezone())
        CommitmentStep.objects.filter(pk=step.pk).update(at=at)
    return Commitment.objects.get(pk=commitment.pk)


def listed(client: Client, **parameters: object) -> list[Any]:
    response = client.get("/commitments/", parameters)
    assert response.status_code == 200, response.content.decode()
    return list(response.context["rows"])


def test_it_works(client: Client, followed: Commitment) -> None:
    page = client.get("/commitments/", {"state": "done"})
    (row,) = page.context["rows"]

    assert row.commitment == followed
    assert row.commitment.citation == "吉科发规划〔2024〕56号，2024年5月14日"
    for words in (followed.wording, "已落实", "开会研究", followed.get_absolute_url(), "年底前"):
        assert words in page.content.decode()
    assert [(one["state"].label, one["count"]) for one in page.context["states"]][2] == ("已落实", 1)


FITTING: list[tuple[dict[str, str], Callable[[Commitment], bool]]] = [
    ({"year": "2020"}, lambda one: one.letter.written_on.year == 2020),
    ({"office": "吉科发区"}, lambda one: one.letter.doc_code == "吉科发区"),
    ({"state": "done"}, lambda one: one.state == "done"),
    ({"state": "open"}, lambda one: one.state == "open"),
    ({"who": "ours"}, lambda one: one.actor is None),
    ({"who": "others"}, lambda one: one.actor is not None),
    ({"body": "财政"}, lambda one: "财政" in (one.actor or "")),
    ({"checkable": "number_or_date"}, lambda one: one.verifiability == "number_or_date"),
    (
        {"checkable": "vague", "year": "2025"},
        lambda one: one.verifiability == "vague" and one.letter.written_on.year == 2025,
    ),
    ({"as_of": "2024-12-31"}, lambda one: one.letter.written_on.year <= 2024),
]


@pytest.mark.parametrize(("parameters", "fits"), FITTING)
def test_filters(
    client: Client, followed: Commitment, parameters: dict[str, str], fits: Callable[[Commitment], bool]
) -> None:
    expected = {one.pk for one in Commitment.objects.select_related("letter") if fits(one)}
    answer = client.get("/api/commitments", {**parameters, "size": 200}).json()

    assert 0 < len(expected) < Commitment.objects.count()
    assert {one["id"] for one in answer["items"]} == expected
    assert {row.commitment.pk for row in listed(client, **parameters)} <= expected
    assert client.get("/commitments/", parameters).context["page"].paginator.count == answer["count"] == len(expected)


@pytest.mark.parametrize("name", ["王洪福", "王洪福委员", "whf", "wanghongfu"])
def test_those_of_a_person_however_the_name_is_typed(client: Client, seeds: Seeds, name: str) -> None:
    delegate = Delegate.objects.get(name="王洪福")
    of_person = [row.commitment.pk for row in listed(client, person=name)]

    assert of_person == [row.commitment.pk for row in listed(client, delegate=delegate.pk)]
    assert of_person
    assert listed(client, person="whx") == []


@pytest.mark.parametrize("name", ["letter", "delegate"])
def test_those_of_a_letter_or_a_delegate(client: Client, seeds: Seeds, name: str) -> None:
    pk = seeds["001"].pk if name == "letter" else Delegate.objects.get(name="李锐").pk
    response = client.get("/commitments/", {name: pk})

    assert {row.commitment.letter for row in response.context["rows"]} == {seeds["001"]}
    assert len(response.context["chips"]) == 1
    assert client.get("/api/commitments", {name: pk}).json()["count"] == response.context["page"].paginator.count


@pytest.mark.parametrize(
    ("as_of", "state", "late"),
    [
        ("2024-12-31", "open", False),
        ("2025-01-01", "open", True),
        ("2025-02-28", "open", True),
        ("2025-03-01", "under_way", True),
        ("2025-08-31", "under_way", True),
        ("2025-09-01", "done", False),
        ("", "done", False),
    ],
)
def test_what_was_known_on_a_day(client: Client, followed: Commitment, as_of: str, state: str, late: bool) -> None:
    shown = {one["id"]: one for one in client.get("/api/commitments", {"as_of": as_of, "size": 200}).json()["items"]}
    assert (shown[followed.pk]["state"], shown[followed.pk]["overdue"]) == (state, late)

    in_state = {row.commitment.pk for row in listed(client, as_of=as_of, state=state)}
    assert followed.pk in in_state
    overdue = {row.commitment.pk for row in listed(client, as_of=as_of, overdue="yes")}
    assert (followed.pk in overdue) == late


def test_nothing_is_said_to_have_failed(client: Client, followed: Commitment) -> None:
    page = client.get("/commitments/", {"as_of": "2025-01-01", "overdue": "yes"}).content.decode()

    assert "已过时限" in page
    assert not any(word in page for word in ("失败", "未兑现", "违约", "逾期"))


def test_a_step_by_then_is_all_that_is_shown(client: Client, followed: Commitment) -> None:
    (row,) = (row for row in listed(client, as_of="2025-03-01") if row.commitment == followed)

    assert [step.state for step in row.steps] == ["under_way"]


def test_counts_hold_whatever_the_state_asked_for(client: Client, followed: Commitment) -> None:
    every = client.get("/api/commitments").json()
    done = client.get("/api/commitments", {"state": "done"}).json()

    assert every["states"] == done["states"]
    assert sum(every["states"].values()) == every["count"] == Commitment.objects.count()
    assert done["count"] == done["states"]["done"] == 1


def test_the_newest_letter_comes_first_and_pages_leave_nothing_out(
    client: Client, seeds: Seeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("measures.commitments.views.PAGE_SIZE", 7)
    last = client.get("/commitments/").context["page"].paginator.num_pages
    rows = [row for page in range(1, last + 1) for row in listed(client, page=page)]
    days = [row.commitment.letter.written_on for row in rows]

    assert last > 3
    assert days == sorted(days, reverse=True)
    assert sorted(row.commitment.pk for row in rows) == sorted(Commitment.objects.values_list("pk", flat=True))


def test_drafts_are_not_listed(editor_client: Client, seeds: Seeds) -> None:
    ReplyLetter.objects.filter(pk=seeds["001"].pk).update(status="draft")

    assert listed(editor_client, letter=seeds["001"].pk) == []
    assert editor_client.get("/api/commitments", {"letter": seeds["001"].pk}).json()["count"] == 0


def test_empty_boards_say_what_to_do(client: Client, db: None) -> None:
    assert "答复函发布以后" in client.get("/commitments/").content.decode()
    assert "去掉一些条件" in client.get("/commitments/", {"office": "没有这个"}).content.decode()


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"as_of": "去年"}, "请写成 2024-12-31 这样的日期"),
        ({"as_of": "0001-01-01"}, "请写成 2024-12-31 这样的日期"),
        ({"as_of": "9999-12-31"}, "请写成 2024-12-31 这样的日期"),
        ({"state": "failed"}, "errorlist"),
        ({"delegate": "x"}, "errorlist"),
    ],
)
def test_wrong_filters_are_named(client: Client, seeds: Seeds, parameters: dict[str, str], sentence: str) -> None:
    response = client.get("/commitments/", parameters)

    assert response.status_code == 422
    assert sentence in response.content.decode()


@pytest.mark.parametrize("address", ["/commitments/", "/api/commitments", "/commitments/export/"])
def test_queries_do_not_grow_with_commitments(client: Client, followed: Commitment, address: str) -> None:
    with CaptureQueriesContext(connection) as few:
        client.get(address, {"state": "done", "format": "csv"})
    with CaptureQueriesContext(connection) as many:
        client.get(address, {"format": "csv"})

    assert len(few) == len(many) <= 8


def test_those_that_a_later_letter_may_bear_on(client: Client, seeds: Seeds) -> None:
    """It tells of the same topic what was done; what was looked at, and what is newest itself, is not there."""
    topic = Topic.objects.create(name="没有别的主题")
    promised = Commitment.objects.filter(letter=seeds["001"], passage__isnull=False).first()
    assert promised is not None
    told = Passage.objects.filter(letter=seeds["000"], part=Part.OUTCOMES).first()
    later = Commitment.objects.filter(letter=seeds["000"], passage__isnull=False).first()
    Mention.objects.all().delete()
    for passage in (promised.passage, later.passage if later else None):
        Mention.objects.create(topic=topic, letter=passage.letter, passage=passage, start=0, end=1)
    assert listed(client, evidence="new") == []

    Mention.objects.create(topic=topic, letter=seeds["000"], passage=told, start=0, end=1)
    assert {row.commitment.passage_id for row in listed(client, evidence="new")} == {promised.passage_id}
    assert listed(client, evidence="new", as_of=promised.letter.written_on.isoformat()) == []

    Commitment.objects.filter(passage=promised.passage_id).update(state=CommitmentState.UNDER_WAY)
    assert listed(client, evidence="new") == []
