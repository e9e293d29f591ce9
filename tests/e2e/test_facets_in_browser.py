"""Facets of a search: several values of one, and those that are folded away, found by typing and by keyboard."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from measures.records import load_seed_topics, refresh_stale_mentions
from tests.e2e.conftest import NewPage
from tests.e2e.inspection import axe_findings, widths_that_scroll
from tests.e2e.keys import press

HITS = f"/?q={quote('科技')}"
CHOSEN = "a[aria-current]"


@pytest.fixture
def topics(new_page: NewPage) -> None:
    load_seed_topics()
    refresh_stale_mentions()


def facets(page: Page) -> Locator:
    return page.get_by_role("complementary", name="缩小范围")


def found(page: Page) -> int:
    """How many letters and plans."""
    return int(page.locator(".result-line [role=status]").inner_text().partition("份")[0].removeprefix("找到"))


def test_several_values_of_one_facet(page: Page) -> None:
    page.goto(HITS)
    counts = []
    for year in ("2020年", "2025年"):
        facets(page).get_by_role("link", name=year).click()
        expect(page.locator(".chips.chosen")).to_contain_text(year)
        counts.append(found(page))

    expect(facets(page).locator(CHOSEN)).to_have_count(2)
    assert counts[0] < counts[1]
    facets(page).locator(CHOSEN).filter(has_text="2020年").click()
    expect(facets(page).locator(CHOSEN)).to_have_count(1)
    assert found(page) == counts[1] - counts[0]


def test_a_folded_value_is_found_by_typing_and_taken_by_keyboard(page: Page, topics: None) -> None:
    page.goto(HITS)
    more = facets(page).locator("details.more-values").filter(has_text="更多主题")
    values = more.locator("li")
    expect(values.first).to_be_hidden()
    more.locator("summary").focus()
    press(page, "Enter")
    press(page, "Tab")
    expect(more.get_by_label("筛选主题")).to_be_focused()
    name = values.last.locator("span").first.inner_text().strip()
    page.keyboard.type(name)

    expect(values.filter(visible=True)).to_have_count(1)
    assert axe_findings(page) == []
    press(page, "Tab")
    expect(values.last.get_by_role("link")).to_be_focused()
    press(page, "Enter")
    expect(page.locator(".chips.chosen")).to_contain_text(name)
    expect(facets(page).locator(CHOSEN).filter(has_text=name)).to_have_count(1)
    assert widths_that_scroll(page) == []


def test_without_scripts_all_folded_values_are_links(plain_page: Page, topics: None) -> None:
    plain_page.goto(HITS)
    more = facets(plain_page).locator("details.more-values").filter(has_text="更多主题")
    more.locator("summary").click()

    expect(more.get_by_label("筛选主题")).to_be_hidden()
    more.get_by_role("link").last.click()
    expect(plain_page.locator(".chips.chosen")).to_contain_text("主题")
