"""The way of a reply: what is remembered of an ask, picked by mouse and keyboard, written, out to Word and back."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from playwright.sync_api import Page, expect

from kejiting.outlines.actions import ACTIONS, Done, OutlinePress
from measures.models import Plan
from proposals.models import Outline, ReplyLetter, ReplyTemplate, Request, RequestAsk
from tests.desk.request_texts import TEXT, TITLE
from tests.e2e.conftest import NewPage
from tests.e2e.inspection import grave_findings
from tests.e2e.keys import press
from tests.e2e.watch import Watch

LogIn = Callable[[Page, User], None]
ASKS = ("一、建设专门的技术转移机构，培养技术经纪人。", "二、改革评价体系，稳定科研队伍。")


def request_with_asks() -> Request:
    ReplyTemplate.objects.get_or_create(
        name="委员提案答复",
        defaults={"title": "对第{编号}号提案的答复", "opening": "现答复如下：", "agency": "吉林省科学技术厅"},
    )
    text = "\n".join(ASKS)
    row = Request.objects.create(
        title="关于成果转化的提案", kind="委员提案", number="9", proposers=["王洪福"], text=text
    )
    start = 0
    for position, ask in enumerate(ASKS, 1):
        title = ask[2:].partition("，")[0]
        RequestAsk.objects.create(request=row, position=position, title=title, start=start, end=start + len(ask))
        start += len(ask) + 1
    return row


def test_the_whole_way(
    new_page: NewPage, log_in: LogIn, editor: User, seeds: dict[str, ReplyLetter], tmp_path: Path
) -> None:
    row = request_with_asks()
    page = new_page(bypass_csp=True, viewport={"width": 1440, "height": 900})
    log_in(page, editor)
    page.goto(f"/requests/{row.pk}/outline/")
    expect(page.locator("#answers + .memory-item h4").first).to_contain_text("推动省内高校建设专门的技术转移机构")
    assert grave_findings(page, {"resultTypes": ["violations"]}) == []
    columns = page.locator(".outline-layout > section")
    lefts = [round(columns.nth(number).bounding_box()["x"]) for number in range(3)]  # type: ignore[index]
    assert lefts == sorted(set(lefts))

    # words that the mouse selected
    words = page.locator(".memory-words[data-words]").first
    box = words.bounding_box()
    assert box
    page.mouse.move(box["x"] + 4, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 60, box["y"] + 12, steps=8)
    page.mouse.up()
    selected = page.evaluate("document.getSelection().toString()")
    assert len(selected) > 3
    pick = page.get_by_role("button", name="引用选中的").first
    pick.click()
    quoted = page.locator(".reply-quotation blockquote")
    expect(quoted).to_have_text(selected.strip())

    # a whole passage by the keyboard
    page.locator('button[value^="pick:"]').nth(1).focus()
    press(page, "Enter")
    expect(quoted).to_have_count(2)

    # own words, which save themselves
    ask = row.asks.all()[0]
    page.locator(f"#new-{ask.pk}").fill("承办人自己写的话。")
    page.get_by_role("button", name="加进提纲").first.click()
    own = page.locator('textarea[name^="text-"]')
    expect(own).to_have_value("承办人自己写的话。")
    own.fill("承办人改过的话。")
    expect(page.locator("#outline-state")).to_have_text("已保存。")
    assert [item.text for item in Outline.objects.get().items.filter(citation="")] == ["承办人改过的话。"]
    own.locator("xpath=ancestor::div[contains(@class, 'reply-item')]").get_by_role("button", name="上移").click()
    expect(page.locator(".reply-item").nth(1).locator("textarea")).to_have_count(1)

    # out, edited, and back
    with page.expect_download() as download:
        page.get_by_role("link", name="Word（附出处）").click()
    document = docx.Document(str(download.value.path()))
    paragraph = next(one for one in document.paragraphs if one.text == selected.strip())
    next(run for run in paragraph.runs if run.text).text = "改了几个字的引文"
    edited = BytesIO()
    document.save(edited)
    path = tmp_path / "改过.docx"
    path.write_bytes(edited.getvalue())
    page.locator("#file").set_input_files(path)
    page.get_by_role("button", name="传回", exact=True).click()
    expect(page.locator(".notice", has_text="已读入改过的文件")).to_contain_text("改动过的 1 处")

    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.get_by_role("heading", name="核对结果")).to_be_visible()
    assert grave_findings(page, {"resultTypes": ["violations"]}) == []


def test_from_the_proposal_that_came_in_to_its_published_reply(
    new_page: NewPage, log_in: LogIn, editor: User, seeds: dict[str, ReplyLetter], plan: Plan
) -> None:
    # those that a base begins with, which a test before this one may have emptied
    import_module("proposals.migrations.0019_reply_templates").make(apps, connection.schema_editor())
    page = new_page(viewport={"width": 1440, "height": 900})
    log_in(page, editor)
    page.goto("/requests/new/")
    page.get_by_label("来件全文").fill(TEXT)
    page.get_by_role("button", name="识别", exact=True).click()
    expect(page.get_by_role("heading", name="所提的建议（3）")).to_be_visible()
    page.get_by_role("link", name="写答复").click()

    # of a letter, of a plan, and own words
    quoted = page.locator(".reply-quotation blockquote")
    page.locator('button[value^="pick:"]').first.click()
    expect(quoted).to_have_count(1)
    page.locator('button[value^="plan:"]').first.click()
    expect(quoted).to_have_count(2)
    for number, words in enumerate(
        ("下一步，我厅将于2027年12月底前建成技术经纪人培训基地5个。", "已单独设立评审系列。"), 1
    ):
        page.get_by_label(f"在第 {number} 条里写一段").fill(words)
        page.get_by_role("button", name="加进提纲").nth(number - 1).click()
        expect(page.locator('textarea[name^="text-"]')).to_have_count(number)
    page.get_by_text("标题、开头、结尾等各栏").click()
    page.get_by_label("发文字号").fill("吉科函〔2026〕157号")
    page.get_by_label("成文日期").fill("2026-06-01")
    page.get_by_label("成文日期").blur()
    expect(page.locator("#outline-state")).to_have_text("已保存各栏。")
    with page.expect_download() as download:
        page.get_by_role("link", name="Word（附出处）").click()
    cited = {comment.text for comment in docx.Document(str(download.value.path())).comments}
    assert plan.citation in cited
    assert len(cited) == 2

    # held against the base, and back
    page.get_by_role("button", name="核对", exact=True).click()
    cards = page.locator(".finding-cards > li", has_text="这条建议下没有答复内容")
    expect(cards).to_have_count(1)
    page.get_by_role("link", name="答复提纲", exact=True).click()

    page.get_by_role("button", name="送到录入台").click()
    page.get_by_role("button", name="存并发布").click()
    letter = ReplyLetter.objects.get(doc_number="吉科函〔2026〕157号")
    assert letter.is_published
    page.goto("/requests/")
    expect(page.get_by_role("row", name=TITLE)).to_contain_text("已答复")
    page.goto("/commitments/")
    expect(page.get_by_text("建成技术经纪人培训基地5个").first).to_be_visible()


def test_the_second_of_two_people_is_told(
    new_page: NewPage, log_in: LogIn, editor: User, seeds: dict[str, ReplyLetter], watch: Watch
) -> None:
    watch.expect(409)
    row = request_with_asks()
    page, other = new_page(), new_page()
    for one in (page, other):
        log_in(one, editor)
        one.goto(f"/requests/{row.pk}/outline/")
    ask = row.asks.all()[0]
    for one, text in ((page, "先写的"), (other, "后写的")):
        one.locator(f"#new-{ask.pk}").fill(text)
        one.get_by_role("button", name="加进提纲").first.click()
    expect(other.locator("#outline-state")).to_contain_text("刚才已被别人改过")
    expect(other.locator(f"#new-{ask.pk}")).to_have_value("后写的")


def test_a_word_file_waits_for_what_is_being_saved(
    new_page: NewPage, log_in: LogIn, editor: User, seeds: dict[str, ReplyLetter], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(press: OutlinePress) -> Done:
        time.sleep(1)
        return press.fields()

    monkeypatch.setitem(ACTIONS, "fields", slowly)
    page = new_page()
    log_in(page, editor)
    page.goto(f"/requests/{request_with_asks().pk}/outline/")
    page.get_by_text("标题、开头、结尾等各栏").click()
    number = page.get_by_label("发文字号")
    number.fill("吉科函〔2026〕9号")
    number.blur()
    with page.expect_download() as download:
        page.get_by_role("link", name="Word（附出处）").click()
    assert "吉科函〔2026〕9号" in [one.text for one in docx.Document(str(download.value.path())).paragraphs]


def test_it_is_one_column_on_a_phone_and_works_without_a_script(
    new_page: NewPage, log_in: LogIn, editor: User, seeds: dict[str, ReplyLetter]
) -> None:
    row = request_with_asks()
    page = new_page(java_script_enabled=False, viewport={"width": 390, "height": 800})
    log_in(page, editor)
    page.goto(f"/requests/{row.pk}/outline/")
    boxes = [page.locator(".outline-layout > section").nth(number).bounding_box() for number in range(3)]
    assert len({round(box["x"]) for box in boxes if box}) == 1
    page.locator('button[value^="pick:"]').first.click()
    expect(page.locator(".reply-quotation blockquote")).to_have_count(1)
    for path in ("/reply-templates/", "/reply-templates/new/"):
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
