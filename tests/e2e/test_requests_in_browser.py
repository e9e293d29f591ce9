"""来件 by mouse and keyboard: pasted, read, an ask corrected, another one selected in the text; also without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from proposals.models import Request
from tests.desk.request_texts import TEXT, TITLE
from tests.e2e.conftest import NewPage

LogIn = Callable[[Page, User], None]


def paste(page: Page) -> None:
    page.goto("/requests/")
    page.get_by_role("link", name="录入来件").first.click()
    page.get_by_label("来件全文").fill(TEXT)
    page.get_by_role("button", name="识别", exact=True).click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_from_paste_to_a_corrected_ask(new_page: NewPage, log_in: LogIn, editor: User, scripts: bool) -> None:
    page = new_page(java_script_enabled=scripts)
    log_in(page, editor)
    paste(page)
    expect(page.get_by_role("heading", name="所提的建议（3）")).to_be_visible()
    page.get_by_label("标题：第 2 条").fill("职称评价")
    page.get_by_role("button", name=re.compile("改标题.*第 2 条")).click()
    expect(page.get_by_label("标题：第 2 条")).to_have_value("职称评价")
    page.get_by_role("button", name=re.compile("不是建议.*第 3 条")).click()
    expect(page.get_by_role("heading", name="所提的建议（2）")).to_be_visible()
    page.get_by_label("原文").fill("三、加大对技术转移机构的资金支持。设立专项资金，\n对成交的合同给予奖励。")
    page.get_by_role("button", name="是一条建议").click()
    expect(page.get_by_role("heading", name="所提的建议（3）")).to_be_visible()
    page.get_by_label("承办处室").fill("成果处")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("已保存。")).to_be_visible()
    row = Request.objects.get()
    assert (row.office, [ask.title for ask in row.asks.order_by("position")][1:]) == ("成果处", ["职称评价", None])


def test_an_ask_is_selected_by_mouse(page: Page, log_in: LogIn, editor: User) -> None:
    log_in(page, editor)
    paste(page)
    line = page.locator("#request-text p", has_text="案由")
    line.scroll_into_view_if_needed()
    box = line.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 1, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 8, steps=5)
    page.mouse.up()
    words = page.get_by_label("原文").input_value()
    assert words.startswith("案由：近年来")
    page.get_by_role("button", name="是一条建议").click()
    expect(page.get_by_role("heading", name="所提的建议（4）")).to_be_visible()
    assert Request.objects.get().asks.get(position=1).text == words
