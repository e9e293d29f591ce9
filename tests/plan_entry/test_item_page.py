"""The page of a plan's item at the desk: its level, where it begins, and from which sentence a target is added."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from measures.models import Plan, PlanItem, Target
from tests.plan_entry.plan_tools import words_of

pytestmark = pytest.mark.django_db


def address(item: PlanItem) -> str:
    return reverse("entry_plan_item", args=[item.plan_id, item.pk])


def post(client: Client, item: PlanItem, action: str, *, version: int | None = None, **sent: str) -> HttpResponse:
    now = Plan.objects.get(pk=item.plan_id).version if version is None else version
    return client.post(address(item), {"version": str(now), "action": action, **sent}, follow=True)


@pytest.fixture
def measure(arrived: Plan) -> PlanItem:
    return arrived.items.get(path="二1")


def test_it_works(editor_client: Client, measure: PlanItem) -> None:
    """A measure that holds another one: it is parted, and the second part is made a measure of its own."""
    shown = words_of(editor_client.get(address(measure)))
    for words in ("建设试飞基地。", "引进企业15家。", "从这一句添加目标", "从这一句起另起一条"):
        assert words in shown

    at = measure.plan.text.index("引进企业")
    page = post(editor_client, measure, f"split:{at}")

    new = PlanItem.objects.get(start=at)
    assert page.redirect_chain[-1][0] == address(new)
    assert (new.level, new.text) == ("paragraph", "引进企业15家。")
    assert [target.text for target in new.targets.all()] == ["引进企业15家"]

    post(editor_client, new, "save", level="measure", number="3")

    new.refresh_from_db()
    assert (new.level, new.path) == ("measure", "二3")
    assert "items" in Plan.objects.get().set_by_person


def test_a_heading_is_none(editor_client: Client, arrived: Plan) -> None:
    section = arrived.items.get(path="一（一）", level="section")

    page = post(editor_client, section, "save", level="paragraph", number="1", title="主要目标")

    assert "已保存" in words_of(page)
    section.refresh_from_db()
    assert (section.level, section.path, section.title, section.number) == ("paragraph", "一", None, None)


def test_a_paragraph_is_a_heading(editor_client: Client, arrived: Plan) -> None:
    """Its number and title are proposed as they are printed."""
    section = arrived.items.get(path="一（一）", level="section")
    post(editor_client, section, "save", level="paragraph")

    page = editor_client.get(address(section))
    assert page.context["form"].initial == {"level": "paragraph", "number": 1, "title": "主要目标"}

    post(editor_client, section, "save", level="chapter", number="5", title=" 主要 目标 ")
    section.refresh_from_db()
    assert (section.level, section.path, section.title) == ("chapter", "五", "主要目标")


def test_join(editor_client: Client, measure: PlanItem) -> None:
    below = PlanItem.objects.get(path="二2")

    page = post(editor_client, below, "join")

    measure.refresh_from_db()
    assert page.redirect_chain[-1][0] == address(measure)
    assert measure.text.endswith("每年培训操控员200名。")
    assert measure.targets.count() == 3
    assert not PlanItem.objects.filter(pk=below.pk).exists()


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        ("split:0", "拆不开"),
        ("split:99999999999", "拆不开"),
        ("split:", "拆不开"),
        ("explode", "没有这样的操作"),
    ],
)
def test_what_cannot_be_done_is_told(editor_client: Client, measure: PlanItem, action: str, sentence: str) -> None:
    assert sentence in words_of(post(editor_client, measure, action))
    assert Plan.objects.get().version == 1


def test_the_first_one_joins_nothing(editor_client: Client, arrived: Plan) -> None:
    first = arrived.items.first()
    assert first is not None
    assert "并入上一条" not in words_of(editor_client.get(address(first)))
    assert "第一条" in words_of(post(editor_client, first, "join"))


@pytest.mark.parametrize("sent", [{"level": ""}, {"level": "book"}, {"level": "chapter", "number": "0"}])
def test_what_cannot_be_read_is_told(editor_client: Client, measure: PlanItem, sent: dict[str, str]) -> None:
    page = post(editor_client, measure, "save", **sent)

    assert page.status_code == 422
    assert page.context["form"].errors
    assert Plan.objects.get().version == 1


@pytest.mark.parametrize("action", ["save", "join", "split:150"])
def test_a_stale_page_changes_nothing(editor_client: Client, measure: PlanItem, action: str) -> None:
    page = post(editor_client, measure, action, version=99, level="chapter")

    assert "别人改过" in words_of(page)
    assert Plan.objects.get().version == 1


def test_an_item_that_is_gone(editor_client: Client, measure: PlanItem) -> None:
    below = PlanItem.objects.get(path="二2")
    post(editor_client, below, "join")

    page = post(editor_client, below, "save", level="chapter")

    assert "已经不在了" in words_of(page)
    assert editor_client.get(address(below)).status_code == 404


def test_who_may_correct(client: Client, reader_client: Client, measure: PlanItem) -> None:
    for someone, status in ((client, 302), (reader_client, 403)):
        assert someone.get(address(measure)).status_code == status
        assert someone.post(address(measure), {"version": "1", "action": "join"}).status_code == status
    assert Plan.objects.get().version == 1
    assert Target.objects.count() == 4
