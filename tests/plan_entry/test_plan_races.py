"""Two people at the same moment: one is done, the other told, and nothing is half done."""

from __future__ import annotations

from functools import partial

import pytest
from django.contrib.auth.models import User
from django.test import Client

from kejiting.ingest.originals import original_path
from measures.models import Plan, PlanItem
from tests.entry.test_races import at_once, logged_in
from tests.plan_entry.plan_tools import SMALL, press, upload
from tests.plan_entry.test_item_page import post

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clients(editor: User, administrator: User) -> tuple[Client, Client]:
    return logged_in(editor), logged_in(administrator)


def test_the_same_file(clients: tuple[Client, Client]) -> None:
    at_once(*[partial(upload, client, ("方案.txt", SMALL.encode())) for client in clients])

    plan = Plan.objects.get()
    assert original_path(plan.source_name, plan.source_sha256).exists()


def test_two_correct_the_same_head(clients: tuple[Client, Client], arrived: Plan) -> None:
    at_once(*[partial(press, client, arrived, "save", period=f"第{place}人") for place, client in enumerate(clients)])

    held = Plan.objects.get()
    assert held.version == arrived.version + 1
    assert held.period in {"第0人", "第1人"}


def test_one_parts_what_the_other_joins(clients: tuple[Client, Client], arrived: Plan) -> None:
    first, second = clients
    item = arrived.items.get(path="二1")
    at = arrived.text.index("引进企业")

    at_once(
        partial(post, first, item, f"split:{at}", version=arrived.version),
        partial(post, second, item, "join", version=arrived.version),
    )

    assert Plan.objects.get().version == arrived.version + 1
    assert [row.position for row in PlanItem.objects.order_by("position")] == list(range(PlanItem.objects.count()))
