"""The API's reader, which needs no internet and keeps to the strict Content-Security-Policy."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.inspection import axe_findings, widths_that_scroll

ADDRESS = "/api/docs"


def test_it_works(page: Page) -> None:
    page.goto(ADDRESS)
    search = page.locator(".opblock").filter(has_text="/api/search")
    search.get_by_role("button").first.click()
    search.get_by_role("button", name="Try it out").click()
    search.locator("input[aria-label=q]").fill("技术经纪人")
    search.get_by_role("button", name="Execute").click()

    expect(search.locator(".live-responses-table")).to_contain_text("对省政协十三届三次会议第157号委员提案的答复")


def test_without_javascript(plain_page: Page) -> None:
    plain_page.goto(ADDRESS)

    expect(plain_page.get_by_role("link", name="openapi.json")).to_be_visible()


def test_axe_and_widths(axe_page: Page) -> None:
    axe_page.goto(ADDRESS)
    expect(axe_page.locator(".opblock").first).to_be_visible()

    assert axe_findings(axe_page) == []
    assert widths_that_scroll(axe_page) == []
