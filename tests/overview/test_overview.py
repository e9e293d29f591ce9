"""概览: each number leads to the list that has just these rows, and news stays news for a visit."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kejiting.models import LastVisit
from kejiting.overview.visits import QUIET, visit
from measures.models import Commitment, CommitmentState, Discrepancy, Plan, Target, TargetEvidence
from measures.records import review_discrepancy, take_step
from proposals.models import ReplyLetter, Status
from proposals.records import set_status
from tests.conftest import settle_figures

Seeds = dict[str, ReplyLetter]
# <a href="…">words <strong>12</strong>
_NUMBER = re.compile(r'<a href="([^"]+)">((?:(?!</a>).)*?)<strong>(\d+)</strong>', re.DOTALL)
_COUNTS = re.compile(r"共\s*(\d+)\s|量化目标（(\d+) 个）")


def numbers(page: str) -> list[tuple[str, str, int]]:
    """Address, words and count of each number on the page."""
    return [
        (unescape(address), " ".join(re.sub("<[^>]*>", " ", words).split()), int(count))
        for address, words, count in _NUMBER.findall(page)
    ]


def count_listed(client: Client, address: str) -> int:
    answer = client.get(address)
    assert answer.status_code == 200, address
    match = _COUNTS.search(answer.content.decode())
    assert match, address
    return int(match[1] or match[2])


@pytest.fixture
def full(seeds: Seeds, plan: Plan, editor: User) -> Seeds:
    """Something of every kind that the overview counts."""
    settle_figures(seeds)
    today = timezone.localdate()
    late, soon, moved, done = Commitment.objects.order_by("pk")[:4]
    Commitment.objects.filter(pk=late.pk).update(due_on=today - timedelta(1))
    Commitment.objects.filter(pk=soon.pk).update(due_on=today + timedelta(9))
    take_step(moved, CommitmentState.UNDER_WAY, expected_version=0, by=editor, evidence=None, reason="已启动")
    take_step(done, CommitmentState.DONE, expected_version=0, by=editor, evidence=None, reason="已办结")
    ReplyLetter.objects.filter(pk=seeds["002"].pk).update(corrected_at=timezone.now())
    ReplyLetter.objects.update(is_news=True)
    ReplyLetter.objects.filter(pk=seeds["001"].pk).update(first_published_at=timezone.now() - timedelta(400))
    target = Target.objects.first()
    assert target
    figure = seeds["000"].figures.exclude(passage=None).first()
    assert figure
    TargetEvidence.objects.create(target=target, figure=figure, by=editor)
    return seeds


def test_it_works(client: Client, full: Seeds) -> None:
    page = client.get("/overview/").content.decode()

    assert client.get("/overview/").status_code == 200
    shown = {words: count for _, words, count in numbers(page)}
    assert shown["已过时限"] >= 1
    assert shown["30天内到期"] == 1
    assert shown["有进展"] == 1
    assert shown["请核口径"] == Discrepancy.objects.opened().count() > 0
    assert shown["新发布的答复函"] == 3
    assert shown["更正过的答复函"] == 1
    assert shown["有新进展的承诺"] == 2
    assert shown["新发现的请核口径"] == shown["请核口径"]
    assert "近 30 天" in page
    assert "没有报告的数据" in shown
    assert "失败" not in page
    assert "未完成" not in page


@pytest.mark.parametrize("who", ["anonymous", "reader", "editor"])
def test_every_number_leads_to_the_list_of_just_these(who: str, full: Seeds, request: pytest.FixtureRequest) -> None:
    client: Client = request.getfixturevalue("client" if who == "anonymous" else f"{who}_client")
    editor: User = request.getfixturevalue("editor")
    check = Discrepancy.objects.opened().first()
    assert check
    review_discrepancy(check.pk, action="close", reason="范围不同", expected_version=0, by=editor)
    found = numbers(client.get("/overview/").content.decode())

    assert len(found) > 12
    assert [(words, count) for _, words, count in found] == [
        (words, count_listed(client, address)) for address, words, _ in found
    ]
    assert {words: count for _, words, count in found}["核对完毕的请核口径"] == 1


def test_the_bars_of_a_plan_hold_all_its_targets(client: Client, full: Seeds, plan: Plan) -> None:
    found = [
        count for address, _, count in numbers(client.get("/overview/").content.decode()) if "progress=" in address
    ]

    assert sum(found) == Target.objects.filter(item__plan=plan).count()


def test_what_is_not_published_is_not_counted(client: Client, full: Seeds, editor: User) -> None:
    for letter in full.values():
        letter.refresh_from_db()
        set_status(letter, Status.WITHDRAWN, reason="误发")
    found = numbers(client.get("/overview/").content.decode())

    assert {words: count for address, words, count in found if "plans" not in address and count} == {}


def test_an_empty_base(client: Client, db: None) -> None:
    page = client.get("/overview/").content.decode()

    assert "还没有发布过写明日期的答复函" in page
    assert {count for _, _, count in numbers(page)} == {0}


@pytest.mark.parametrize(
    "asked",
    [
        "/letters/?published_since=yesterday",
        "/letters/?corrected_since=0001-01-01T00:00:00",
        "/commitments/?moved_since=9999-12-31T23:59:59",
        "/indicators/checks/?since=x",
        "/commitments/?overdue=never",
    ],
)
def test_a_moment_that_is_none_is_refused(client: Client, db: None, asked: str) -> None:
    assert client.get(asked).status_code == 422


def test_a_plans_targets_are_narrowed_strictly(client: Client, plan: Plan) -> None:
    assert client.get(f"{plan.get_absolute_url()}?chapter=x").status_code == 422
    assert client.get(f"{plan.get_absolute_url()}?progress=failed").status_code == 422
    assert "量化目标（0 个）" in client.get(f"{plan.get_absolute_url()}?chapter=999999").content.decode()


def test_looking_again_takes_no_news_away(reader: User, reader_client: Client) -> None:
    assert [visit(reader), visit(reader)] == [None, None]
    assert "近 30 天" in reader_client.get("/overview/").content.decode()

    then = timezone.now().replace(microsecond=0) - QUIET - timedelta(minutes=1)
    LastVisit.objects.filter(person=reader).update(seen_at=then)
    assert [visit(reader), visit(reader)] == [then, then]
    assert "您上次来访以后" in reader_client.get("/overview/").content.decode()


def test_each_person_has_their_own_news(reader: User, editor: User) -> None:
    for person in (reader, editor):
        visit(person)
    LastVisit.objects.filter(person=reader).update(seen_at=timezone.now() - timedelta(days=2))

    assert visit(reader) is not None
    assert visit(editor) is None


def test_the_queries_do_not_grow(
    client: Client, full: Seeds, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/overview/")
    with django_assert_max_num_queries(26):
        client.get("/overview/")


def test_who_reads_lands_here_after_logging_in(client: Client, reader: User) -> None:
    sent = {"username": reader.username, "password": "中国-Jilin-2016"}
    assert client.post("/login/", sent)["Location"] == "/overview/"
    client.logout()
    assert client.post("/login/", {**sent, "next": "/"})["Location"] == "/overview/"
    client.logout()
    assert client.post("/login/", {**sent, "next": "/topics/"})["Location"] == "/topics/"
