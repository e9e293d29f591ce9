"""审计记录 for an auditor: reached from the menu, narrowed, taken out as a file, read at four widths."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from tests.e2e.inspection import axe_findings, widths_that_scroll

LogIn = Callable[[Page, User], None]


@pytest.fixture
def page(page: Page, auditor: User, log_in: LogIn) -> Page:
    log_in(page, auditor)
    return page


@pytest.fixture
def axe_page(axe_page: Page, auditor: User, log_in: LogIn) -> Page:
    log_in(axe_page, auditor)
    return axe_page


def test_it_works(page: Page) -> None:
    page.goto("/")
    page.get_by_text("更多", exact=True).click()
    page.get_by_role("link", name="审计", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("审计记录")
    page.get_by_label("做了什么").select_option("登录")
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_role("row").filter(has_text="审计员")).to_contain_text("登录")
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX").click()
    assert download.value.suggested_filename.startswith("审计记录_")
    page.goto("/audit/?act=exported")
    expect(page.get_by_role("row").filter(has_text="审计记录_")).to_have_count(1)


def test_axe_and_widths(axe_page: Page) -> None:
    assert axe_findings(axe_page, "/audit/") == []
    assert widths_that_scroll(axe_page) == []
