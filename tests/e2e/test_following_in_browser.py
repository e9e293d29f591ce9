"""Following: with the mouse, with the keyboard, and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from measures.models import Indicator
from proposals.models import Delegate, ReplyLetter
from proposals.parsing import parse_letter
from proposals.records import save_letter
from proposals.records.save import Provenance
from tests.conftest import name_topics
from tests.e2e.inspection import axe_findings, tab_through, unseen_stops, widths_that_scroll
from tests.following.conftest import LETTER

SEARCH = f"/?q={quote('概念验证中心')}"
LogIn = Callable[[Page, User], None]


@pytest.fixture
def delegate(seeds: dict[str, ReplyLetter]) -> Delegate:
    name_topics()
    return Delegate.objects.get(name="王洪福")


def publish(editor: User) -> ReplyLetter:
    return save_letter(parse_letter(LETTER), source=Provenance(LETTER), by=editor, status="published")


@pytest.mark.parametrize("kind", ["page", "plain_page"])
def test_it_works(
    request: pytest.FixtureRequest, kind: str, log_in: LogIn, reader: User, editor: User, delegate: Delegate
) -> None:
    page: Page = request.getfixturevalue(kind)
    log_in(page, reader)
    page.goto(SEARCH)
    page.get_by_role("button", name="关注这项检索").click()
    expect(page.get_by_role("status").first).to_contain_text("已关注检索“概念验证中心”")
    expect(page).to_have_url(re.compile(f"{re.escape(SEARCH)}$"))  # where one was
    page.goto(delegate.get_absolute_url())
    page.get_by_role("button", name="关注", exact=True).press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("已关注提出人“王洪福委员”")
    expect(page.get_by_role("button", name="取消关注")).to_be_visible()

    letter = publish(editor)
    page.goto("/")
    news = page.get_by_role("region", name="我关注的")
    expect(news.get_by_role("link", name=str(letter))).to_be_visible()
    expect(news).to_contain_text("关注的：概念验证中心、王洪福委员")
    news.get_by_role("link", name="全部关注").click()

    page.get_by_role("button", name=re.compile("取消关注.*王洪福委员")).press("Enter")
    expect(page.get_by_role("status").first).to_have_text("已取消关注。")
    expect(page.get_by_text("共 1 项")).to_be_visible()
    page.get_by_role("button", name="生成地址").click()
    feed = page.request.get(page.get_by_label("地址", exact=True).input_value())
    assert str(letter) in feed.text()


def test_keyboard_axe_and_widths(axe_page: Page, log_in: LogIn, editor: User, delegate: Delegate) -> None:
    page = axe_page
    log_in(page, editor)
    page.goto(SEARCH)
    page.get_by_role("button", name="关注这项检索").click()
    publish(editor)
    indicator = Indicator.objects.create(name="概念验证中心", unit="家")
    page.goto("/following/")

    assert unseen_stops(tab_through(page)) == []
    assert axe_findings(page, "/following/", "/", indicator.get_absolute_url()) == []
    assert widths_that_scroll(page, "/following/", "/") == []
