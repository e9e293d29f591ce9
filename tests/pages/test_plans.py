"""The plan's page."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from measures.models import Plan

pytestmark = pytest.mark.django_db


def test_the_list_works(client: Client, plan: Plan) -> None:
    assert plan.get_absolute_url() in client.get("/plans/").content.decode()


def test_an_empty_list_says_what_to_do(client: Client) -> None:
    assert "load_plan" in client.get("/plans/").content.decode()


def test_it_works(client: Client, plan: Plan) -> None:
    response = client.get(plan.get_absolute_url())
    page = response.content.decode()

    assert sum(item.level == "measure" for item in response.context["items"]) == 20
    assert len(response.context["lines"]) == 38
    for words in ("吉林省人民政府办公厅", "2016年10月31日", "国办发〔2016〕28号", "50亿元", "15–30万元", "25%"):
        assert words in page


def test_measures_lead_to_their_pages(client: Client, plan: Plan) -> None:
    page = client.get(plan.get_absolute_url()).content.decode()

    assert all(f"/plans/{plan.pk}/measures/{number}/" in page for number in range(1, 21))


def test_queries_do_not_grow_with_targets(
    client: Client, plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # plan; items; targets; links; documents and topics that its words name
    with django_assert_num_queries(6):
        client.get(plan.get_absolute_url())


def test_the_text_is_whole(client: Client, plan: Plan) -> None:
    items = client.get(plan.get_absolute_url()).context["items"]
    covered = "".join(item.text for item in items)

    for line in plan.text.split("\n"):
        assert line in covered or line in (plan.title, plan.issuer) or "2016年10月31日" in line


def test_it_is_found(client: Client, plan: Plan) -> None:
    found = client.get("/", {"q": "舟桥机制"}).context["found"]

    assert [document.plan for document in found.documents] == [plan]


def test_unknown_plans_are_not_there(client: Client) -> None:
    assert client.get("/plans/99/").status_code == 404
