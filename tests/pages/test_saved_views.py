"""常用条件: what a person keeps of a list under a name; and which office is theirs."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kejiting.models import OwnOffice, SavedView
from kejiting.web import saved_views
from measures.models import Plan
from proposals.models import ReplyLetter
from tests.pages.list_parts import chips_of

pytestmark = pytest.mark.django_db


def save(client: Client, **fields: Any) -> str:
    """Press 保存; return what the page then says."""
    sent = {
        "action": "save",
        "listing": "commitments",
        "query": "state=open",
        "name": "没落实的",
        "next": "/commitments/",
    }
    answer = client.post("/views/", {**sent, **fields}, follow=True)
    assert answer.status_code == 200
    return " ".join(str(message) for message in answer.context["messages"])


def test_it_works(reader_client: Client, reader: User, seeds: dict[str, ReplyLetter]) -> None:
    said = save(reader_client, query="office=吉科发成&state=open&page=3&utm=x")
    view = SavedView.objects.get()
    page = reader_client.get(view.get_absolute_url())

    assert said == "已保存常用条件“没落实的”。"
    assert page.status_code == 200
    assert page.context["form"].asked == {"office": "吉科发成", "state": "open"}
    assert ("没落实的", view.get_absolute_url(), False) in [
        (label, address, False) for label, address, _ in chips_of(page, "我的常用条件")
    ]
    assert chips_of(reader_client.get("/letters/"), "我的常用条件") == []


def test_a_search_is_kept_too(reader_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    save(reader_client, listing="search", query="q=技术经纪人&year=2025", name="经纪人", next="/")

    assert chips_of(reader_client.get("/"), "我的常用条件")[0][0] == "经纪人"
    assert reader_client.get(SavedView.objects.get().get_absolute_url()).context["found"].count


def test_targets_of_a_plan_are_kept_for_this_plan(reader_client: Client, plan: Plan) -> None:
    here = plan.get_absolute_url()
    save(reader_client, listing=f"plan/{plan.pk}", query="due=none&q=院士&page=2", name="院士工作站", next=here)
    view = SavedView.objects.get()
    page = reader_client.get(view.get_absolute_url())

    assert view.get_absolute_url().startswith(f"{here}?q=")
    assert chips_of(page, "我的常用条件") == [("院士工作站", view.get_absolute_url(), True)]
    assert {line.target.indicator for line in page.context["lines"]} == {"院士工作站"}


REFUSED: list[tuple[dict[str, str], str]] = [
    ({"listing": "password_change"}, "不能保存"),
    ({"listing": "//evil.example"}, "不能保存"),
    ({"listing": "letter"}, "不能保存"),
    ({"listing": "letter/1"}, "不能保存"),
    ({"listing": "plan/x"}, "不能保存"),
    ({"listing": "plan/1", "query": "due=x"}, "写得不对"),
    ({"query": "utm_source=x"}, "还没有选条件"),
    ({"query": "page=2"}, "还没有选条件"),
    ({"query": "state=x"}, "写得不对"),
    ({"query": "office=%00"}, "写得不对"),
    ({"name": ""}, "起一个名称"),
    ({"name": "长" * 41}, "不要超过40字"),
    ({"action": "x"}, "没有这样的操作"),
    ({"action": "rename", "view": "999"}, "没有这个常用条件"),
    ({"action": "delete", "view": "9" * 30}, ""),
]


@pytest.mark.parametrize(("fields", "why"), REFUSED)
def test_what_cannot_be_kept(
    reader_client: Client, seeds: dict[str, ReplyLetter], fields: dict[str, str], why: str
) -> None:
    assert why in save(reader_client, **fields)
    assert not SavedView.objects.exists()


def test_one_name_once_a_list(reader_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    save(reader_client)

    assert "已有名称" in save(reader_client, query="state=done")
    assert "已保存" in save(reader_client, listing="letters", query="year=2025")
    assert "已保存" in save(reader_client, name="另一个")
    second = SavedView.objects.get(name="另一个")
    assert "已有名称" in save(reader_client, action="rename", view=second.pk, name="没落实的")


def test_so_many_at_most(reader_client: Client, monkeypatch: pytest.MonkeyPatch, seeds: dict[str, ReplyLetter]) -> None:
    monkeypatch.setattr(saved_views, "MOST_VIEWS", 2)
    for name in ("一", "二", "三"):
        said = save(reader_client, name=name)

    assert "最多保存2个" in said
    assert SavedView.objects.count() == 2


def test_renamed_and_deleted_by_its_owner_alone(
    reader_client: Client, editor_client: Client, seeds: dict[str, ReplyLetter]
) -> None:
    save(reader_client)
    view = SavedView.objects.get()

    assert "没有这个常用条件" in save(editor_client, action="delete", view=view.pk)
    assert "已改名为“待办”" in save(reader_client, action="rename", view=view.pk, name="待办")
    assert "已删去" in save(reader_client, action="delete", view=view.pk, name="")
    assert not SavedView.objects.exists()


def test_one_has_to_be_logged_in(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    assert client.post("/views/", {"action": "save"})["Location"].startswith("/login/")
    assert client.post("/office/", {"code": "吉科发成"})["Location"].startswith("/login/")
    assert "常用条件" not in client.get("/commitments/?state=open").content.decode()


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "\0", "/\\evil"])
def test_it_leads_nowhere_else(reader_client: Client, back: str) -> None:
    answer = reader_client.post("/office/", {"code": "吉科发成", "next": back})

    assert answer["Location"] == "/"


def test_the_office_is_said_once_and_taken_back(
    reader_client: Client, reader: User, seeds: dict[str, ReplyLetter]
) -> None:
    offered = reader_client.get("/commitments/?office=吉科发成").content.decode()
    assert "把“吉科发成”设为本处室" in offered

    reader_client.post("/office/", {"code": "吉科发成"})
    assert OwnOffice.objects.get(person=reader).code == "吉科发成"
    assert "设为本处室</button>" not in reader_client.get("/commitments/?office=吉科发成").content.decode()
    assert 'value="吉科发成"' in reader_client.get("/password/").content.decode()

    reader_client.post("/office/", {"code": ""})
    assert not OwnOffice.objects.exists()


@pytest.mark.parametrize("page", ["/commitments/", "/letters/", "/figures/", "/indicators/"])
def test_many_take_no_more_queries(
    reader_client: Client, reader: User, seeds: dict[str, ReplyLetter], page: str
) -> None:
    reader_client.get(page)
    with CaptureQueriesContext(connection) as without:
        reader_client.get(page)
    for listing in ("commitments", "letters", "figures", "indicators"):
        SavedView.objects.bulk_create(
            SavedView(person=reader, listing=listing, query="sort=oldest", name=str(number)) for number in range(9)
        )
    with CaptureQueriesContext(connection) as with_views:
        reader_client.get(page)

    assert len(with_views) == len(without)
