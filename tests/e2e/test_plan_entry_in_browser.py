"""The whole way of a plan, without JavaScript: pasted, looked at beside its text, corrected, published, found."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from kejiting.ingest.plan_saving import stage_plan
from kejiting.ingest.reading import read_plan
from measures.models import Plan, Target
from tests.e2e.inspection import axe_findings, widths_that_scroll
from tests.plan_entry.plan_tools import SMALL

LogIn = Callable[[Page, User], None]


@pytest.fixture
def addresses(editor: User, plan: Plan) -> list[str]:
    arrived = stage_plan(read_plan("方案.txt", SMALL.replace("海东市推进", "海西市推进").encode()), by=editor)
    review = f"/entry/plans/{arrived.pk}/"
    target = Target.objects.filter(item__plan=arrived).first()
    assert target is not None
    return [
        "/entry/plans/",
        review,
        f"/entry/plans/{plan.pk}/",
        f"{review}items/{target.item_id}/",
        f"{review}targets/{target.pk}/",
        f"{review}targets/new/?start=0&end=9",
        f"{review}compare/{plan.pk}/",
        f"{review}delete/",
    ]


def test_it_works(plain_page: Page, editor: User, log_in: LogIn) -> None:
    page = plain_page
    log_in(page, editor)
    page.goto("/plans/")
    page.get_by_role("link", name="录入方案").click()
    page.get_by_label("方案全文").fill(SMALL)
    page.get_by_role("button", name="识别", exact=True).click()

    page.get_by_label("发文机关").fill("海东市人民政府")
    page.get_by_role("button", name="先存改动，稍后再看").click()
    expect(page.get_by_role("status")).to_have_text("已保存。")
    page.get_by_role("region", name="正文").get_by_role("link", name="引进企业15家").click()
    page.get_by_label("指标").fill("引进企业")
    page.get_by_label("要求").select_option("不低于")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("region", name="章节、措施和目标")).to_contain_text("引进企业：不低于 15家")
    page.get_by_role("link", name=re.compile("^改.*二1 ")).click()
    page.get_by_role("button", name=re.compile("^从这一句起另起一条.*引进企业")).click()
    page.get_by_label("这一条是").select_option("措施")
    page.get_by_label("序号").fill("3")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="核对页").click()
    page.get_by_role("button", name="存并发布").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("海东市推进低空经济发展实施方案")
    expect(page.get_by_role("row").filter(has_text="引进企业")).to_contain_text("二3")
    page.goto("/?q=试飞基地")
    expect(page.get_by_role("main")).to_contain_text("海东市推进低空经济发展实施方案")


def test_widths(page: Page, editor: User, log_in: LogIn, addresses: list[str]) -> None:
    log_in(page, editor)
    assert widths_that_scroll(page, *addresses) == []


def test_axe(axe_page: Page, editor: User, log_in: LogIn, addresses: list[str]) -> None:
    log_in(axe_page, editor)
    assert axe_findings(axe_page, *addresses) == []
