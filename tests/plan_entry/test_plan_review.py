"""The review page of a plan: what it shows, what each button does, and what is refused."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from kejiting.ingest.originals import original_path
from kejiting.ingest.plan_saving import ingest_plan, stage_plan
from kejiting.ingest.reading import read_plan
from measures.models import Plan, Target
from measures.plan_entry import review
from tests.plan_entry.plan_tools import SMALL, press, words_of

pytestmark = pytest.mark.django_db


def test_it_works(client: Client, editor_client: Client, arrived: Plan) -> None:
    """Looked at, corrected, kept, published: then everybody finds it."""
    page = press(editor_client, arrived, "draft", issuer="海东市人民政府", period="十四五")

    plan = Plan.objects.get()
    assert "已存为草稿：海东市推进低空经济发展实施方案" in words_of(page)
    assert (plan.status, plan.issuer, plan.period) == ("draft", "海东市人民政府", "十四五")
    assert plan.set_by_person == ["issuer", "period"]
    assert client.get(plan.get_absolute_url()).status_code == 404

    page = press(editor_client, plan, "publish")

    assert "已发布《海东市推进低空经济发展实施方案》" in words_of(page)
    assert client.get(plan.get_absolute_url()).status_code == 200
    assert client.get("/api/search?q=试飞基地").json()["items"][0]["plan"]["id"] == plan.pk
    assert [row.status for row in plan.history.order_by("history_id")][-1] == "published"


def test_the_text_with_its_targets(editor_client: Client, arrived: Plan) -> None:
    page = editor_client.get(reverse("entry_plan", args=[arrived.pk]))

    shown = "".join(words_of(page).split())
    assert f"共{arrived.items.count()}条，4个量化目标" in shown
    for target in Target.objects.all():
        assert f'href="{reverse("entry_plan_target", args=[arrived.pk, target.pk])}"' in page.content.decode()
        assert f">{target.text}</a>" in page.content.decode()
    for item in arrived.items.all():
        assert f'href="{reverse("entry_plan_item", args=[arrived.pk, item.pk])}"' in page.content.decode()


def test_problems_are_named_until_they_are_mended(editor_client: Client, editor: User) -> None:
    text = "\n".join(SMALL.splitlines()[2:8])
    plan = stage_plan(read_plan("缺.txt", text.encode()), by=editor)
    assert "原文未写方案标题" in words_of(editor_client.get(reverse("entry_plan", args=[plan.pk])))

    page = press(editor_client, plan, "save", title="低空经济方案")

    assert "已保存" in words_of(page)
    assert "原文未写方案标题" not in words_of(page)
    assert "原文未写成文日期" in words_of(page)


def test_nothing_changed_is_nobodys(editor_client: Client, arrived: Plan) -> None:
    press(editor_client, arrived, "save")

    plan = Plan.objects.get()
    assert (plan.version, plan.set_by_person, plan.is_arrived) == (arrived.version, [], True)


def test_withdraw(client: Client, editor_client: Client) -> None:
    plan = ingest_plan(read_plan("方案.txt", SMALL.encode()))

    address = reverse("entry_plan_withdraw", args=[plan.pk])
    assert "读者会看到" in words_of(editor_client.get(address))
    assert "请写明为什么撤回" in words_of(editor_client.post(address, {"version": plan.version}, follow=True))
    page = editor_client.post(address, {"version": plan.version, "reason": "文本有误"}, follow=True)

    assert "已撤回" in words_of(page)
    gone = client.get(plan.get_absolute_url())
    assert gone.status_code == 410
    assert "文本有误" in words_of(gone)
    assert client.get(f"/api/plans/{plan.pk}").status_code == 410
    assert client.get("/api/search?q=试飞基地").json()["items"] == []


def test_a_stale_page_changes_nothing(editor_client: Client, arrived: Plan) -> None:
    stale = Plan.objects.get()
    press(editor_client, arrived, "save", title="第一人改的")
    for action in ("save", "draft", "check", "publish", "reread", "release:title"):
        page = press(editor_client, stale, action, title="第二人改的")
        assert "别人改过" in words_of(page)

    plan = Plan.objects.get()
    assert (plan.title, plan.status) == ("第一人改的", "arrived")


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_no_version_changes_nothing(editor_client: Client, arrived: Plan, version: str) -> None:
    assert "别人改过" in words_of(press(editor_client, arrived, "publish", version=version))
    assert Plan.objects.get().is_arrived


@pytest.mark.parametrize(
    ("field", "value"),
    [("issued_on", "2023年"), ("title", "长" * 301), ("period", "a\0b"), ("cites", "长" * 3001)],
)
def test_what_cannot_be_saved_is_told_at_its_field(
    editor_client: Client, arrived: Plan, field: str, value: str
) -> None:
    page = press(editor_client, arrived, "publish", **{field: value})

    assert page.status_code == 422
    assert page.context["head"].errors[field]
    assert Plan.objects.get().is_arrived


def test_a_base_that_cannot_save(editor_client: Client, arrived: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(review, "confirm_plan", fails)

    page = press(editor_client, arrived, "publish", title="别的")

    assert page.status_code == 503
    assert "没有存成" in words_of(page)
    assert Plan.objects.get().title == arrived.title
    assert f'name="version" value="{arrived.version}"' in page.content.decode()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (SMALL.replace("\n", "\n\n"), "正文相同"),
        (SMALL.replace("30个", "40个").replace("实施方案", "行动计划"), "发文字号相同"),
        (SMALL.replace("30个", "40个").replace("12号", "98号"), "标题相同"),
    ],
)
def test_a_plan_that_may_be_there_is_asked_about(
    editor_client: Client, editor: User, arrived: Plan, text: str, why: str
) -> None:
    other = stage_plan(read_plan("另一份.txt", text.encode()), by=editor)
    assert why in words_of(editor_client.get(reverse("entry_plan", args=[other.pk])))

    page = press(editor_client, other, "publish", period="十四五")

    assert page.status_code == 422
    assert "请勾选“仍然另存一份”" in words_of(page)
    other.refresh_from_db()
    assert (other.status, other.period) == ("arrived", "十四五")

    press(editor_client, other, "publish", period="十四五", allow_duplicate="on")

    assert Plan.objects.get(pk=other.pk).is_published
    assert Plan.objects.count() == 2


def test_reading_again(editor_client: Client, arrived: Plan) -> None:
    press(editor_client, arrived, "save", title="人工标题")
    page = press(editor_client, Plan.objects.get(), "reread", title="人工标题")

    assert "人工改定的没有动" in words_of(page)
    assert Plan.objects.get().title == "人工标题"

    page = press(editor_client, Plan.objects.get(), "release:title", title="人工标题")

    assert Plan.objects.get().title == arrived.title
    assert Plan.objects.get().set_by_person == []


@pytest.mark.parametrize("name", ["title", "text", "", "version"])
def test_what_nobody_set_is_not_released(editor_client: Client, arrived: Plan, name: str) -> None:
    page = press(editor_client, arrived, f"release:{name}")

    assert page.status_code == 422
    assert "已经不是人工改定" in words_of(page)


def delete(client: Client, plan: Plan) -> str:
    sent = {"version": str(plan.version)}
    return words_of(client.post(reverse("entry_plan_delete", args=[plan.pk]), sent, follow=True))


def test_give_up(editor_client: Client, arrived: Plan) -> None:
    path = original_path(arrived.source_name, arrived.source_sha256)
    assert "30 天内可以恢复" in words_of(editor_client.get(reverse("entry_plan_delete", args=[arrived.pk])))
    assert path.exists()

    assert "已删除待核对的" in delete(editor_client, arrived)
    assert not Plan.objects.exists()
    assert Plan.everything.get().is_deleted
    assert path.exists()


def test_a_published_plan_is_withdrawn_first(editor_client: Client) -> None:
    plan = ingest_plan(read_plan("方案.txt", SMALL.encode()))

    assert "请先撤回" in delete(editor_client, plan)
    assert Plan.objects.exists()


def test_what_was_changed_meanwhile_is_not_deleted(editor_client: Client, arrived: Plan) -> None:
    stale = Plan.objects.get()
    press(editor_client, arrived, "save", title="改了")

    assert "别人改过" in delete(editor_client, stale)
    assert Plan.objects.exists()
