"""The whole way of a letter: dropped as a file, looked at beside its text, corrected, published, found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import FilePayload, Page, expect

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import stage_letter
from proposals.models import ReplyLetter, Status
from tests.e2e.inspection import axe_findings, widths_that_scroll
from tests.e2e.test_entry_in_browser import found
from tests.text.stubbed_ocr import DOUBTED
from tests.text.test_scans import SCAN
from tests.text.word_files import paragraph, word_file

LogIn = Callable[[Page, User], None]

LETTER = """对省政协十三届三次会议第{number}号委员提案的答复
吉科发区〔2025〕{number}号
林清禾委员：
您提出的《关于发展{subject}的提案》收悉，现答复如下：
一、关于“建设{subject}平台”的建议
近年来，我厅会同有关部门出台了{subject}发展规划。截至目前，已建成{subject}平台{number}个，服务企业1200家次。
下一步，我厅将一是继续扩大{subject}的应用范围；二是完善{subject}的评价办法。
二、关于“培养{subject}人才”的建议
我们组织高校开设了{subject}专业。去年招收学生{number}名，毕业后留在省内的超过六成。
下一步，我们将支持企业建立{subject}实训基地。
感谢您对我省科技工作的关心和支持。
吉林省科学技术厅
2025年5月14日
"""
SUBJECTS = {"第一份.txt": "量子纠缠", "第二份.txt": "深海养殖", "第三份.txt": "低空测绘"}
LETTERS = {
    name: LETTER.format(subject=subject, number=851 + place) for place, (name, subject) in enumerate(SUBJECTS.items())
}


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


@pytest.fixture
def arrived(editor: User) -> ReplyLetter:
    return stage_letter(read_letter("第二份.txt", LETTERS["第二份.txt"].encode()), by=editor)


def select(page: Page, words: str) -> None:
    """Select words in the text as a person does with the mouse, when the page's scripts listen."""
    page.wait_for_load_state()
    page.evaluate(
        """words => {
          const text = document.getElementById("marked-text");
          const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          let all = "", starts = [];
          while (nodes.nextNode()) { starts.push([all.length, nodes.currentNode]); all += nodes.currentNode.data; }
          const at = all.indexOf(words);
          const place = offset => {
            const [start, node] = starts.findLast(([start]) => start <= offset);
            return [node, offset - start];
          };
          const [first, from] = place(at), [last, to] = place(at + words.length - 1);
          document.getSelection().setBaseAndExtent(first, from, last, to + 1);
        }""",
        words,
    )


def test_the_whole_way(page: Page) -> None:
    """Three files dropped, a field of one corrected by selecting text, published, found."""
    page.goto("/entry/")
    page.get_by_label("文件", exact=True).set_input_files(
        [FilePayload(name=name, mimeType="text/plain", buffer=text.encode()) for name, text in LETTERS.items()]
    )
    page.get_by_role("button", name="上传并识别").click()
    rows = page.locator("#arrival-rows > li")
    expect(rows).to_have_count(3)
    expect(page.locator("#arrival-rows").get_by_role("link", name="核对")).to_have_count(3)

    rows.filter(has_text="第一份").get_by_role("link", name="核对").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("核对后保存")
    select(page, "2025年5月14日")
    page.get_by_role("button", name="是发布日期").click()
    expect(page.get_by_label("发布日期")).to_have_value("2025-05-14")
    expect(page.get_by_text("人工改定：发布日期")).to_be_visible()

    page.get_by_role("button", name="存并发布").click()
    expect(page.get_by_role("status").first).to_contain_text("已发布")
    found(page, "量子纠缠")
    assert ReplyLetter.objects.in_state(Status.ARRIVED).count() == 2


def test_text_and_fields_lead_to_each_other(page: Page, arrived: ReplyLetter) -> None:
    page.goto(f"/entry/{arrived.pk}/")

    page.locator("#marked-text .field-span").filter(has_text="吉科发区").first.click()
    expect(page.locator(".field.led-to").get_by_label("发文字号")).to_be_visible()
    page.get_by_label("成文日期").focus()
    expect(page.locator("#marked-text .looked-at").first).to_contain_text("2025年5月14日")
    page.locator(".review-item").last.get_by_role("link", name="原文位置").click()
    expect(page.locator("#marked-text .led-to")).to_be_in_viewport()


