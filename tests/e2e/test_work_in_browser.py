"""Overview and work page: by keyboard through a queue, never while somebody writes; sound at every width."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect

from measures.models import Commitment, Figure, Indicator
from proposals.models import ReplyLetter
from tests.e2e.keys import press

LogIn = Callable[[Page, User], None]
COMPOSED = "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true, isComposing: true}))"


@pytest.fixture
def waiting(seeds: dict[str, ReplyLetter]) -> dict[str, ReplyLetter]:
    ReplyLetter.objects.filter(pk=seeds["003"].pk).update(status="draft")
    for promise in Commitment.objects.filter(letter=seeds["000"]).order_by("pk")[:3]:
        Commitment.objects.filter(pk=promise.pk).update(due_on=timezone.localdate() + timedelta(3))
    for figure in Figure.objects.filter(letter=seeds["000"], passage__part="outcomes").exclude(counted=None)[:3]:
        indicator, _ = Indicator.objects.get_or_create(name=f"指标{figure.counted}", unit=figure.unit)
        indicator.aliases.get_or_create(wording=figure.counted, defaults={"folded": figure.counted_folded})
    return seeds


def test_through_a_queue_by_keyboard(page: Page, waiting: dict[str, ReplyLetter], editor: User, log_in: LogIn) -> None:
    log_in(page, editor)
    page.goto("/work/?kind=figures")
    count = page.locator("[data-queue-item]").count()
    press(page, "j")
    press(page, "j")
    press(page, "k")
    expect(page.locator("[data-queue-item]").first).to_be_focused()
    press(page, "Enter")
    expect(page.locator(".queue-place")).to_contain_text(f"1/{count}")
    press(page, "j")
    expect(page.locator(".queue-place")).to_contain_text(f"2/{count}")
    press(page, "k")
    expect(page.locator(".queue-place")).to_contain_text(f"1/{count}")
    press(page, "?")
    expect(page.get_by_text("正在填写文字或者用输入法时")).to_be_visible()

    press(page, "1")

    expect(page.get_by_role("status").first).to_contain_text("认定为")
    expect(page.locator(".queue-place")).to_contain_text(f"/{count - 1}")
    assert Figure.objects.filter(assigned_by=editor).exists()

    press(page, "u")

    expect(page.get_by_role("status").first).to_contain_text("已撤销：已把")
    expect(page.locator(".queue-place")).to_contain_text(f"1/{count}")
    expect(page.locator("[data-undo]")).to_have_count(0)
    assert not Figure.objects.filter(assigned_by=editor).exists()


def test_keys_that_are_written_do_nothing(
    page: Page, waiting: dict[str, ReplyLetter], editor: User, log_in: LogIn
) -> None:
    log_in(page, editor)
    page.goto("/work/?kind=promises")
    page.locator("[data-queue-item]").first.click()
    address = page.url
    page.get_by_label("说明", exact=True).press_sequentially("j1ku?")
    page.locator("body").evaluate(COMPOSED)

    expect(page.get_by_label("说明", exact=True)).to_have_value("j1ku?")
    expect(page).to_have_url(address)
    page.get_by_label("说明", exact=True).blur()
    press(page, "2")
    expect(page.get_by_label("有进展")).to_be_checked()
    press(page, "j")
    expect(page.locator(".queue-place")).to_contain_text("2/")


def test_what_was_done_is_taken_back_by_a_key(
    page: Page, waiting: dict[str, ReplyLetter], editor: User, log_in: LogIn
) -> None:
    draft = waiting["003"]
    log_in(page, editor)
    page.goto(f"/entry/{draft.pk}/?queue=drafts")
    page.get_by_label("发文机关", exact=True).fill("改过的机关")
    page.get_by_label("发文机关", exact=True).blur()
    press(page, "1")
    expect(page.locator(".review-answer")).to_contain_text("改过的机关")
    expect(page).to_have_url(re.compile(r"\?queue=drafts$"))

    press(page, "u")

    expect(page.locator(".review-answer")).to_contain_text("已撤销")
    draft.refresh_from_db()
    assert draft.agency != "改过的机关"


def test_without_scripts_the_way_is_there(
    plain_page: Page, waiting: dict[str, ReplyLetter], editor: User, log_in: LogIn
) -> None:
    log_in(plain_page, editor)
    plain_page.goto("/work/")
    plain_page.locator("[data-queue-item]").first.click()
    expect(plain_page.locator(".queue-place")).to_contain_text("1/")
    plain_page.goto("/overview/")
    plain_page.get_by_role("link", name="待落实").click()
    expect(plain_page).to_have_url(re.compile(r"/commitments/\?state=open$"))
