"""The search page as a clerk uses it."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import CDPSession, Page, expect

from proposals.models import Passage
from tests.e2e.conftest import NewPage
from tests.e2e.inspection import axe_findings, focused, tab_through, unseen_stops
from tests.e2e.keys import press
from tests.e2e.watch import Watch

TERM = "技术经纪人"
HITS = f"/?q={quote(TERM)}"


def type_at_home(page: Page, words: str) -> None:
    """The box has the keyboard from the start."""
    page.goto("/")
    expect(page.get_by_label("检索词")).to_be_focused()
    page.keyboard.type(words)


def ask(page: Page, words: str) -> None:
    type_at_home(page, words)
    press(page, "Enter")
    page.wait_for_url("**/?q=*")


def test_it_works(page: Page) -> None:
    """A word leads to its passage, in view on the letter's page."""
    ask(page, TERM)
    expect(page.locator("mark").first).to_have_text(TERM)
    hit = page.locator(".found").filter(has_text="第157号").locator(".hit").filter(has_text="2518人")
    hit.locator(".words a:not(.note)").first.click()

    page.wait_for_url("**/letters/*/#p*")
    passage = page.locator(f"#{page.url.partition('#')[2]}")
    expect(passage).to_contain_text("培养合格技术经纪人(经理人)2518人")
    expect(passage).to_be_in_viewport()


def test_a_number_or_a_name_is_one_click_away(page: Page) -> None:
    for asked, leads_to in (
        ("157", "对省政协十三届三次会议第157号委员提案的答复"),
        ("王洪福", "王洪福委员"),
        ("吉科发成[2025]84号", "对省政协十三届三次会议第157号委员提案的答复"),
    ):
        ask(page, asked)
        page.locator(".jumps a").first.click()

        expect(page.get_by_role("heading", level=1)).to_have_text(leads_to)
        expect(page.get_by_text("王洪福委员").first).to_be_visible()


