"""A plan's scoreboard as XLSX and CSV, and in the API."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.test import Client

from measures.models import Figure, Plan, SupersededTarget, Target, TargetEvidence
from proposals.models import ReplyLetter

pytestmark = pytest.mark.django_db

Seeds = dict[str, ReplyLetter]


@pytest.fixture(autouse=True)
def linked(seeds: Seeds, plan: Plan, editor: User) -> None:
    target = Target.objects.get(indicator="专业化技术转移人才")
    for printed in ("900余人", "2518人"):
        TargetEvidence.objects.create(target=target, figure=Figure.objects.get(printed=printed), by=editor)
    SupersededTarget.objects.create(target=Target.objects.get(indicator="院士工作站"), reason="被新规划调整", by=editor)
    User.objects.filter(pk=editor.pk).update(username="赵小河")


def lines(client: Client, plan: Plan) -> list[dict[str, str]]:
    response = client.get(f"/plans/{plan.pk}/export/", {"format": "csv"})
    assert response.status_code == 200
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"), newline="")))


def test_csv(client: Client, plan: Plan) -> None:
    rows = lines(client, plan)
    newest, in_time = (row for row in rows if row["指标"] == "专业化技术转移人才")

    assert len(rows) == 39
    assert (newest["报告的数据"], in_time["报告的数据"], in_time["修饰"]) == ("2518人", "900余人", "余")
    assert in_time["状态"] == "已超过"
    assert in_time["出处"].startswith("吉科发区〔2020〕91号，2020年5月21日")
    assert "900余人" in in_time["数据原文"]
    assert in_time["目标原文"] == "培养500名专业化技术转移人才"
    assert [row["须注意"] for row in rows if row["状态"] == "已调整"] == ["被新规划调整"]


def test_who_linked_is_for_those_who_are_logged_in(client: Client, reader_client: Client, plan: Plan) -> None:
    assert {row["认定人"] for row in lines(client, plan)} == {""}
    assert {row["认定人"] for row in lines(reader_client, plan)} == {"", "赵小河"}


def test_xlsx(client: Client, plan: Plan) -> None:
    response = client.get(f"/plans/{plan.pk}/export/", {"format": "xlsx"})
    with ZipFile(BytesIO(response.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()

    assert "<v>5000000000</v>" in sheet
    assert "<f>" not in sheet


@pytest.mark.parametrize(("parameters", "status"), [({}, 422), ({"format": "pdf"}, 422), ({"format": "\0"}, 422)])
def test_what_cannot_be_exported_is_refused(
    client: Client, plan: Plan, parameters: dict[str, str], status: int
) -> None:
    assert client.get(f"/plans/{plan.pk}/export/", parameters).status_code == status


def test_an_unknown_plan_is_not_there(client: Client, plan: Plan) -> None:
    assert client.get(f"/plans/{plan.pk + 1}/export/", {"format": "csv"}).status_code == 404


def test_the_api_says_how_far_each_target_was_met(client: Client, plan: Plan) -> None:
    targets = client.get(f"/api/plans/{plan.pk}").json()["targets"]
    target = targets[2]

    assert (target["indicator"], target["standing"], target["standing_label"]) == (
        "专业化技术转移人才", "exceeded", "已超过"
    )  # fmt: skip
    assert [(one["printed"], one["decides"]) for one in target["figures"]] == [("2518人", False), ("900余人", True)]
    assert target["figures"][1]["hedge"] == "余"
    assert "赵小河" not in str(targets)
    (superseded,) = (one for one in targets if one["standing"] == "superseded")
    assert superseded["superseded"] == "被新规划调整"
    assert [one["indicator"] for one in targets if one["is_offered"] and not one["figures"]] == [
        "具有区域特色、行业特点的吉林省科技大市场分市场", "技术经纪人"
    ]  # fmt: skip
