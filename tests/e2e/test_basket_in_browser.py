"""Passages collected over pages: with the mouse, with the keyboard, and without JavaScript."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from proposals.models import ReplyLetter
from tests.e2e.inspection import axe_findings, tab_through, unseen_stops, widths_that_scroll

HITS = f"/?q={quote('技术经纪人')}"


def collect(page: Page, letter: ReplyLetter) -> None:
    """A hit by the mouse, then a passage of a letter by the keyboard."""
    page.goto(HITS)
    hit = page.locator(".hit").filter(has_text="2518人")
    hit.hover()
    hit.get_by_role("button", name="摘录", exact=True).click()
    expect(hit.get_by_role("link", name="已摘录")).to_be_in_viewport()
    expect(page).to_have_url(re.compile(rf"{re.escape(HITS)}#p\d+$"))  # where one was
    page.goto(letter.get_absolute_url())
    page.locator(".passage").first.get_by_role("button", name="摘录", exact=True).press("Enter")
    expect(page.locator(".passage").first.get_by_role("link", name="已摘录")).to_be_in_viewport()


def words(page: Page) -> list[str]:
    return page.locator(".collected-words").all_inner_texts()


@pytest.mark.parametrize("kind", ["page", "plain_page"])
def test_it_works(request: pytest.FixtureRequest, kind: str, seeds: dict[str, ReplyLetter]) -> None:
    page: Page = request.getfixturevalue(kind)
    collect(page, seeds["001"])
    page.get_by_role("link", name="摘录（2）").click()
    first, second = words(page)
    assert "2518人" in first
    expect(page.get_by_role("listitem").filter(has_text=first[:20])).to_contain_text(
        "吉科发成〔2025〕84号，2025年6月18日，第一项"
    )

    page.get_by_role("button", name="下移").click()
    assert words(page) == [second, first]
    for name, suffix in (("Word", ".docx"), ("文本", ".txt")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).click()
        assert download.value.suggested_filename.startswith("摘录_")
        assert download.value.suggested_filename.endswith(suffix)
    page.get_by_role("button", name="移去", exact=True).first.press("Enter")
    assert words(page) == [first]


def test_keyboard_axe_and_widths(axe_page: Page, seeds: dict[str, ReplyLetter]) -> None:
    page = axe_page
    collect(page, seeds["001"])
    page.goto("/basket/")

    assert unseen_stops(tab_through(page)) == []
    assert axe_findings(page, HITS, "/basket/") == []
    assert widths_that_scroll(page, "/basket/") == []
