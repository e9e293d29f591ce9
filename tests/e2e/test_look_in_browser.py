"""The frame around every page: its menus by keyboard, and the look that a person chose."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewPage
from tests.e2e.keys import press

GROUND = "getComputedStyle(document.documentElement).backgroundColor"
LETTERS = "parseFloat(getComputedStyle(document.body).fontSize)"
DAY, NIGHT = "rgb(243, 240, 234)", "rgb(25, 24, 22)"


def test_the_menu_by_keyboard(page: Page) -> None:
    page.goto("/")
    more = page.locator("nav summary")
    more.focus()
    press(page, "Enter")
    expect(page.get_by_role("link", name="委员代表")).to_be_visible()
    press(page, "Tab")
    expect(page.get_by_role("link", name="委员代表")).to_be_focused()
    press(page, "Escape")
    expect(page.get_by_role("link", name="委员代表")).to_be_hidden()
    expect(more).to_be_focused()

    press(page, "Enter")
    press(page, "Tab")
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("委员和代表")
    expect(page.locator("nav summary")).to_have_text("更多：委员代表")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_of_an_editor_is_one_line_of_a_phone(
    new_page: NewPage, log_in: Callable[[Page, User], None], editor: User, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    page.set_viewport_size({"width": 390, "height": 800})
    log_in(page, editor)
    page.goto("/work/")
    menu = page.get_by_role("navigation", name="主导航")
    places = menu.locator("> ul > li").all()
    line = places[0].bounding_box()
    assert line is not None
    assert {round(box["y"]) for place in places if (box := place.bounding_box())} == {round(line["y"])}
    if scripts:
        expect(menu.get_by_role("link", name="工作台")).to_be_in_viewport(ratio=1)
    menu.get_by_text("更多").click()
    expect(menu.get_by_role("link", name="帮助")).to_be_in_viewport(ratio=1)


def test_a_menu_closes_when_one_goes_elsewhere(page: Page) -> None:
    page.goto("/topics/")
    menus = page.locator("details.menu[open]")
    page.locator("nav summary").click()
    page.get_by_text("显示", exact=True).click()
    expect(menus).to_have_count(1)
    page.get_by_role("heading", level=1).click()
    expect(menus).to_have_count(0)


def test_the_menu_without_javascript(plain_page: Page) -> None:
    plain_page.goto("/")
    plain_page.locator("nav summary").click()
    plain_page.get_by_role("link", name="主题", exact=True).click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("主题")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_look_is_kept_over_pages(new_page: NewPage, scripts: bool) -> None:
    page = new_page(java_script_enabled=scripts)
    page.goto("/topics/?page=2")
    assert page.evaluate(GROUND) == DAY
    for choice in ("深色", "大字"):
        if page.locator("[data-display-form]").is_hidden():
            page.get_by_text("显示", exact=True).click()
        with page.expect_response("**/display/"):
            page.get_by_role("button", name=choice).click()
        page.wait_for_load_state()
        expect(page.locator(f"button:text-is('{choice}')")).to_have_attribute("aria-pressed", "true")
        assert page.url.endswith("/topics/?page=2")

    for address in (page.url, "/letters/", "/login/"):
        page.goto(address)
        assert (page.evaluate(GROUND), page.evaluate(LETTERS)) == (NIGHT, 20)


def test_the_look_changes_at_once(page: Page) -> None:
    """What is written in a form stays there; the system's own scheme holds until one is chosen."""
    page.emulate_media(color_scheme="dark")
    page.goto("/topics/")
    assert page.evaluate(GROUND) == NIGHT
    page.get_by_label("名称", exact=True).fill("中试")
    page.get_by_text("显示", exact=True).click()
    page.get_by_role("button", name="浅色").click()
    assert page.evaluate(GROUND) == DAY
    expect(page.get_by_label("名称", exact=True)).to_have_value("中试")
