"""A letter's page: read, copied with its citation, printed."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pytest
from playwright.sync_api import Page, expect

from proposals.models import ReplyLetter
from tests.e2e.conftest import NewPage
from tests.e2e.inspection import tab_through, unseen_stops

CITATION = "（吉科发成〔2025〕84号，2025年6月18日，第一项）"


@pytest.fixture
def address(seeds: dict[str, ReplyLetter]) -> str:
    return seeds["000"].get_absolute_url()


def test_it_works(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("对省政协十三届三次会议第157号委员提案的答复")
    page.get_by_role("navigation", name="各项建议").get_by_role("link", name="加强科技与金融的深度融合").click()

    ask = page.locator("#ask-2")
    expect(ask).to_be_in_viewport()
    expect(ask.get_by_role("heading", level=3)).to_have_text(["落实举措", "取得成效", "下一步工作"])


def test_a_passage_leads_to_its_place_in_the_text(page: Page, address: str) -> None:
    page.goto(address)
    passage = page.locator(".passage").filter(has_text="近三年共有38人申报")
    passage.get_by_role("link", name="原文位置").click()

    place = page.locator(":target")
    expect(place).to_contain_text("近三年共有38人申报")
    expect(place).to_be_in_viewport()


def test_gaps_are_named(page: Page, seeds: dict[str, ReplyLetter]) -> None:
    page.goto(seeds["002"].get_absolute_url())

    expect(page.get_by_role("region", name="缺项和疑点")).to_contain_text("原文未写提案编号")


@pytest.fixture
def clipboard_page(new_page: NewPage, address: str) -> Page:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(address)
    return page


def copied(page: Page, button: str) -> str:
    ask = page.locator("#ask-1")
    ask.get_by_role("button", name=button).first.click()
    expect(ask.get_by_role("button", name="已复制")).to_be_visible()
    words: str = page.evaluate("navigator.clipboard.readText()")
    return words


def test_copy_a_passage_with_its_citation(clipboard_page: Page, seeds: dict[str, ReplyLetter]) -> None:
    passage = seeds["000"].passages.filter(part="measures").order_by("start").first()

    assert passage is not None
    assert copied(clipboard_page, "复制并注明出处") == f"{passage.text}\n{CITATION}"


def test_a_copy_that_the_browser_refuses_is_not_called_copied(clipboard_page: Page) -> None:
    clipboard_page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); document.execCommand = () => false; }"
    )
    ask = clipboard_page.locator("#ask-1")
    ask.get_by_role("button", name="复制并注明出处").first.click()
    expect(ask.get_by_role("button", name="没有复制成功，请选中文字复制")).to_be_visible()


def test_copy_the_link_to_a_passage(clipboard_page: Page, seeds: dict[str, ReplyLetter]) -> None:
    passage = seeds["000"].passages.filter(part="measures").order_by("start").first()
    link = clipboard_page.locator("#ask-1").get_by_role("link", name="本处链接").first
    expect(link).to_have_css("opacity", "0")
    link.focus()
    expect(link).to_have_css("opacity", "1")
    link.press("Enter")
    expect(clipboard_page.get_by_role("link", name="已复制")).to_be_visible()

    assert passage is not None
    assert clipboard_page.evaluate("navigator.clipboard.readText()").endswith(passage.get_absolute_url())


def test_copy_an_ask_with_its_citation(clipboard_page: Page) -> None:
    words = copied(clipboard_page, "复制本项并注明出处")

    assert words.endswith(f"\n{CITATION}")
    for part in ("落实举措", "取得成效", "下一步工作", "3人取得高级职称", "科普实践活动。"):
        assert part in words
    assert "原文位置" not in words
    assert "复制并" not in words


def test_copy_without_the_clipboard_interface(new_page: NewPage, address: str) -> None:
    """A server on the department's network without HTTPS is no secure context."""
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    page.goto(address)

    assert copied(page, "复制并注明出处").endswith(f"\n{CITATION}")


def test_print_is_the_letter_as_it_was_issued(page: Page, seeds: dict[str, ReplyLetter]) -> None:
    """All lines of the text in their order, laid out as on paper, and nothing else."""
    for letter in seeds.values():
        page.goto(letter.get_absolute_url())
        page.emulate_media(media="print")
        shown = page.locator("body").inner_text()

        assert "".join(shown.split()) == "".join(letter.public_text.split())
        decorations = "all => all.map(one => getComputedStyle(one).textDecorationLine)"
        assert set(page.locator(".letter-text p *").evaluate_all(decorations)) == {"none"}
    expect(page.locator("p.title")).to_have_css("text-align", "center")
    expect(page.locator("p.signature")).to_have_text(["吉林省科学技术厅", "2024年5月14日"])
    expect(page.locator("p.signature").first).to_have_css("text-align", "right")


def test_print_has_numbered_pages_of_a4(page: Page, address: str) -> None:
    page.goto(address)
    with pdfplumber.open(BytesIO(page.pdf(prefer_css_page_size=True))) as paper:
        sizes = {(round(one.width), round(one.height)) for one in paper.pages}
        feet = [(one.extract_text() or "").splitlines()[-1] for one in paper.pages]

    assert sizes == {(595, 842)}
    assert ["".join(foot.split()) for foot in feet] == [f"—{number}—" for number in range(1, len(feet) + 1)]


def test_columns_follow_the_width(page: Page, address: str) -> None:
    page.goto(address)
    for width, columns in ((1440, 3), (390, 1)):
        page.set_viewport_size({"width": width, "height": 900})
        lefts = page.locator("#ask-1 .part-column").evaluate_all("found => found.map(one => one.offsetLeft)")

        assert len(set(lefts)) == columns


def test_without_javascript(plain_page: Page, address: str) -> None:
    plain_page.goto(address)
    plain_page.get_by_role("link", name="发布全文").click()

    expect(plain_page.get_by_role("heading", name="发布全文")).to_be_in_viewport()
    expect(plain_page.get_by_role("button", name="复制并注明出处")).to_have_count(0)


def test_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    stops = tab_through(page)

    assert stops[0]["words"] == "跳到正文"
    assert unseen_stops(stops) == []
    assert {"原文位置", "复制并注明出处", "复制本项并注明出处"} <= {stop["words"] for stop in stops}
