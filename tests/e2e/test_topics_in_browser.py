"""Topics and cited documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from measures.models import Topic
from tests.conftest import mention_topics
from tests.e2e.conftest import NewPage
from tests.e2e.inspection import tab_through, unseen_stops
from tests.e2e.watch import Watch


@pytest.fixture
def topic(new_page: NewPage) -> Topic:
    mention_topics()
    return Topic.objects.get(name="科创专员")


@pytest.fixture
def addresses(topic: Topic) -> tuple[str, ...]:
    return "/topics/", topic.get_absolute_url(), "/citations/"


def test_it_works(plain_page: Page, topic: Topic) -> None:
    page = plain_page
    page.goto("/topics/?q=科创副总")
    page.get_by_role("link", name="科创专员", exact=True).click()
    expect(page.locator("mark").first).to_have_text("科创专员")
    page.locator(".quoted h3 a").first.click()
    link = page.locator(".passage a.note-document").first
    words = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("".join(words.split()))
    page.locator(".quotation a:not(.note)").first.click()
    expect(page.locator(":target").first).to_be_in_viewport()


def test_an_editor_adds_a_name(
    plain_page: Page, topic: Topic, editor: User, log_in: Callable[[Page, User], None], watch: Watch
) -> None:
    watch.expect(422)
    log_in(plain_page, editor)
    plain_page.goto(topic.get_absolute_url())
    plain_page.get_by_role("link", name="改名称").click()
    plain_page.get_by_label("其他名称").fill("科创副总\n技术经纪人")
    plain_page.get_by_role("button", name="保存").click()
    expect(plain_page.get_by_role("alert")).to_contain_text("“技术经纪人”已是主题“技术经纪人”的名称")
    plain_page.get_by_label("其他名称").fill("科创副总\n科技人才")
    plain_page.get_by_role("button", name="保存").click()
    expect(plain_page.locator("mark", has_text="科技人才").first).to_be_visible()


def test_keyboard(page: Page, addresses: tuple[str, ...]) -> None:
    for address in addresses:
        page.goto(address)
        assert unseen_stops(tab_through(page)) == []
