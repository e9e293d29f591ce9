"""The board of promises, and how an editor follows one."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from proposals.models import ReplyLetter
from tests.commitments.following import passage, promise
from tests.commitments.ruling import LABORATORIES
from tests.e2e.inspection import tab_through, unseen_stops

LogIn = Callable[[Page, User], None]


def test_an_editor_follows_a_promise_without_javascript(
    plain_page: Page, log_in: LogIn, editor: User, seeds: dict[str, ReplyLetter]
) -> None:
    log_in(plain_page, editor)
    plain_page.goto(promise(seeds["002"], "政策宣讲全覆盖").get_absolute_url())
    plain_page.get_by_role("listitem").filter(has_text="政策宣讲培训19场").get_by_role("radio").check()
    plain_page.get_by_role("group", name="现在的状态").get_by_label("已落实").check()
    plain_page.get_by_role("button", name="记下进展").click()

    expect(plain_page.get_by_role("region", name="后来怎样")).to_contain_text("政策宣讲培训19场")
    plain_page.goto("/commitments/")
    plain_page.get_by_role("list", name="各种状态").get_by_role("link", name="已落实").click()
    expect(plain_page.get_by_role("status")).to_contain_text("共 1 项")


def test_an_editor_finds_a_promise_in_prose_without_javascript(
    plain_page: Page, log_in: LogIn, editor: User, seeds: dict[str, ReplyLetter]
) -> None:
    log_in(plain_page, editor)
    plain_page.goto(seeds["003"].get_absolute_url())
    plain_page.get_by_role("link", name="可能的承诺（3 句）").click()
    offer = plain_page.get_by_role("listitem").filter(has_text="长白山实验室")
    offer.get_by_role("link", name="只要其中几个字").click()
    plain_page.get_by_label("只要其中的几个字").fill(LABORATORIES)
    plain_page.get_by_role("button", name="记下这项承诺").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text(LABORATORIES)

    plain_page.get_by_label("为什么撤回认定").fill("看错了")
    plain_page.get_by_role("button", name="撤回这次认定").click()
    expect(plain_page.get_by_role("region", name="认定经过")).to_contain_text("看错了")


def test_words_selected_are_taken(page: Page, log_in: LogIn, editor: User, seeds: dict[str, ReplyLetter]) -> None:
    log_in(page, editor)
    page.goto(f"/commitments/passages/{passage(seeds['003'], LABORATORIES).pk}/")
    sentence = page.get_by_text("首创对全国重点实验室")
    # Locator.select_text would select what the label stands for
    sentence.evaluate("sentence => document.getSelection().selectAllChildren(sentence)")
    page.get_by_role("button", name="用上面选中的文字").click()

    expect(page.get_by_label("只要其中的几个字")).to_have_value(re.compile("首创对全国重点实验室"))


def test_keyboard(page: Page, log_in: LogIn, editor: User, seeds: dict[str, ReplyLetter]) -> None:
    log_in(page, editor)
    page.goto(promise(seeds["003"], "人才政策升级版").get_absolute_url())
    stops = tab_through(page)

    assert "记下进展" in [stop["words"] for stop in stops]
    assert unseen_stops(stops) == []
