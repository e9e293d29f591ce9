"""The entry desk: a letter comes in, is looked at, corrected, published and found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import FilePayload, Page, expect

from proposals.models import ReplyLetter
from tests.e2e.inspection import axe_findings, tab_through, unseen_stops, widths_that_scroll
from tests.e2e.watch import Watch
from tests.entry.desk_tools import seed

LogIn = Callable[[Page, User], None]
# Another letter than the seeds hold, with a word that stands in none of them
NEW_LETTER = (
    seed("003").decode().replace("53号", "954号").replace("56号", "956号").replace("下一步", "下一步，量子纠缠方面", 1)
)


@pytest.fixture
def page(page: Page, editor: User, log_in: LogIn) -> Page:
    log_in(page, editor)
    return page


@pytest.fixture
def plain_page(plain_page: Page, editor: User, log_in: LogIn) -> Page:
    log_in(plain_page, editor)
    return plain_page


@pytest.fixture
def axe_page(axe_page: Page, editor: User, log_in: LogIn) -> Page:
    log_in(axe_page, editor)
    return axe_page


def paste(page: Page, text: str) -> None:
    page.goto("/entry/")
    page.get_by_label("答复函全文").fill(text)
    page.get_by_role("button", name="识别并预览").last.click()


def upload(page: Page, data: bytes) -> None:
    page.goto("/entry/")
    page.get_by_label("文件", exact=True).set_input_files(
        FilePayload(name="答复.txt", mimeType="text/plain", buffer=data)
    )
    page.get_by_role("button", name="识别并预览").first.click()


def found(page: Page, words: str) -> None:
    """Search for words that only the letter that was entered holds."""
    page.goto("/")
    page.get_by_label("检索词").fill(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("找到 1 份文件")
    expect(page.locator(".found mark").first).to_have_text(words)


@pytest.mark.parametrize("javascript", [True, False])
def test_it_works(page: Page, plain_page: Page, javascript: bool) -> None:
    """Pasted, seen, one field corrected, published, found."""
    page = page if javascript else plain_page
    paste(page, NEW_LETTER)
    expect(page.get_by_role("heading", level=1)).to_have_text("核对后保存")
    expect(page.get_by_label("发文字号")).to_have_value("吉科发规划〔2024〕956号")
    expect(page.locator(".entry-passage").first).to_be_visible()
    page.get_by_label("发文机关").fill("吉林省科技厅")
    page.get_by_role("button", name="存并发布").click()

    expect(page.get_by_role("status")).to_contain_text("已发布")
    expect(page.locator(".agency")).to_have_text("吉林省科技厅")
    found(page, "量子纠缠")


def test_upload_a_file(page: Page) -> None:
    """A draft waits at the desk, is not found, and is found once it is published there."""
    upload(page, NEW_LETTER.encode("gb18030"))
    page.get_by_role("button", name="存为草稿").click()
    drafts = page.get_by_role("region", name="草稿")
    expect(drafts).to_contain_text("吉科发规划〔2024〕956号")
    page.goto("/?q=量子纠缠")
    expect(page.get_by_role("status")).to_contain_text("没有原样出现这些词的段落")
    page.goto("/entry/")
    drafts.get_by_role("button", name="发布").click()

    expect(page.get_by_role("status")).to_contain_text("已发布")
    found(page, "量子纠缠")


def test_the_same_file_again(page: Page) -> None:
    upload(page, seed("000"))

    expect(page.get_by_role("status")).to_contain_text("这份文件已经录入过")


def test_an_empty_file(page: Page, watch: Watch) -> None:
    watch.expect(422)
    upload(page, b"")

    expect(page.locator(".errorlist")).to_contain_text("文件是空的")


@pytest.mark.parametrize("javascript", [True, False])
def test_by_hand(page: Page, plain_page: Page, javascript: bool) -> None:
    """With one more recommendation, which costs a question to the server only without JavaScript."""
    page = page if javascript else plain_page
    page.goto("/entry/new/")
    page.get_by_label("发文字号").fill("吉科发成〔2025〕954号")
    page.get_by_label("提案（建议）题目").fill("关于量子纠缠研究的建议")
    page.get_by_label("建议内容").fill("建设量子实验室")
    page.get_by_label("落实举措").fill("一是立项。\n二是选址。")
    page.get_by_role("button", name="再加一条建议").click()
    expect(page.get_by_label("建议内容")).to_have_count(2)
    expect(page.get_by_label("落实举措").first).to_have_value("一是立项。\n二是选址。")
    page.get_by_label("建议内容").last.fill("培养量子人才")
    page.get_by_label("下一步工作").nth(1).fill("明年开设量子纠缠课程。")
    page.get_by_role("button", name="存并发布").click()

    expect(page.get_by_role("heading", level=2, name="2. 培养量子人才")).to_be_visible()
    found(page, "量子纠缠课程")


def test_a_stale_version_is_told(page: Page, seeds: dict[str, ReplyLetter]) -> None:
    """Two windows show the desk; the second to withdraw a letter learns that it has changed."""
    page.goto("/entry/")
    other = page.context.new_page()
    other.goto("/entry/")
    for window in (page, other):
        window.get_by_role("listitem").filter(has_text="第157号").get_by_role("button", name="撤回").click()

    expect(page.get_by_role("status")).to_contain_text("已撤回")
    expect(other.get_by_role("status")).to_contain_text("刚才已被别人改过，您的改动没有保存")


def test_keyboard(page: Page) -> None:
    page.goto("/entry/")
    stops = tab_through(page)

    assert stops[0]["words"] == "跳到正文"
    assert unseen_stops(stops) == []


def test_widths(page: Page) -> None:
    paste(page, NEW_LETTER)

    assert widths_that_scroll(page) == []
    assert widths_that_scroll(page, "/entry/", "/entry/new/") == []


def test_axe(axe_page: Page) -> None:
    paste(axe_page, NEW_LETTER)

    assert axe_findings(axe_page) == []
    assert axe_findings(axe_page, "/entry/", "/entry/new/") == []
