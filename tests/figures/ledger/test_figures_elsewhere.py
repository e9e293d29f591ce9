"""The ledger of figures as XLSX and CSV, and in the API."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.http import HttpResponse
from django.test import Client

from measures.figures import export
from measures.models import Figure, Indicator
from proposals.models import ReplyLetter

pytestmark = pytest.mark.django_db

Seeds = dict[str, ReplyLetter]


def lines(response: HttpResponse) -> list[list[str]]:
    assert response.status_code == 200, response.content.decode()
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"), newline="")))


def test_csv(client: Client, seeds: Seeds) -> None:
    head, line = lines(client.get("/figures/export/", {"value": "2518人", "format": "csv"}))
    row = dict(zip(head, line, strict=True))

    assert (row["原文数字"], row["下限"], row["上限"], row["单位"]) == ("2518人", "2518", "2518", "人")
    assert row["出处"] == "吉科发成〔2025〕84号，2025年6月18日，第一项"
    assert "2518人" in row["原文"]


def test_numbers_are_numbers_in_xlsx(client: Client, seeds: Seeds) -> None:
    response = client.get("/figures/export/", {"value": "2518人", "format": "xlsx"})
    with ZipFile(BytesIO(response.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()

    assert sheet.count("<v>2518</v>") == 2
    assert "<f>" not in sheet


def test_files_are_bounded_and_say_so(client: Client, seeds: Seeds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "TABLE", replace(export.TABLE, most=3))
    *rows, last = lines(client.get("/figures/export/", {"format": "csv"}))[1:]

    assert len(rows) == 3
    assert last[0] == "以上是前 3 个数据，其余没有导出。请加上条件，分几次导出。"


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [({}, "请选择导出的格式"), ({"format": "pdf"}, "pdf"), ({"format": "csv", "value": "很多"}, "看不懂这个数值")],
)
def test_what_cannot_be_exported_is_refused(client: Client, parameters: dict[str, str], sentence: str) -> None:
    response = client.get("/figures/export/", parameters)

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_the_api_gives_places_in_the_text(client: Client, seeds: Seeds) -> None:
    indicator = Indicator.objects.create(name="合格技术经纪人", unit="人")
    Figure.objects.filter(printed="2518人").update(indicator=indicator)
    (item,) = client.get("/api/figures", {"value": "2518人"}).json()["items"]

    assert seeds["000"].public_text[item["start"] : item["end"]] == item["printed"] == "2518人"
    assert (item["low"], item["high"], item["unit"]) == (2518, 2518, "人")
    assert item["indicator"] == {"id": indicator.pk, "name": "合格技术经纪人"}
    assert item["letter"] == {
        "id": seeds["000"].pk,
        "doc_number": "吉科发成〔2025〕84号",
        "letter_title": "对省政协十三届三次会议第157号委员提案的答复",
        "written_on": "2025-06-18",
    }
    assert item["url"] == f"/letters/{seeds['000'].pk}/#p{item['passage']}"


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [("value", "很多", "看不懂这个数值"), ("as_of", "去年", "2024-12-31"), ("settled", "maybe", "只能是 yes、no")],
)
def test_the_api_names_wrong_parameters(client: Client, name: str, value: str, reason: str) -> None:
    answer = client.get("/api/figures", {name: value})

    assert answer.status_code == 422
    assert reason in answer.json()["detail"]
