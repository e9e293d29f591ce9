"""The board of promises, and how an editor follows one."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from proposals.models import ReplyLetter
from tests.commitments.following import promise
from tests.e2e.inspection import axe_findings, tab_through, unseen_stops, widths_that_scroll

LogIn = Callable[[Page, User], None]
BOARD = "/commitments/?as_of=2025-12-31"


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


def test_keyboard(page: Page, log_in: LogIn, editor: User, seeds: dict[str, ReplyLetter]) -> None:
    log_in(page, editor)
    page.goto(promise(seeds["003"], "人才政策升级版").get_absolute_url())
    stops = tab_through(page)

    assert "记下进展" in [stop["words"] for stop in stops]
    assert unseen_stops(stops) == []


def test_widths_and_axe(axe_page: Page, log_in: LogIn, editor: User, seeds: dict[str, ReplyLetter]) -> None:
    log_in(axe_page, editor)
    addresses = (BOARD, promise(seeds["003"], "人才政策升级版").get_absolute_url())

    assert widths_that_scroll(axe_page, *addresses) == []
    assert axe_findings(axe_page, *addresses) == []
