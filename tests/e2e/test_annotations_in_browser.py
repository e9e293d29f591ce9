"""What the ledgers know of figures, beside the button that copies them: by mouse and by keyboard."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from proposals.models import ReplyLetter
from tests.conftest import settle_figures
from tests.e2e.conftest import NewPage

NEWER = "有更新的数据：2.3亿元（2025-06-18，吉科发成〔2025〕84号）"
WARNING = f"9942万元请核口径，{NEWER}"
HITS = f"/?q={quote('9942万元')}"


@pytest.fixture
def settled(seeds: dict[str, ReplyLetter]) -> dict[str, ReplyLetter]:
    settle_figures(seeds)
    return seeds


@pytest.fixture
def clipboard_page(new_page: NewPage) -> Page:
    return new_page(permissions=["clipboard-read", "clipboard-write"])


def copied(page: Page) -> str:
    words: str = page.evaluate("navigator.clipboard.readText()")
    return words


def test_copying_a_passage_says_what_to_know(clipboard_page: Page, settled: dict[str, ReplyLetter]) -> None:
    page = clipboard_page
    page.goto(settled["002"].get_absolute_url())
    passage = page.locator(".passage").filter(has_text="18家试点单位累计赋权")
    answer = passage.get_by_role("status")
    expect(answer).to_have_text("")
    passage.get_by_role("button", name="复制并注明出处").press("Enter")

    expect(answer).to_contain_text(WARNING)
    expect(answer).to_be_in_viewport()
    (text,) = (one.text for one in settled["002"].passages.all() if "18家试点单位累计赋权" in "".join(one.text.split()))
    assert copied(page) == f"{text}\n（吉科发规划〔2025〕59号，2025年5月27日，第五项）"


def test_copying_a_whole_ask_and_a_hit_says_it_too(clipboard_page: Page, settled: dict[str, ReplyLetter]) -> None:
    page = clipboard_page
    page.goto(settled["002"].get_absolute_url())
    ask = page.locator("#ask-5")
    ask.get_by_role("button", name="复制本项并注明出处").click()
    expect(ask.locator(".ask-head").get_by_role("status")).to_contain_text(WARNING)
    # nothing to say of the first
    page.locator("#ask-1").get_by_role("button", name="复制本项并注明出处").click()
    expect(page.locator("#ask-1").get_by_role("status")).to_have_count(0)

    page.goto(HITS)
    hit = page.locator(".hit").filter(has_text="有效调动了")
    hit.hover()
    hit.get_by_role("button", name="复制并注明出处").click()
    expect(hit.get_by_role("status")).to_contain_text(WARNING)
    hit.get_by_role("button", name="摘录", exact=True).click()
    expect(hit.locator(".copy-warning").last).to_contain_text(WARNING)


def test_a_mark_leads_to_what_the_ledger_says(page: Page, settled: dict[str, ReplyLetter]) -> None:
    page.goto(HITS)
    mark = page.locator(".hit").filter(has_text="有效调动了").get_by_role("link", name="9942万元")
    expect(mark).to_have_attribute("title", f"请核口径；{NEWER}")
    mark.press("Enter")

    expect(page.locator("main")).to_contain_text("2.3亿元")
    expect(page.locator("main")).to_contain_text("请核口径")
