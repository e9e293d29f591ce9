"""Letters corrected in the administration, under the same Content-Security-Policy as every page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from proposals.models import ReplyLetter

LogIn = Callable[[Page, User], None]
LETTERS = "/admin/proposals/replyletter/"


@pytest.fixture
def page(page: Page, editor: User, log_in: LogIn) -> Page:
    log_in(page, editor)
    return page


@pytest.fixture
def address(seeds: dict[str, ReplyLetter]) -> str:
    return f"{LETTERS}{seeds['000'].pk}/change/"


def save(page: Page) -> None:
    page.locator("input[name=_continue]").click()


def test_it_works(page: Page, address: str, seeds: dict[str, ReplyLetter]) -> None:
    """A field is corrected, the letter's page shows it, and the history says who did it."""
    page.goto(address)
    page.get_by_label("发文机关").fill("吉林省科技厅")
    save(page)
    expect(page.locator(".messagelist")).to_contain_text("成功")
    page.goto(seeds["000"].get_absolute_url())
    expect(page.locator(".agency")).to_have_text("吉林省科技厅")

    page.goto(address.replace("change", "history"))
    expect(page.locator("#change-history tbody tr").first).to_contain_text("吉林省科学技术厅 → 吉林省科技厅")
    expect(page.locator("#change-history tbody tr").first).to_contain_text("编辑")


def test_proposals_and_people_are_chosen_by_name(page: Page, address: str, seeds: dict[str, ReplyLetter]) -> None:
    page.goto(f"/admin/proposals/proposal/{seeds['000'].proposals.get().pk}/change/")
    page.locator(".field-delegate .select2-selection").last.click()
    page.locator(".select2-search__field").fill("李锐")
    page.locator(".select2-results__option", has_text="李锐").click()
    save(page)
    expect(page.locator(".messagelist")).to_contain_text("成功")
    page.goto(seeds["000"].get_absolute_url())
    expect(page.get_by_role("main")).to_contain_text("李锐")


def test_a_new_letter_is_entered_at_the_desk(page: Page) -> None:
    page.goto(LETTERS)
    page.get_by_role("link", name="增加答复函").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("录入答复函")


def test_the_second_to_save_is_told(page: Page, address: str, seeds: dict[str, ReplyLetter]) -> None:
    page.goto(address)
    other = page.context.new_page()
    other.goto(address)
    for window, agency in ((page, "第一人"), (other, "第二人")):
        window.get_by_label("发文机关").fill(agency)
        save(window)
        expect(window.locator(".messagelist, .errornote").first).to_be_visible()

    expect(other.locator(".errorlist").first).to_contain_text("刚才已被别人改过，您的改动没有保存")
    page.goto(seeds["000"].get_absolute_url())
    expect(page.locator(".agency")).to_have_text("第一人")