def test_a_facet_or_a_bar_narrows_and_a_chip_widens(page: Page) -> None:
    page.goto(HITS)
    page.get_by_role("complementary", name="缩小范围").get_by_role("link", name="2020年").click()
    expect(page.locator(".found h2")).to_have_text("对省政协十二届三次会议第191号委员提案的答复")

    page.get_by_role("link", name="年份：2020年").click()
    expect(page.get_by_role("status")).to_contain_text("找到 4 份文件")
    page.get_by_role("region", name="各年答复函份数").get_by_role("link", name="2020").click()

    expect(page.get_by_role("link", name="年份：2020年")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("找到 1 份文件")


def test_a_hit_leads_to_what_is_near_to_it(page: Page) -> None:
    page.goto(HITS)
    hit = page.locator(".hit").filter(has_text="2518人")
    hit.get_by_role("link", name="相近的段落").click()

    expect(page.get_by_role("region", name="与这一段相近").locator("blockquote")).to_contain_text("2518人")
    expect(page.get_by_role("status")).to_contain_text("份文件里有相近的段落")


def test_copy_a_hit_with_its_citation_and_the_link_to_it(new_page: NewPage) -> None:
    """Tools show where the mouse is; the whole passage is copied, not what is shown of it."""
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(HITS)
    hit = page.locator(".hit").filter(has_text="2518人")
    copy, link = hit.get_by_role("button", name="复制并注明出处"), hit.get_by_role("link", name="本处链接")
    page.mouse.move(0, 0)
    expect(copy).to_have_css("opacity", "0")
    hit.hover()
    expect(copy).to_have_css("opacity", "1")
    copy.click()
    expect(hit.get_by_role("button", name="已复制")).to_be_visible()
    words: str = page.evaluate("navigator.clipboard.readText()")
    passage = Passage.objects.get(pk=int((link.get_attribute("href") or "").rpartition("#p")[2]))
    assert words == f"{passage.text}\n（吉科发成〔2025〕84号，2025年6月18日，第一项）"

    press(page, "Tab")
    press(page, "Enter")
    expect(hit.get_by_role("link", name="已复制")).to_be_visible()
    assert (
        page.evaluate("navigator.clipboard.readText()") == page.evaluate("location.origin") + passage.get_absolute_url()
    )


def test_a_finger_sees_the_tools_at_once(new_page: NewPage) -> None:
    page = new_page(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    page.goto(HITS)
    expect(page.locator(".hit .passage-tools a").first).to_have_css("opacity", "1")


def test_hits_are_exported(page: Page) -> None:
    page.goto(HITS)
    for name, suffix in (("XLSX", ".xlsx"), ("CSV", ".csv")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.startswith(f"检索_{TERM}_")
        assert download.value.suggested_filename.endswith(suffix)


def test_without_javascript(plain_page: Page) -> None:
    plain_page.goto("/")
    plain_page.get_by_label("检索词").fill(PROPOSAL)
    plain_page.get_by_role("button", name="检索").click()
    expect(plain_page.get_by_role("heading", name="分 4 部分检索")).to_be_visible()

    plain_page.goto("/")
    plain_page.get_by_label("检索词").fill(TERM)
    plain_page.get_by_role("button", name="检索").click()
    plain_page.get_by_role("link", name="下一步").first.click()
    expect(plain_page.locator(".hit .part").first).to_have_text("下一步")

    plain_page.locator(".hit .words a:not(.note)").first.click()
    expect(plain_page.locator(":target")).to_be_in_viewport()
    expect(plain_page.get_by_role("button", name="复制并注明出处")).to_have_count(0)


@pytest.fixture
def input_method(page: Page) -> CDPSession:
    """The box with a composition begun by an input method: 157 is typed, 王 is not yet chosen."""
    type_at_home(page, "157")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "王", "selectionStart": 1, "selectionEnd": 1})
    return session


def test_enter_that_ends_a_composition_does_not_submit(page: Page, input_method: CDPSession) -> None:
    press(page, "Enter")
    page.wait_for_timeout(300)
    assert "q=" not in page.url

    input_method.send("Input.insertText", {"text": "王"})
    press(page, "Enter")
    page.wait_for_url("**/?q=157*")


def test_which_keys_are_held_back(page: Page) -> None:
    keydowns = (
        ({"key": "Enter", "isComposing": True}, False),
        ({"key": "Enter", "keyCode": 229}, False),
        ({"key": "Enter", "keyCode": 13, "shiftKey": True}, True),
        ({"key": "a", "isComposing": True}, True),
    )
    press = """(box, keydown) =>
        box.dispatchEvent(new KeyboardEvent("keydown", {...keydown, bubbles: true, cancelable: true}))"""
    page.goto("/")
    box = page.get_by_label("检索词")

    assert [(keydown, box.evaluate(press, keydown)) for keydown, _ in keydowns] == list(keydowns)


PROPOSAL = """关于推动高校科技成果就地转化的提案
一、支持大学设立专门的技术转移机构，配备懂技术、懂市场的经纪人员，把技术经理人纳入职称评审，开展系统培训。
二、设立面向高校早期成果的转化基金，由财政出资引导社会资本，对种子期、初创期项目投早投小，支持就地转化。
三、选派高校干部和教师到市县、企业挂职锻炼，把科研力量送到生产一线，总结推广典型经验和做法，让更多的成果落地。"""


def test_a_whole_proposal_is_pasted(page: Page) -> None:
    """The box grows, Enter asks, and every part leads to its answer."""
    page.goto("/")
    box = page.get_by_label("检索词")
    before = box.bounding_box()
    box.fill(PROPOSAL)
    after = box.bounding_box()
    assert before
    assert after
    assert after["height"] > 2 * before["height"]
    press(page, "Enter")

    page.wait_for_url("**/asked/*/")
    expect(page.get_by_role("heading", name="分 4 部分检索")).to_be_visible()
    page.get_by_role("link", name="一、支持大学").click()
    part = page.locator("#part-2")
    expect(part).to_be_in_viewport()
    expect(part.locator(".found-title").first).to_have_text("对省政协十三届三次会议第157号委员提案的答复")


def test_shift_and_enter_break_a_line(page: Page) -> None:
    type_at_home(page, "技术")
    press(page, "Shift+Enter")
    page.keyboard.type("经纪人")
    expect(page.get_by_label("检索词")).to_have_value("技术\n经纪人")
    press(page, "Enter")
    page.wait_for_url("**/?q=*")


def test_keyboard(page: Page) -> None:
    page.goto(HITS)
    stops = tab_through(page)

    assert stops[0]["words"] == "跳到正文"
    assert any(stop["facet"] and "2020年" in stop["words"] for stop in stops)
    assert unseen_stops(stops) == []

    page.goto(HITS)
    press(page, "Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport()
    press(page, "Enter")

    assert focused(page)["id"] == "main"


def test_facets_are_folded_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(HITS)
    year = page.get_by_role("link", name="2020年")
    expect(year).to_be_hidden()
    page.locator(".facets summary").press("Enter")

    expect(year).to_be_visible()


def test_a_page_that_is_not_there(page: Page, watch: Watch) -> None:
    watch.expect(404)
    page.goto("/letters/999999/")

    expect(page.get_by_role("heading", level=1)).to_have_text("没有这一页")


def test_axe(axe_page: Page) -> None:
    """For whoever has not logged in."""
    assert axe_findings(axe_page, "/", HITS) == []
