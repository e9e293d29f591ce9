"""GET /api/plans and /api/plans/{id}."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from measures.extraction.plan import parse_plan
from measures.extraction.shape import plan_shape
from measures.models import Plan

TITLE = "吉林省促进科技成果转移转化实施方案"


def test_it_works(client: Client, plan: Plan) -> None:
    answer = client.get("/api/plans")
    assert answer.status_code == 200
    assert answer.json() == {
        "count": 1,
        "items": [
            {
                "id": plan.pk,
                "title": TITLE,
                "issuer": "吉林省人民政府办公厅",
                "issued_on": "2016-10-31",
                "doc_number": None,
                "url": f"/plans/{plan.pk}/",
            }
        ],
    }


def test_one_plan(client: Client, plan: Plan) -> None:
    found = client.get(f"/api/plans/{plan.pk}").json()
    assert (found["id"], found["title"], found["url"]) == (plan.pk, TITLE, f"/plans/{plan.pk}/")
    assert found["period"] == "十三五"
    assert len(found["measures"]) == 20
    assert len(found["targets"]) == 38


def test_it_says_what_the_command_line_says(client: Client, plan: Plan) -> None:
    found = client.get(f"/api/plans/{plan.pk}").json()
    printed = plan_shape(parse_plan(plan.text))
    targets = [
        {key: target[key] for key in read} for target, read in zip(found["targets"], printed["targets"], strict=True)
    ]
    assert {**{key: found[key] for key in printed}, "targets": targets} == printed


def test_every_item_stands_where_it_says(client: Client, plan: Plan) -> None:
    found = client.get(f"/api/plans/{plan.pk}").json()
    assert len(found["items"]) == plan.items.count()
    for item in found["items"]:
        assert item["text"] == found["text"][item["start"] : item["end"]]
        assert item["level"] in {"chapter", "section", "measure", "paragraph"}
        assert item["url"] == f"{found['url']}#i{item['id']}"


def test_an_unknown_id_is_not_found(client: Client, plan: Plan) -> None:
    answer = client.get(f"/api/plans/{plan.pk + 1}")
    assert (answer.status_code, answer.json()) == (404, {"detail": "没有这份方案"})


@pytest.mark.parametrize("odd", ["0", "-1", "abc", str(2**63), "%00"])
def test_an_odd_id_is_a_wrong_parameter(client: Client, db: None, odd: str) -> None:
    answer = client.get(f"/api/plans/{odd}")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["field"] == "plan_id"


@pytest.mark.parametrize(("name", "value"), [("page", "0"), ("page", "100001"), ("size", "101"), ("size", "x")])
def test_wrong_parameters_are_named(client: Client, name: str, value: str) -> None:
    answer = client.get("/api/plans", {name: value})
    assert answer.status_code == 422
    assert [problem["field"] for problem in answer.json()["problems"]] == [name]


def test_pages_leave_nothing_out(client: Client, plan: Plan) -> None:
    other = Plan.objects.create(
        title="另一方案", text="正文", as_read_text="正文", source_sha256="0" * 64, status="published"
    )
    pages = [client.get("/api/plans", {"page": page, "size": 1}).json() for page in (1, 2, 3)]
    # the one without a date comes last
    assert [[row["id"] for row in page["items"]] for page in pages] == [[plan.pk], [other.pk], []]
    assert [page["count"] for page in pages] == [2, 2, 2]


def test_queries_do_not_grow_with_items(
    client: Client, plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # how many there are; plans
    with django_assert_num_queries(2):
        client.get("/api/plans")
    # plan; items; targets; targets of the scoreboard; links
    with django_assert_num_queries(5):
        client.get(f"/api/plans/{plan.pk}")
