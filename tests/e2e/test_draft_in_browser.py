"""发文前核对 by mouse and keyboard: paste, read both places, filter, set aside, take the list along."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from proposals.models import SetAsideAct
from tests.conftest import FIXTURES
from tests.e2e.keys import press

(SEED,) = (FIXTURES / "letters").glob("000*")
TEXT = SEED.read_text(encoding="utf-8").replace("2518人", "XX人")
LogIn = Callable[[Page, User], None]


def check(page: Page) -> None:
    page.goto("/draft/")
    page.get_by_label("答复稿全文").fill(TEXT)
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="对省政协十三届三次会议第157号委员提案的答复")).to_be_visible()


def test_from_the_draft_to_its_list(page: Page, log_in: LogIn, editor: User) -> None:
    log_in(page, editor)
    check(page)
    page.get_by_role("link", name="必改 1").click()
    card = page.locator(".finding-cards > li")
    expect(card).to_have_count(1)
    card.locator("a.finding-number").click()
    expect(page.locator(".draft-text a.finding-number:target")).to_be_in_viewport()
    card.get_by_text("搁置…").click()
    card.get_by_label("原因").fill("数字待定")
    card.get_by_role("button", name="搁置").click()
    expect(page.get_by_text("已搁置。以后同样的文字不再作为问题提出")).to_be_visible()
    page.get_by_role("link", name="已搁置 1").click()
    expect(card).to_contain_text("原因：数字待定")
    with page.expect_download() as taken:
        page.get_by_role("link", name="XLSX").click()
    assert taken.value.suggested_filename.startswith("核对_粘贴文本_")
    card.get_by_role("button", name="取消搁置").click()
    expect(page.get_by_text("已取消搁置。")).to_be_visible()
    assert SetAsideAct.objects.count() == 2


def test_by_keyboard(page: Page, log_in: LogIn, editor: User) -> None:
    log_in(page, editor)
    check(page)
    cards = page.locator(".finding-cards > li")
    press(page, "j")
    expect(cards.nth(0)).to_be_focused()
    press(page, "j")
    expect(cards.nth(1)).to_be_focused()
    press(page, "k")
    expect(cards.nth(0)).to_be_focused()


def test_without_a_script(plain_page: Page, log_in: LogIn, editor: User) -> None:
    log_in(plain_page, editor)
    check(plain_page)
    plain_page.get_by_role("link", name="必改 1").click()
    plain_page.locator(".finding-cards summary").click()
    plain_page.get_by_label("原因").fill("数字待定")
    plain_page.locator(".finding-cards").get_by_role("button", name="搁置").click()
    expect(plain_page.get_by_text("已搁置。以后同样的文字不再作为问题提出")).to_be_visible()


def test_where_sentences_come_from(page: Page, log_in: LogIn, editor: User) -> None:
    log_in(page, editor)
    check(page)
    page.get_by_role("link", name="句子的出处").click()
    expect(page.locator(".origin-row").first).to_be_visible()
    expect(page.get_by_text("新写").first).to_be_visible()
