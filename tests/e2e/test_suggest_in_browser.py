"""Help while typing, as a clerk uses it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, Route, expect

from proposals.models import Delegate
from tests.e2e.inspection import axe_findings
from tests.e2e.keys import press
from tests.e2e.watch import Watch

SUGGEST = "**/api/suggest*"
ASK = "推动省内高校建设专门的技术转移机构"


def box(page: Page) -> Locator:
    return page.get_by_label("检索词")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def type_at_home(page: Page, words: str) -> None:
    page.goto("/")
    expect(box(page)).to_be_focused()
    page.keyboard.type(words)


def selected(page: Page) -> Locator:
    return page.locator("[role=option][aria-selected=true]")


def test_it_works(page: Page) -> None:
    """A name typed by its initials leads to the person's page, with the keyboard alone."""
    type_at_home(page, "whf")
    expect(options(page)).to_have_count(1)
    press(page, "ArrowDown")
    press(page, "Enter")

    page.wait_for_url("**/delegates/*/")
    expect(page.get_by_role("heading", level=1)).to_have_text("王洪福委员")


def test_the_box_is_a_combobox_with_a_listbox(page: Page) -> None:
    type_at_home(page, "技术转移")
    combobox = page.get_by_role("combobox", name="检索词")
    expect(combobox).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("listbox", name="提示")).to_be_visible()
    expect(page.locator(f"#{combobox.get_attribute('aria-controls')}")).to_be_visible()
    expect(page.locator("[aria-live=polite]")).to_have_text(f"{options(page).count()} 条提示")
    expect(combobox).not_to_have_attribute("aria-activedescendant", "suggestion-0")

    press(page, "ArrowDown")
    expect(combobox).to_have_attribute("aria-activedescendant", "suggestion-0")
    expect(combobox).to_be_focused()


def test_the_arrows_go_round_by_the_box(page: Page) -> None:
    type_at_home(page, "吉科发")
    expect(options(page)).to_have_count(4)
    for place in (0, 1, 2, 3, None, 0):
        press(page, "ArrowDown")
        expect(selected(page)).to_have_count(0 if place is None else 1)
        if place is not None:
            expect(options(page).nth(place)).to_have_attribute("aria-selected", "true")
    press(page, "ArrowUp")
    press(page, "ArrowUp")
    expect(options(page).nth(3)).to_have_attribute("aria-selected", "true")


def test_escape_closes_the_arrow_opens_again_and_tab_goes_on(page: Page) -> None:
    type_at_home(page, "王洪")
    expect(options(page)).to_have_count(1)
    press(page, "Escape")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_value("王洪")
    expect(box(page)).to_have_attribute("aria-expanded", "false")

    press(page, "ArrowDown")
    expect(options(page)).to_have_count(1)
    press(page, "Tab")
    expect(options(page)).to_have_count(0)
    expect(page.get_by_role("button", name="检索")).to_be_focused()


def test_enter_without_a_choice_searches(page: Page) -> None:
    type_at_home(page, "技术转移机构")
    expect(options(page).first).to_be_visible()
    press(page, "Enter")
    page.wait_for_url("**/?q=*")
    expect(page.locator("mark").first).to_have_text("技术转移机构")
    expect(options(page)).to_have_count(0)


def test_a_suggestion_without_a_page_fills_the_box_and_searches(page: Page) -> None:
    item = {"text": ASK, "kind": "ask", "label": "建议，见多处", "url": None}
    page.route(SUGGEST, lambda route: route.fulfill(json={"items": [item]}))
    type_at_home(page, "技术转移")
    options(page).first.click()

    page.wait_for_url("**/?q=*")
    expect(box(page)).to_have_value(ASK)
    expect(page.locator("mark").first).to_have_text(ASK)


def test_a_suggestion_is_touched(new_page: Callable[..., Page]) -> None:
    page = new_page(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    page.goto("/")
    box(page).tap()
    page.keyboard.type("王洪")
    options(page).first.tap()
    page.wait_for_url("**/delegates/*/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("王洪福")


def test_nothing_is_shown_or_chosen_during_a_composition(page: Page) -> None:
    type_at_home(page, "王")
    expect(options(page).first).to_be_visible()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "hong", "selectionStart": 4, "selectionEnd": 4})
    expect(options(page)).to_have_count(0)
    for key in ("ArrowDown", "Enter"):
        press(page, key)
    page.wait_for_timeout(400)
    expect(options(page)).to_have_count(0)
    assert page.url.endswith("/")

    session.send("Input.insertText", {"text": "洪"})
    expect(options(page)).to_have_count(1)
    expect(box(page)).to_have_value("王洪")


def test_markup_in_a_name_stays_words(page: Page) -> None:
    Delegate.objects.filter(name="王洪福").update(name="王<img src=x>")
    type_at_home(page, "王<")
    press(page, "Backspace")
    expect(options(page)).to_contain_text(["王<img src=x>委员"])
    expect(page.locator("main img")).to_have_count(0)


def test_an_answer_that_comes_late_does_not_take_the_place_of_a_newer_one(page: Page) -> None:
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route(SUGGEST, hold_the_first)
    type_at_home(page, "李")
    page.wait_for_timeout(400)
    box(page).fill("王洪")
    expect(options(page)).to_contain_text(["王洪福"])
    held[0].fulfill(json={"items": []})
    page.wait_for_timeout(200)
    expect(options(page)).to_contain_text(["王洪福"])


def test_without_an_answer_the_box_works_as_before(page: Page, watch: Watch) -> None:
    watch.expect(503)
    page.route(SUGGEST, lambda route: route.fulfill(status=503, json={}))
    type_at_home(page, "科创专员")
    page.wait_for_timeout(400)
    expect(options(page)).to_have_count(0)
    press(page, "Enter")
    page.wait_for_url("**/?q=*")


def test_without_javascript_the_box_is_a_plain_one(plain_page: Page) -> None:
    plain_page.goto("/")
    expect(plain_page.get_by_role("textbox", name="检索词")).to_be_visible()
    expect(plain_page.get_by_role("listbox")).to_have_count(0)
    box(plain_page).fill("王洪福")
    plain_page.get_by_role("button", name="检索").click()
    expect(plain_page.locator(".jumps a").first).to_have_text("王洪福委员")


def test_the_list_stays_in_the_window_and_keeps_axes_rules(axe_page: Page) -> None:
    page = axe_page
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        type_at_home(page, "技术")
        expect(options(page).first).to_be_visible()
        place = page.get_by_role("listbox").bounding_box()
        assert place is not None
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    press(page, "ArrowDown")
    assert axe_findings(page) == []