def test_an_ask_an_item_and_a_sentence_are_corrected(page: Page, arrived: ReplyLetter) -> None:
    page.goto(f"/entry/{arrived.pk}/")
    asks = page.locator("fieldset.review-ask")
    expect(asks).to_have_count(2)

    page.get_by_role("button", name="不是一项建议").last.click()
    expect(asks).to_have_count(1)
    select(page, "二、关于“培养深海养殖人才”的建议")
    page.get_by_role("button", name="从这里起是一项建议").click()
    expect(asks).to_have_count(2)
    expect(asks.last.get_by_label("题目")).to_have_value("培养深海养殖人才")

    sentence = page.locator(".sentence.inferred").first
    expect(sentence).to_contain_text("推定：")
    sentence.get_by_role("button", name="是成效").click()
    expect(page.locator(".sentence:not(.inferred)")).to_have_count(1)
    expect(page.locator(".sentence:not(.inferred)")).to_contain_text("认定：成效")

    last = page.locator(".review-item.next_steps").last
    count = page.locator(".review-item.next_steps").count()
    last.get_by_role("button", name="不是答复").click()
    expect(page.locator(".review-item.next_steps")).to_have_count(count - 1)


def test_an_item_is_split_where_the_caret_stands_and_joined_again(page: Page, arrived: ReplyLetter) -> None:
    page.goto(f"/entry/{arrived.pk}/")
    before = page.locator(".review-item").count()
    place = page.locator("#marked-text .next_steps").first
    place.scroll_into_view_if_needed()
    place.click(position={"x": 120, "y": 12})

    page.get_by_role("button", name="在光标处拆成两段").click()
    expect(page.locator(".review-item")).to_have_count(before + 1)
    page.locator(".review-item.next_steps").first.get_by_role("button", name="与下一段合并").click()
    expect(page.locator(".review-item")).to_have_count(before)


def test_a_list_that_is_changed_is_saved_at_once(page: Page, arrived: ReplyLetter) -> None:
    page.goto(f"/entry/{arrived.pk}/")
    outcomes = page.locator(".review-item.outcomes").count()

    page.locator(".review-item.prose").first.get_by_label("部分").select_option("成效")

    expect(page.locator(".review-item.outcomes")).to_have_count(outcomes + 1)
    expect(page.get_by_role("status").first).to_contain_text("已保存")


def test_without_javascript(plain_page: Page, arrived: ReplyLetter) -> None:
    """Fields, lists and buttons work; only selecting words needs a script."""
    plain_page.goto(f"/entry/{arrived.pk}/")
    expect(plain_page.locator(".review-toolbar")).to_be_hidden()
    plain_page.get_by_label("发文机关").fill("吉林省科技厅")
    plain_page.locator(".sentence.inferred").first.get_by_role("button", name="是举措").click()

    expect(plain_page.get_by_label("发文机关")).to_have_value("吉林省科技厅")
    expect(plain_page.locator(".sentence:not(.inferred)")).to_have_count(1)
    plain_page.get_by_role("button", name="存并发布").click()
    expect(plain_page.locator(".agency")).to_have_text("吉林省科技厅")


def test_another_person_was_quicker(
    page: Page, arrived: ReplyLetter, new_page: Callable[..., Page], editor: User, log_in: LogIn
) -> None:
    page.goto(f"/entry/{arrived.pk}/")
    other = new_page()
    log_in(other, editor)
    other.goto(f"/entry/{arrived.pk}/")
    other.get_by_label("发文机关").fill("吉林省科技厅")
    other.get_by_role("button", name="先存改动").click()
    expect(other.get_by_role("status").first).to_contain_text("已保存")

    page.get_by_label("发文机关").fill("别的机关")
    page.get_by_role("button", name="先存改动").click()

    expect(page.get_by_role("status").first).to_contain_text("刚才已被别人改过")
    expect(page.get_by_label("发文机关")).to_have_value("吉林省科技厅")


def test_a_word_file_is_reviewed_like_a_text(page: Page) -> None:
    page.goto("/entry/")
    page.get_by_label("文件", exact=True).set_input_files(
        FilePayload(
            name="答复.docx",
            mimeType="application/octet-stream",
            buffer=word_file(*map(paragraph, LETTERS["第三份.txt"].splitlines())),
        )
    )
    page.get_by_role("button", name="上传并识别").click()
    page.locator("#arrival-rows").get_by_role("link", name="核对").click()

    expect(page.get_by_label("发文字号")).to_have_value("吉科发区〔2025〕853号")
    expect(page.locator("fieldset.review-ask")).to_have_count(2)


def test_what_ocr_doubts_is_marked_and_led_to(axe_page: Page, editor: User, stubbed_ocr: None) -> None:
    letter = stage_letter(read_letter("扫描件.pdf", SCAN), by=editor)
    address = f"/entry/{letter.pk}/"
    axe_page.goto(address)

    axe_page.get_by_role("link", name="第 1 处").click()

    expect(axe_page.locator("mark.doubtful")).to_have_text(DOUBTED)
    expect(axe_page.locator("mark.doubtful")).to_be_in_viewport()
    assert axe_findings(axe_page, address) == []
    assert widths_that_scroll(axe_page, address) == []
