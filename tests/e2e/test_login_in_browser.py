"""Logging in and out."""

from __future__ import annotations

from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from kejiting.models import InitialPassword
from tests.e2e.inspection import axe_findings, tab_through, unseen_stops, widths_that_scroll
from tests.e2e.keys import press

PASSWORD = "中国-Jilin-2016"


def log_in_by_hand(page: Page, name: str, password: str) -> None:
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(password)
    press(page, "Enter")


def test_it_works(page: Page, editor: User) -> None:
    """The desk asks for a login, refuses a wrong password and is reached after the right one."""
    page.goto("/entry/")
    log_in_by_hand(page, editor.username, "123456")
    expect(page.locator(".errorlist")).to_contain_text("请输入一个正确的用户名和密码")
    log_in_by_hand(page, editor.username, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("录入答复函")

    page.locator("summary", has_text=editor.get_username()).click()
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("link", name="登录")).to_be_visible()
    expect(page.get_by_role("link", name="录入")).to_have_count(0)


def test_without_javascript(plain_page: Page, editor: User) -> None:
    plain_page.goto("/login/")
    log_in_by_hand(plain_page, editor.username, PASSWORD)

    plain_page.locator("summary", has_text=editor.get_username()).click()
    expect(plain_page.get_by_role("button", name="退出")).to_be_visible()


def test_keyboard_axe_and_widths(axe_page: Page) -> None:
    axe_page.goto("/login/")
    stops = tab_through(axe_page)

    assert "登录" in [stop["words"] for stop in stops]
    assert unseen_stops(stops) == []
    assert axe_findings(axe_page, "/login/") == []
    assert widths_that_scroll(axe_page) == []


def test_a_first_password_is_changed(page: Page, editor: User) -> None:
    InitialPassword.objects.create(person=editor)
    page.goto("/entry/")
    log_in_by_hand(page, editor.username, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("修改密码")

    page.get_by_label("旧密码").fill(PASSWORD)
    page.get_by_label("新密码", exact=True).fill("松花江-2026-答复")
    page.get_by_label("新密码确认").fill("松花江-2026-答复")
    press(page, "Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("录入答复函")
    expect(page.get_by_role("status").first).to_have_text("密码已改，下次请用新密码登录。")
