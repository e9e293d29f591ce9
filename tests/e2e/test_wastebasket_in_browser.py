"""A draft is deleted, restored and taken back to what it was: by mouse, by keyboard, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from kejiting.ingest.wastebasket import throw_away
from proposals.models import ReplyLetter, Status
from proposals.records import set_status
from tests.e2e.inspection import tab_through, unseen_stops

LogIn = Callable[[Page, User], None]


@pytest.fixture
def draft(seeds: dict[str, ReplyLetter]) -> ReplyLetter:
    letter = ReplyLetter.objects.get(pk=seeds["000"].pk)
    set_status(letter, Status.WITHDRAWN, reason="误发")
    return letter


def addresses(letter: ReplyLetter) -> tuple[str, str]:
    history = f"/letters/{letter.pk}/history/"
    return history, f"{history}{letter.acts.all()[0].pk}/"


@pytest.mark.parametrize("kind", ["page", "plain_page"])
def test_it_works(request: pytest.FixtureRequest, kind: str, draft: ReplyLetter, editor: User, log_in: LogIn) -> None:
    page: Page = request.getfixturevalue(kind)
    log_in(page, editor)
    page.goto(f"/entry/{draft.pk}/delete/")
    page.get_by_label("原因（可不填）").fill("重复录入")
    page.get_by_role("button", name="删除").press("Enter")
    expect(page.get_by_text("在回收站里可以恢复")).to_be_visible()

    page.get_by_role("link", name="回收站").click()
    row = page.get_by_role("listitem").filter(has_text=str(draft))
    expect(row).to_contain_text("原因：重复录入")
    row.get_by_role("button", name="恢复").click()
    page.get_by_role("link", name=str(draft)).click()

    page.goto(addresses(draft)[0])
    page.get_by_role("link", name="原来的内容").click()
    page.get_by_role("button", name="整份恢复到这一步").press("Enter")
    expect(page.get_by_text("已恢复到“原来的内容”以后的样子")).to_be_visible()
    expect(page.locator(".acts > li").first).to_contain_text("已撤回 → 已发布")


def test_keyboard(page: Page, editor: User, log_in: LogIn, draft: ReplyLetter, seeds: dict[str, ReplyLetter]) -> None:
    log_in(page, editor)
    throw_away(seeds["001"], by=None, reason="重复录入")
    for address in ("/wastebasket/", *addresses(draft)):
        page.goto(address)
        assert unseen_stops(tab_through(page)) == []
