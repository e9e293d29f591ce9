"""Above every list: filters that unfold, what is kept under a name, A–Z; by mouse and by keyboard, without scripts, too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from kejiting.models import SavedView
from tests.e2e.conftest import NewPage

LogIn = Callable[[Page, User], None]


@pytest.mark.parametrize("scripts", [True, False])
def test_filters_are_kept_renamed_and_deleted(new_page: NewPage, log_in: LogIn, reader: User, scripts: bool) -> None:
    page = new_page(java_script_enabled=scripts)
    log_in(page, reader)
    page.goto("/commitments/")
    expect(page.get_by_label("单位名称")).to_be_hidden()
    page.get_by_text("更多条件").click()
    page.get_by_label("单位名称").fill("财政")
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_label("单位名称")).to_be_visible()

    page.get_by_text("常用条件：保存、改名、删去").click()
    page.get_by_label("现在的条件，保存为").fill("财政厅要做的")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("已保存常用条件“财政厅要做的”")
    page.goto("/commitments/")
    page.get_by_role("link", name="财政厅要做的").click()
    expect(page.get_by_label("单位名称")).to_have_value("财政")

    page.get_by_text("常用条件：保存、改名、删去").click()
    page.get_by_label("“财政厅要做的”的名称").fill("财政")
    page.get_by_role("button", name="改名").click()
    expect(page.get_by_role("link", name="财政", exact=True)).to_be_visible()
    page.get_by_text("常用条件：保存、改名、删去").click()
    page.get_by_role("button", name="删去").click()
    expect(page.get_by_role("status").first).to_contain_text("已删去常用条件“财政”")
    assert not SavedView.objects.exists()


def test_an_office_becomes_ours(page: Page, log_in: LogIn, reader: User) -> None:
    log_in(page, reader)
    page.goto("/commitments/?office=吉科发成")
    page.get_by_role("button", name="把“吉科发成”设为本处室").click()
    page.goto("/letters/")
    page.get_by_role("link", name="本处室", exact=True).click()

    expect(page.get_by_role("link", name="本处室", exact=True)).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("region", name="列表").get_by_role("heading", level=2)).to_have_count(1)


def test_names_are_found_by_their_letter(page: Page) -> None:
    page.goto("/delegates/")
    page.get_by_role("link", name="L", exact=True).press("Enter")

    expect(page.get_by_role("region", name="名单").get_by_role("link")).to_have_text(["李锐"])
