"""The scoreboard: a target's page, where editors link figures, and a measure's page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from measures.models import Plan, Target
from tests.e2e.inspection import tab_through, unseen_stops


@pytest.fixture
def target(plan: Plan) -> Target:
    return Target.objects.get(item__plan=plan, indicator="专业化技术转移人才")


@pytest.fixture
def addresses(plan: Plan, target: Target) -> list[str]:
    return [target.get_absolute_url(), f"/plans/{plan.pk}/measures/4/"]


def test_an_editor_links_a_figure(
    plain_page: Page, log_in: Callable[[Page, User], None], editor: User, target: Target
) -> None:
    """Without JavaScript, too."""
    page = plain_page
    log_in(page, editor)
    page.goto(target.item.plan.get_absolute_url())
    page.get_by_role("link", name=re.compile("看可能对应的数据.*专业化技术转移人才")).click()
    page.get_by_role("button", name=re.compile("对应这个目标.*900余人")).click()

    facts = page.get_by_role("listitem").filter(has_text="900余人").first
    expect(facts).to_contain_text("已超过")
    page.get_by_role("button", name=re.compile("不对应，取下.*900余人")).click()
    expect(page.get_by_role("region", name="经过")).to_contain_text("取下“技术经纪人队伍900余人”")


def test_a_measure_leads_to_what_letters_said(page: Page, plan: Plan) -> None:
    page.goto(plan.get_absolute_url())
    page.get_by_role("link", name=re.compile("后来的答复怎么说.*第4条措施")).click()
    page.get_by_role("region", name="后来的答复怎么说").get_by_role("link").first.click()

    expect(page.locator(":target")).to_be_in_viewport()


def test_keyboard(page: Page, addresses: list[str]) -> None:
    for address in addresses:
        page.goto(address)
        assert unseen_stops(tab_through(page)) == []
