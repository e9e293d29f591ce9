"""The plan: its tree, its measures, its targets."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from measures.models import Plan
from tests.e2e.inspection import tab_through, unseen_stops


def test_it_works(page: Page) -> None:
    page.goto("/plans/")
    page.get_by_role("link", name="吉林省促进科技成果转移转化实施方案").click()
    page.get_by_role("navigation", name="方案目录").get_by_role("link", name="量化目标").click()
    targets = page.get_by_role("region", name="量化目标").last
    expect(targets).to_be_in_viewport()

    row = targets.get_by_role("row").filter(has_text="每年培训100名左右技术经纪人")
    row.get_by_role("link", name="二（六）").click()
    expect(page.locator(":target")).to_contain_text("每年培训100名左右技术经纪人")
    expect(page.locator(":target")).to_be_in_viewport()


def test_keyboard(page: Page, plan: Plan) -> None:
    page.goto(plan.get_absolute_url())
    stops = tab_through(page)

    assert "量化目标" in [stop["words"] for stop in stops]
    assert unseen_stops(stops) == []


def test_print_leaves_the_navigation_out(page: Page, plan: Plan) -> None:
    page.goto(plan.get_absolute_url())
    page.emulate_media(media="print")

    expect(page.get_by_role("navigation", name="主导航")).to_be_hidden()
    expect(page.get_by_role("navigation", name="方案目录")).to_be_hidden()
    expect(page.get_by_role("heading", name="一、总体思路")).to_be_visible()
