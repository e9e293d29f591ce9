"""Plans in the administration: read, headed, deleted whole."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from measures.models import Plan, PlanItem
from measures.records import correct_plan_head
from tests.admin.admin_pages import change, change_address, found, list_address, sent_back, words_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_works(administrator_client: Client, plan: Plan) -> None:
    assert str(plan) in words_of(administrator_client.get(list_address(Plan)))
    item = PlanItem.objects.filter(targets__isnull=False).first()
    assert item is not None
    page = words_of(administrator_client.get(change_address(item)))
    assert item.text[:40] in page
    target = item.targets.first()
    assert target is not None
    assert target.indicator in page


def test_the_head_is_correctable(administrator_client: Client, plan: Plan) -> None:
    change(administrator_client, plan, doc_number="吉政办发〔2016〕1号")

    assert Plan.objects.get().doc_number == "吉政办发〔2016〕1号"
    assert PlanItem.objects.count() > 20


def test_what_was_corrected_at_the_desk_meanwhile_stays(administrator_client: Client, plan: Plan) -> None:
    seen = sent_back(administrator_client.get(change_address(plan)))
    correct_plan_head(Plan.objects.get(), {"issuer": "甲省人民政府"}, expected_version=None)

    page = administrator_client.post(change_address(plan), seen | {"period": "十四五"}, follow=True)

    assert "刚才已被别人改过" in words_of(page)
    assert (Plan.objects.get().issuer, Plan.objects.get().period) == ("甲省人民政府", plan.period)


def test_delete(administrator_client: Client, plan: Plan) -> None:
    assert found("技术转移") == 1

    administrator_client.post(reverse("admin:measures_plan_delete", args=[plan.pk]), {"post": "yes"})

    assert not Plan.objects.exists()
    assert Plan.everything.get().is_deleted
    assert found("技术转移") == 0


def test_delete_some(administrator_client: Client, plan: Plan) -> None:
    sent = {"action": "delete_selected", "post": "yes", "_selected_action": [plan.pk]}

    administrator_client.post(list_address(Plan), sent)

    assert not Plan.objects.exists()
    assert found("技术转移") == 0


def test_nodes_are_for_reading(administrator_client: Client, plan: Plan) -> None:
    item = plan.items.first()
    assert item is not None

    assert administrator_client.post(change_address(item), {"title": "别的"}).status_code == 403
    assert administrator_client.post(reverse("admin:measures_planitem_delete", args=[item.pk])).status_code == 403
    assert administrator_client.get(reverse("admin:measures_plan_add")).status_code == 403


def test_editors_only_look(editor_client: Client, plan: Plan) -> None:
    assert editor_client.get(change_address(plan)).status_code == 200
    assert editor_client.post(change_address(plan), {"title": "别的"}).status_code == 403
    assert editor_client.post(reverse("admin:measures_plan_delete", args=[plan.pk])).status_code == 403
