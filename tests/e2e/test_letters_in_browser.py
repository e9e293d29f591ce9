"""The list of letters and its filters."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewPage
from tests.e2e.inspection import tab_through, unseen_stops


def narrow(page: Page) -> None:
    page.goto("/letters/")
    page.get_by_label("年份").select_option("2025年")
    page.get_by_label("种类").select_option("代表建议")
    page.get_by_role("button", name="筛选").click()
    page.wait_for_url("**/letters/?*")


@pytest.mark.parametrize("scripts", [True, False])
def test_it_works(new_page: NewPage, scripts: bool) -> None:
    page = new_page(java_script_enabled=scripts)
    narrow(page)
    expect(page.get_by_role("status")).to_have_text("共 1 份")
    page.goto(page.url)  # an address can be sent
    expect(page.get_by_label("种类")).to_have_value("代表建议")
    expect(page.get_by_role("status")).to_have_text("共 1 份")
    page.get_by_role("link", name="《关于推动科技创新工作的建议》的答复").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("关于推动科技创新工作的建议")


def test_keyboard(page: Page) -> None:
    page.goto("/letters/")
    stops = tab_through(page)

    assert stops[0]["words"] == "跳到正文"
    assert "筛选" in [stop["words"] for stop in stops]
    assert unseen_stops(stops) == []
