"""Who asked, and what they were answered."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.keys import press


def test_it_works(page: Page) -> None:
    page.goto("/delegates/")
    page.get_by_label("委员、代表").fill("王洪福")
    press(page, "Enter")
    page.get_by_role("link", name="王洪福", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("王洪福委员")
    page.get_by_role("link", name="推动省内高校建设专门的技术转移机构").click()

    expect(page.locator("#ask-1")).to_be_in_viewport()
