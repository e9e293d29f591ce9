"""The board as XLSX and CSV and in the API; on a letter's page and on a delegate's."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures.commitments import export, rows
from measures.models import Commitment, CommitmentState
from measures.records import take_step
from proposals.models import Delegate, ReplyLetter
from tests.commitments.following import Seeds, passage, promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def followed(seeds: Seeds, editor: User) -> Commitment:
    commitment = promise(seeds["002"], "政策宣讲全覆盖")
    evidence = passage(seeds["000"], "政策宣讲培训19场")
    take_step(commitment, CommitmentState.UNDER_WAY, expected_version=0, by=editor, reason="=1+1")
    take_step(commitment, CommitmentState.DONE, expected_version=1, by=editor, evidence=evidence)
    commitment.refresh_from_db()
    return commitment


def lines(response: HttpResponse) -> list[list[str]]:
    assert response.status_code == 200, response.content.decode()
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"), newline="")))


def test_csv(client: Client, followed: Commitment) -> None:
    head, line = lines(client.get("/commitments/export/", {"state": "done", "format": "csv"}))
    row = dict(zip(head, line, strict=True))

    assert (row["承诺"], row["谁来做"], row["状态"]) == (followed.wording, followed.letter.agency, "已落实")
    assert row["出处"] == "吉科发规划〔2025〕59号，2025年5月27日，第三项"
    assert "有进展" in row["进展"]
    assert "政策宣讲培训" in row["进展"]
    assert "吉科发成〔2025〕84号，2025年6月18日，第五项" in row["进展"]
    assert row["链接"].endswith(followed.get_absolute_url())


def test_one_sheet_without_formulas(client: Client, followed: Commitment) -> None:
    response = client.get("/commitments/export/", {"format": "xlsx"})
    with ZipFile(BytesIO(response.content)) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        sheet = book.read(sheets[0]).decode()

    assert len(sheets) == 1
    assert "<f>" not in sheet


def test_files_are_bounded_and_say_so(client: Client, seeds: Seeds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "TABLE", replace(export.TABLE, most=3))
    *rows, last = lines(client.get("/commitments/export/", {"format": "csv"}))[1:]

    assert len(rows) == 3
    assert last[0] == "以上是前 3 项承诺，其余没有导出。请加上条件，分几次导出。"


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [({}, "请选择导出的格式"), ({"format": "pdf"}, "pdf"), ({"format": "csv", "as_of": "去年"}, "2024-12-31")],
)
def test_what_cannot_be_exported_is_refused(client: Client, parameters: dict[str, str], sentence: str) -> None:
    response = client.get("/commitments/export/", parameters)

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_the_api_gives_places_and_steps(client: Client, seeds: Seeds, followed: Commitment) -> None:
    item = client.get(f"/api/commitments/{followed.pk}").json()

    assert seeds["002"].public_text[item["start"] : item["end"]] == item["words"] == followed.wording
    assert (item["actor"], item["state"], item["overdue"]) == (None, "done", False)
    assert item["signs"] == followed.cues
    assert [step["state"] for step in item["steps"]] == ["under_way", "done"]
    assert item["steps"][1]["cited"] == "吉科发成〔2025〕84号，2025年6月18日，第五项"
    (listed,) = client.get("/api/commitments", {"state": "done"}).json()["items"]
    assert listed == {name: value for name, value in item.items() if name not in {"steps", "verdicts"}}


def test_the_api_has_no_drafts(client: Client, followed: Commitment) -> None:
    ReplyLetter.objects.filter(pk=followed.letter_id).update(status="draft")

    assert client.get(f"/api/commitments/{followed.pk}").status_code == 404
    assert client.get("/api/commitments/999999").status_code == 404


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("as_of", "去年", "2024-12-31"),
        ("as_of", "9999-12-31", "2999-12-31"),
        ("state", "failed", "只能是 open、under_way、done、changed"),
        ("who", "nobody", "只能是 ours、others"),
        ("overdue", "no", "只能是 yes"),
        ("size", "201", "200"),
    ],
)
def test_the_api_names_wrong_parameters(client: Client, name: str, value: str, reason: str) -> None:
    answer = client.get("/api/commitments", {name: value})

    assert answer.status_code == 422
    assert reason in answer.json()["detail"]


def test_a_letters_page_shows_each_next_steps_promises(client: Client, seeds: Seeds, followed: Commitment) -> None:
    page = client.get(seeds["002"].get_absolute_url()).content.decode()

    for commitment in seeds["002"].commitments.all():
        assert f'href="{commitment.get_absolute_url()}"' in page
    assert '<span class="promise promise-done">已落实</span>' in page
    assert f'<a href="/commitments/?letter={seeds["002"].pk}">本函的全部承诺</a>' in page


def test_a_delegates_page_says_what_was_promised_and_what_came_of_it(client: Client, followed: Commitment) -> None:
    delegate = Delegate.objects.get(name="王松伟")
    response = client.get(delegate.get_absolute_url())
    page = response.content.decode()

    assert "答应过什么，后来怎样" in page
    assert followed.get_absolute_url() in page
    assert "吉科发成〔2025〕84号，2025年6月18日，第五项" in page
    assert f"/commitments/?delegate={delegate.pk}" in page
    assert response.context["promised"].count == followed.letter.commitments.count()


def test_a_delegates_page_is_bounded(client: Client, seeds: Seeds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "SHOWN", 2)
    with CaptureQueriesContext(connection) as few:
        response = client.get(Delegate.objects.get(name="李锐").get_absolute_url())
    monkeypatch.setattr(rows, "SHOWN", 20)
    with CaptureQueriesContext(connection) as many:
        client.get(Delegate.objects.get(name="李锐").get_absolute_url())

    assert len(response.context["promised"].rows) == 2
    assert "以上是最近的 2 项" in response.content.decode()
    assert len(few) == len(many)


def test_nothing_promised_nothing_shown(client: Client, seeds: Seeds) -> None:
    Commitment.objects.filter(letter=seeds["001"]).delete()
    page = client.get(Delegate.objects.get(name="李锐").get_absolute_url()).content.decode()

    assert "答应过什么" not in page
