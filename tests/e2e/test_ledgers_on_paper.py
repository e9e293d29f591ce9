"""Ledgers printed: tables under their title, with the filters in words and the day, without what only a screen needs."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from measures.models import Indicator, Plan, Topic
from proposals.models import ReplyLetter
from tests.conftest import mention_topics, settle_figures

PRINTED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日打印")


def on_paper(page: Page, address: str) -> Page:
    page.goto(address)
    page.emulate_media(media="print")
    for left_out in page.locator(".filters, .search-form, .masthead, nav.pager, .no-print").all():
        expect(left_out).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text(PRINTED)).to_be_visible()
    return page


def lefts(rows: Locator) -> set[tuple[int, ...]]:
    """Where the cells of each row begin, in pixels, each place once."""
    cells = "rows => rows.map(row => [...new Set([...row.children].map(cell => Math.round(cell.getBoundingClientRect().left)))].sort((a, b) => a - b))"
    return {tuple(row) for row in rows.evaluate_all(cells)}


def test_figures(page: Page) -> None:
    on_paper(page, "/figures/?year=2025&counted=资金")
    rows = page.locator(".figure-rows > li")

    expect(page.locator(".chosen a")).to_have_text([re.compile("计什么：资金"), re.compile("答复年份：2025")])
    expect(rows.first).to_have_text(re.compile("数据口径原文出处"))
    assert max(map(len, lefts(rows))) == 4
    assert len(set().union(*lefts(rows))) == 4


def test_promises(page: Page) -> None:
    rows = on_paper(page, "/commitments/?year=2025").locator(".promise-rows > li")

    expect(page.locator(".chosen")).to_contain_text("2025")
    assert rows.count() > 2
    assert len(lefts(rows)) == 1


def test_topics(page: Page) -> None:
    mention_topics()
    topic = Topic.objects.get(name="科创专员")
    on_paper(page, f"/topics/?q={topic.name}")
    expect(page.get_by_text(f"名称里有“{topic.name}”；")).to_be_visible()
    assert len(set().union(*lefts(page.locator(".topic-rows > li")))) == 3
    assert len(lefts(on_paper(page, topic.get_absolute_url()).locator(".quotation"))) == 1


@pytest.fixture
def indicator(seeds: dict[str, ReplyLetter]) -> Indicator:
    settle_figures(seeds)
    return Indicator.objects.get(name="职务科技成果转化金额")


def test_targets_of_a_plan_fit_the_paper(page: Page, plan: Plan) -> None:
    page.set_viewport_size({"width": 590, "height": 800})
    on_paper(page, f"{plan.get_absolute_url()}?due=past")
    expect(page.locator(".chosen")).to_contain_text("期限：已过期限")
    assert page.locator(".targets").evaluate("table => table.getBoundingClientRect().right") <= 590


def test_an_indicator_fits_the_paper(page: Page, indicator: Indicator) -> None:
    page.set_viewport_size({"width": 590, "height": 800})  # 156 mm between the margins
    for address in ("/indicators/", indicator.get_absolute_url()):
        on_paper(page, address)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
