"""The whole way of a plan, without JavaScript: pasted, looked at beside its text, corrected, published, found."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from tests.plan_entry.plan_tools import SMALL

LogIn = Callable[[Page, User], None]


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
