"""The ledger of figures, and values in the search box."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.inspection import tab_through, unseen_stops


def test_it_works(page: Page) -> None:
    page.goto("/?q=0.9942亿元")
    found = page.get_by_role("region", name="按数值")
    expect(found).to_contain_text("数值相同，写法不同")
    found.get_by_role("link", name="在数据里看全部").click()
    expect(page.get_by_label("数值")).to_have_value("0.9942亿元")
    page.get_by_role("list", name="已选条件").get_by_role("link").click()
    expect(page.get_by_role("status")).to_contain_text("第 1 /")
    page.get_by_role("listitem").filter(has_text="出处：").first.get_by_role("link").last.click()
    expect(page.locator(":target")).to_be_in_viewport()


def test_keyboard(page: Page) -> None:
    page.goto("/figures/?value=2518人")
    stops = tab_through(page)

    assert "筛选" in [stop["words"] for stop in stops]
    assert unseen_stops(stops) == []
