"""Targets at the desk: added from a sentence, changed, taken away."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from measures.models import Plan, SupersededTarget, Target
from measures.plan_entry.forms import PlanTargetForm, read_amount, target_initial
from tests.plan_entry.plan_tools import words_of

pytestmark = pytest.mark.django_db


def address(target: Target) -> str:
    return reverse("entry_plan_target", args=[target.item.plan_id, target.pk])


def new_address(plan: Plan, sentence: str) -> str:
    start = plan.text.index(sentence)
    return f"{reverse('entry_plan_target_new', args=[plan.pk])}?start={start}&end={start + len(sentence)}"


def post(client: Client, to: str, *, version: int | None = None, action: str = "save", **sent: str) -> HttpResponse:
    now = Plan.objects.get().version if version is None else version
    form = {
        "words": "引进企业15家",
        "indicator": "引进企业",
        "comparator": "≥",
        "value": "16家",
        "due": "2024年",
        "version": str(now),
        "action": action,
        **sent,
    }
    return client.post(to, form, follow=True)


@pytest.fixture
def target(arrived: Plan) -> Target:
    return next(one for one in Target.objects.all() if one.text == "引进企业15家")


def test_it_works(editor_client: Client, target: Target) -> None:
    page = editor_client.get(address(target))
    assert page.context["form"].initial == {
        "words": "引进企业15家",
        "indicator": "企业",
        "comparator": "=",
        "value": "15家",
        "due": target.due,
    }

    page = post(editor_client, address(target), value="1.5万家", due="")

    changed = Target.objects.get(pk=target.pk)
    assert (changed.indicator, changed.comparator, changed.low, changed.high, changed.unit, changed.due) == (
        "引进企业",
        "≥",
        Decimal(15000),
        Decimal(15000),
        "家",
        None,
    )
    assert "已保存目标“引进企业”" in words_of(page)
    assert Plan.objects.get().set_by_person == ["targets"]


def test_it_is_added_from_a_sentence(editor_client: Client, arrived: Plan) -> None:
    to = new_address(arrived, "为推进低空经济发展，制定本方案。")
    assert editor_client.get(to).context["form"].initial == {"words": "为推进低空经济发展，制定本方案。"}

    post(editor_client, to, words="推进低空经济发展", indicator="产值", comparator="range", value="15—30亿元")

    added = Target.objects.get(indicator="产值")
    # the words stand in the title, too: those of the sentence are meant
    assert added.start == arrived.text.index("为推进") + 1
    assert (added.low, added.high, added.unit) == (Decimal(1_500_000_000), Decimal(3_000_000_000), "元")
    assert added.item.text.startswith("为推进")


def test_what_was_taken_away_is_proposed_as_read(editor_client: Client, target: Target) -> None:
    plan = target.item.plan
    post(editor_client, address(target), action="remove")
    assert Target.objects.count() == 3

    page = editor_client.get(new_address(plan, "引进企业15家。"))

    assert page.context["form"].initial["words"] == "引进企业15家"
    assert page.context["form"].initial["value"] == "15家"


def test_every_target_of_the_seed_can_be_saved_as_it_is(plan: Plan) -> None:
    for target in Target.objects.filter(item__plan=plan):
        form = PlanTargetForm({name: value or "" for name, value in target_initial(target).items()})
        assert form.is_valid(), (target, form.errors)
        assert form.cleaned_data["amount"] == (target.low, target.high, target.unit)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("50亿元", (5_000_000_000, 5_000_000_000, "元")),
        ("15—30万元", (150_000, 300_000, "元")),
        ("25％", (25, 25, "%")),
        ("1,200家", (1200, 1200, "家")),
        ("三亿二千万元", (320_000_000, 320_000_000, "元")),
        ("3.5标准分", (Decimal("3.5"), Decimal("3.5"), "标准分")),
        ("50亿元以上", None),
        ("≥50亿元", None),
        ("很多", None),
        ("30—15家", None),
        ("3.123456家", None),
        ("9" * 16 + "家", None),
    ],
)
def test_amounts(typed: str, amount: tuple[int, int, str] | None) -> None:
    assert read_amount(typed) == amount


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("words", "原文里没有的话", "方案里没有这段文字"),
        ("words", "", "必填"),
        ("indicator", "", "必填"),
        ("value", "若干", "读不出这个数值"),
        ("value", "15—30家", "区间要写两个数值"),
        ("comparator", "range", "区间要写两个数值"),
        ("comparator", ">", "选"),
        ("indicator", "长" * 201, "200"),
    ],
)
def test_what_cannot_be_saved_is_told(
    editor_client: Client, target: Target, field: str, value: str, sentence: str
) -> None:
    page = post(editor_client, address(target), **{field: value})

    assert page.status_code == 422
    assert sentence in words_of(page) or page.context["form"].errors[field]
    assert Plan.objects.get().version == 1


def test_a_stale_page_changes_nothing(editor_client: Client, arrived: Plan, target: Target) -> None:
    for page in (
        post(editor_client, address(target), version=9),
        post(editor_client, address(target), version=9, action="remove"),
        post(editor_client, new_address(arrived, "引进企业"), version=9),
    ):
        assert "别人改过" in words_of(page)
    assert (Target.objects.count(), Plan.objects.get().version) == (4, 1)


def test_a_target_that_people_decided_of_stays(editor_client: Client, editor: User, target: Target) -> None:
    SupersededTarget.objects.create(target=target, reason="已调整", by=editor)

    page = post(editor_client, address(target), action="remove")

    assert "不能去掉" in words_of(page)
    assert Target.objects.filter(pk=target.pk).exists()


def test_a_target_that_is_gone(editor_client: Client, target: Target) -> None:
    post(editor_client, address(target), action="remove")

    assert "已经不在了" in words_of(post(editor_client, address(target)))
    assert editor_client.get(address(target)).status_code == 404


@pytest.mark.parametrize(
    "where", ["", "?start=5&end=5", "?start=-1&end=9", "?start=x&end=y", "?start=999999&end=9999999"]
)
def test_no_sentence(editor_client: Client, arrived: Plan, where: str) -> None:
    assert editor_client.get(reverse("entry_plan_target_new", args=[arrived.pk]) + where).status_code == 404


def test_who_may_correct(client: Client, reader_client: Client, arrived: Plan, target: Target) -> None:
    for someone, status in ((client, 302), (reader_client, 403)):
        for to in (address(target), new_address(arrived, "引进企业")):
            assert someone.get(to).status_code == status
            assert someone.post(to, {"version": "1", "action": "remove"}).status_code == status
    assert Target.objects.count() == 4
