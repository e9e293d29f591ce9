"""Who asked, and what they were answered."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from proposals.models import Delegate, ReplyLetter
from tests.e2e.inspection import axe_findings, widths_that_scroll


@pytest.fixture
def addresses(seeds: dict[str, ReplyLetter]) -> list[str]:
    return ["/delegates/", "/delegates/?name=无", Delegate.objects.get(name="王洪福").get_absolute_url()]


def test_it_works(page: Page) -> None:
    page.goto("/delegates/")
    page.get_by_label("委员、代表").fill("王洪福")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="王洪福", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("王洪福委员")
    page.get_by_role("link", name="推动省内高校建设专门的技术转移机构").click()

    expect(page.locator("#ask-1")).to_be_in_viewport()


def test_widths(page: Page, addresses: list[str]) -> None:
    assert widths_that_scroll(page, *addresses) == []


def test_axe(axe_page: Page, addresses: list[str]) -> None:
    assert axe_findings(axe_page, *addresses) == []
