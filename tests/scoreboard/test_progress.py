"""A plan's targets by what is known of each."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures.models import Plan
from measures.models.target_status import TargetStatus
from measures.plans.deadlines import last_day
from measures.plans.progress import TargetProgress, progress_bar, progress_of
from measures.plans.rows import lines_of
from tests.pages.list_parts import chips_of

pytestmark = pytest.mark.django_db
DAY = date(2019, 1, 1)

STATES: list[tuple[TargetStatus, TargetProgress]] = [
    (TargetStatus.EXCEEDED, TargetProgress.MET),
    (TargetStatus.MET, TargetProgress.MET),
    (TargetStatus.WITHIN, TargetProgress.MET),
    (TargetStatus.NOT_YET, TargetProgress.REPORTED),
    (TargetStatus.BELOW, TargetProgress.REPORTED),
    (TargetStatus.ABOVE, TargetProgress.REPORTED),
    (TargetStatus.OPEN, TargetProgress.REPORTED),
    (TargetStatus.UNREPORTED, TargetProgress.UNREPORTED),
    (TargetStatus.OFFERED, TargetProgress.OFFERED),
    (TargetStatus.SUPERSEDED, TargetProgress.SUPERSEDED),
]


@pytest.mark.parametrize(("standing", "progress"), STATES)
def test_every_state_has_its_part(
    plan: Plan, monkeypatch: pytest.MonkeyPatch, standing: TargetStatus, progress: TargetProgress
) -> None:
    line = lines_of(plan)[0]
    monkeypatch.setattr(type(line), "standing", standing)

    assert progress_of(line, date(2026, 1, 1)) is progress
    assert {standing for standing, _ in STATES} == set(TargetStatus)


def test_what_is_not_yet_due_is_planned(plan: Plan) -> None:
    lines = lines_of(plan)
    early, late = ({part.progress: part.count for part in progress_bar(lines, day)} for day in (DAY, date(2026, 1, 1)))

    assert early[TargetProgress.PLANNED] > 0
    assert late == {TargetProgress.UNREPORTED: len(lines)}
    assert sum(early.values()) == len(lines)


def test_the_page_narrows_to_a_part(client: Client, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: DAY)
    page = client.get(plan.get_absolute_url())
    parts = chips_of(page, "目标的状态")
    narrowed = client.get(plan.get_absolute_url(), {"progress": "planned"})

    assert [label.split()[0] for label, _, _ in parts] == ["没有报告的数据", "期限未到，没有报告的数据"]
    assert 0 < len(narrowed.context["lines"]) < len(page.context["lines"]) == 38
    assert [current for _, _, current in chips_of(narrowed, "目标的状态")] == [False, True, False]
    assert client.get(plan.get_absolute_url(), {"progress": "x"}).status_code == 422
    assert '<svg class="progress"' in client.get("/plans/").content.decode()


ASKED = [("q=院士", 1), ("q=没有这样的", 0), ("due=past", 5), ("due=none", 33), ("due=ahead", 0), ("suggested=yes", 0)]


@pytest.mark.parametrize(("asked", "count"), ASKED)
def test_the_page_narrows_by_words_and_dates(client: Client, plan: Plan, asked: str, count: int) -> None:
    page = client.get(f"{plan.get_absolute_url()}?{asked}")

    assert len(page.context["lines"]) == count
    assert ("没有符合条件的目标" in page.content.decode()) is (count == 0)


def test_the_page_narrows_to_a_chapter_and_sorts(client: Client, plan: Plan) -> None:
    chapter = plan.items.filter(level="chapter", path="三").get()
    page = client.get(plan.get_absolute_url(), {"chapter": chapter.pk, "sort": "due"})
    days = [last_day(line.target) or date.max for line in page.context["lines"]]

    assert {line.target.item.path[0] for line in page.context["lines"]} == {"三"}
    assert days == sorted(days)
    assert chips_of(page, "已选条件")[0][0].startswith(f"章：三、{chapter.title}")
    assert "已不在方案中的一章" in client.get(plan.get_absolute_url(), {"chapter": 99999}).content.decode()


def test_plans_take_no_more_queries_than_one(client: Client, plan: Plan) -> None:
    with CaptureQueriesContext(connection) as one:
        client.get("/plans/")
    for number in range(3):
        Plan.objects.create(
            title=f"方案{number}", text="全文", as_read_text="全文", source_sha256=str(number), status="published"
        )
    with CaptureQueriesContext(connection) as four:
        client.get("/plans/")

    assert len(four) == len(one)
