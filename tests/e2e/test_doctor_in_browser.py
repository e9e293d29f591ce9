"""系统检查 for an administrator: reached from the administration, read at four widths."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from tests.e2e.inspection import axe_findings, widths_that_scroll

LogIn = Callable[[Page, User], None]


@pytest.fixture
def page(page: Page, administrator: User, log_in: LogIn) -> Page:
    log_in(page, administrator)
    return page


@pytest.fixture
def axe_page(axe_page: Page, administrator: User, log_in: LogIn) -> Page:
    log_in(axe_page, administrator)
    return axe_page


def test_it_works(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="系统检查").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("系统检查")
    expect(page.get_by_role("row").filter(has_text="数据库能否读取")).to_contain_text("正常")
    page.get_by_role("link", name="回到管理").click()
    expect(page.get_by_role("heading", name="管理", exact=True)).to_be_visible()


def test_axe_and_widths(axe_page: Page) -> None:
    assert axe_findings(axe_page, "/doctor/") == []
    assert widths_that_scroll(axe_page) == []
