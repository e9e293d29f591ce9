"""The entry desk: letters come in by every way, and what may be there already is compared."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import FilePayload, Page, Route, expect

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import stage_letter
from proposals.models import ReplyLetter, Status
from proposals.records import replace_letter
from tests.e2e.inspection import axe_findings, tab_through, unseen_stops, widths_that_scroll
from tests.e2e.watch import Watch
from tests.entry.desk_tools import seed

LogIn = Callable[[Page, User], None]
# Another letter than the seeds hold, with a word that stands in none of them
NEW_LETTER = """关于对省政协十三届四次会议第954号委员提案的答复
吉科发成〔2026〕954号
赵六委员：
您提出的《关于加快发展量子信息产业的提案》收悉，现答复如下：
一、关于建设量子实验室
我厅支持三所大学联合建设实验室，量子纠缠方面已立项12项。
二、关于培养量子人才
我厅组织两期培训，参加的技术人员有80人。下一步，继续扩大培训规模。
吉林省科学技术厅
2026年5月20日
"""
# A later version of one that they hold
LATER_VERSION = seed("000").decode().replace("技术转移机构", "量子纠缠机构")
REVIEW = re.compile(r"/entry/\d+/$")
DROP = """(words) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([words], "拖来的.txt", { type: "text/plain" }));
    for (const name of ["dragover", "drop"]) {
        document.body.dispatchEvent(new DragEvent(name, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }
}"""


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
def later_version(editor: User, seeds: dict[str, ReplyLetter]) -> ReplyLetter:
    """Arrived at the desk, and not looked at yet."""
    return stage_letter(read_letter("修改稿.txt", LATER_VERSION.encode()), by=editor)


def paste(page: Page, text: str) -> None:
    page.goto("/entry/")
    page.get_by_label("答复函全文").fill(text)
    page.get_by_role("button", name="识别", exact=True).click()


def upload(page: Page, **files: str) -> None:
    page.goto("/entry/")
    page.get_by_label("文件", exact=True).set_input_files(
        [FilePayload(name=f"{name}.txt", mimeType="text/plain", buffer=words.encode()) for name, words in files.items()]
    )
    page.get_by_role("button", name="上传并识别").click()


def hold(page: Page) -> list[Route]:
    """Keep the files that the page sends on their way."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route("**/entry/read/", keep)
    return held


def found(page: Page, words: str) -> None:
    """Search for words that only the letter that was entered holds."""
    page.goto("/")
    page.get_by_label("检索词").fill(words)
    page.get_by_role("button", name="检索", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("找到 1 份文件")
    expect(page.locator(".found mark").first).to_have_text(words)


def test_files_are_sent_one_after_the_other(page: Page, watch: Watch) -> None:
    watch.expect(422)
    upload(page, 甲=NEW_LETTER, 乙=LATER_VERSION, 丙=seed("001").decode(), 丁="")

    expect(page.get_by_role("status")).to_have_text(
        "处理完毕，已读出 1 份，可能已有 1 份，已录入过 1 份，读不了 1 份。"
    )
    rows = page.get_by_label("各份文件的结果").get_by_role("listitem")
    for place, words in enumerate(("已读出", "可能已有", "已录入过", "读不了")):
        expect(rows.nth(place)).to_contain_text(words)
    expect(rows.nth(0)).to_contain_text("2 项建议")
    expect(rows.nth(3)).to_contain_text("文件是空的")
    expect(page.get_by_role("heading", name="待处理（2）")).to_be_visible()
    rows.nth(1).get_by_role("link", name="比较").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("比较两份答复函")


def test_dropped_anywhere_on_the_page(page: Page) -> None:
    page.goto("/entry/")
    page.evaluate(DROP, NEW_LETTER)

    expect(page.get_by_role("status")).to_have_text("处理完毕，已读出 1 份。")
    expect(page.get_by_label("各份文件的结果")).to_contain_text("拖来的.txt")


def test_stopped_and_gone_on_with(page: Page) -> None:
    """The file that is on its way arrives; the others wait."""
    held = hold(page)
    upload(page, 甲=NEW_LETTER, 乙=seed("001").decode())
    expect(page.get_by_role("status")).to_have_text("第 1 份，共 2 份")
    page.get_by_role("button", name="停止").click()
    held[0].continue_()
    page.unroute("**/entry/read/")
    expect(page.get_by_role("status")).to_have_text("已停止，已读出 1 份，还有 1 份没有上传。")

    page.get_by_role("button", name="继续").click()

    expect(page.get_by_role("status")).to_have_text("处理完毕，已读出 1 份，已录入过 1 份。")


def test_leaving_while_files_are_sent_asks(page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    hold(page)
    upload(page, 甲=NEW_LETTER)
    expect(page.get_by_role("status")).to_have_text("第 1 份，共 1 份")

    page.goto("/")

    assert asked == ["beforeunload"]


def test_what_did_not_get_through_is_tried_again(page: Page, watch: Watch) -> None:
    watch.expect(503)
    page.route("**/entry/read/", lambda route: route.fulfill(status=503))
    upload(page, 甲=NEW_LETTER)
    expect(page.get_by_role("status")).to_have_text("处理完毕，没有传上 1 份。")
    page.unroute("**/entry/read/")

    page.get_by_role("button", name="重试").click()

    expect(page.get_by_role("status")).to_have_text("处理完毕，已读出 1 份。")
    expect(page.get_by_label("各份文件的结果").get_by_role("listitem")).to_have_count(1)


def test_a_network_that_is_down_stops_the_sending(page: Page, watch: Watch) -> None:
    watch.expect(503)
    page.route("**/entry/read/", lambda route: route.fulfill(status=503))
    upload(page, **{str(place): NEW_LETTER for place in range(5)})

    expect(page.get_by_role("status")).to_have_text("已停止，没有传上 3 份，还有 2 份没有上传。")
    expect(page.get_by_role("button", name="继续")).to_be_visible()


def test_a_session_that_has_ended_is_told(page: Page, watch: Watch) -> None:
    watch.expect(403)
    page.goto("/entry/")
    page.context.clear_cookies()
    page.evaluate(DROP, NEW_LETTER)

    expect(page.get_by_role("status")).to_contain_text("请重新登录")
    expect(page.get_by_role("link", name="重新登录")).to_have_attribute("href", "/login/?next=/entry/")
    assert not ReplyLetter.objects.in_state(Status.ARRIVED).exists()


@pytest.mark.parametrize("javascript", [True, False])
def test_pasted(page: Page, plain_page: Page, javascript: bool) -> None:
    page = page if javascript else plain_page
    paste(page, NEW_LETTER)

    expect(page).to_have_url(REVIEW)
    page.goto("/entry/")
    expect(page.get_by_role("region", name="待处理（1）")).to_contain_text("吉科发成〔2026〕954号")
    page.goto("/?q=量子纠缠")
    expect(page.get_by_role("status")).to_contain_text("没有原样出现这些词的段落")


def test_upload_without_javascript(plain_page: Page, watch: Watch) -> None:
    watch.expect(422)
    upload(plain_page, 甲=NEW_LETTER)
    expect(plain_page).to_have_url(REVIEW)

    upload(plain_page, 甲=NEW_LETTER, 乙=LATER_VERSION)
    expect(plain_page.get_by_role("status").first).to_contain_text("这份文件已经录入过")
    expect(plain_page.get_by_role("status").last).to_contain_text("乙.txt 已读出（库中可能已有），请核对")

    upload(plain_page, 空="")
    expect(plain_page.locator(".errorlist")).to_contain_text("文件是空的")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_later_version_takes_the_place(
    page: Page, plain_page: Page, later_version: ReplyLetter, seeds: dict[str, ReplyLetter], javascript: bool
) -> None:
    page = page if javascript else plain_page
    page.goto(f"/entry/{later_version.pk}/compare/{seeds['000'].pk}/")
    expect(page.locator("ins").last).to_contain_text("量子纠缠")
    page.get_by_role("button", name="用新来的替换").click()

    expect(page.get_by_role("status")).to_contain_text("已用新来的替换，旧版留存")
    found(page, "量子纠缠")
    page.goto(seeds["000"].get_absolute_url())
    page.get_by_role("link", name="与现在的比较").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("旧版与现在的比较")


@pytest.mark.parametrize("javascript", [True, False])
def test_by_hand(page: Page, plain_page: Page, watch: Watch, javascript: bool) -> None:
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
    watch.expect(422)
    page.get_by_role("button", name="存并发布").click()
    question = page.get_by_role("alert")
    expect(question).to_contain_text("缺：成文日期、提案（建议）编号、发文机关。")
    question.get_by_role("link", name="发文机关").click()
    expect(page.get_by_label("发文机关")).to_be_focused()
    page.get_by_label("发文机关").fill("吉林省科学技术厅")
    page.get_by_role("button", name="缺这些，仍然发布").click()

    expect(page.get_by_role("heading", level=2, name="2. 培养量子人才")).to_be_visible()
    found(page, "量子纠缠课程")


def test_what_the_base_holds_completes_a_letter_by_hand(page: Page) -> None:
    """Sessions and agencies; of several delegates the second one, too."""
    page.goto("/entry/new/")
    offered = "list => Array.from(document.getElementById(list).options, option => option.value)"
    assert "省政协十三届三次会议" in page.evaluate(offered, "known-sessions")
    assert "吉林省科学技术厅" in page.evaluate(offered, "known-agencies")
    assert "李锐" in page.evaluate(offered, "known-delegates")

    page.get_by_label("委员、代表或团体").fill("王洪福、")

    names = page.evaluate(offered, "known-delegates")
    assert "王洪福、李锐" in names
    assert "王洪福、王洪福" not in names


def test_leaving_what_is_not_saved_asks(page: Page, watch: Watch, later_version: ReplyLetter) -> None:
    watch.expect(422)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/entry/new/")
    page.goto("/entry/")
    assert asked == []

    page.goto("/entry/new/")
    page.get_by_label("发文字号").fill("八十四号")
    page.goto("/entry/")
    assert asked == ["beforeunload"]

    page.goto("/entry/new/")
    page.get_by_label("提案（建议）题目").fill("关于量子纠缠研究的建议")
    page.get_by_role("button", name="存为草稿").last.click()
    expect(page.locator(".errorlist").first).to_be_visible()
    page.goto("/entry/")
    assert asked == ["beforeunload"] * 2

    page.goto(f"/entry/{later_version.pk}/")
    page.get_by_label("分类").fill("提案")
    page.get_by_role("button", name="先存改动").click()
    expect(page.locator(".review-answer")).to_contain_text("分类由")
    page.goto("/entry/")
    assert asked == ["beforeunload"] * 2


@pytest.mark.parametrize("javascript", [True, False])
def test_several_at_once(
    page: Page, plain_page: Page, editor: User, later_version: ReplyLetter, javascript: bool
) -> None:
    stage_letter(read_letter("新来.txt", NEW_LETTER.encode()), by=editor)
    page = page if javascript else plain_page
    page.goto("/entry/")
    if javascript:
        page.get_by_label("全选本页").check()
    else:
        for box in page.get_by_role("checkbox").all():
            box.check()
    page.get_by_role("region", name="待处理").get_by_role("button", name="发布", exact=True).click()

    expect(page.get_by_role("status").first).to_contain_text("已发布 1 份：《关于对省政协十三届四次会议第954号")
    expect(page.get_by_role("status").last).to_contain_text("有 1 份没有处理：")
    expect(page.get_by_role("status").last).to_contain_text("库中可能已有这份答复")
    page.get_by_role("checkbox").last.check()
    page.get_by_role("button", name="放弃", exact=True).click()
    page.get_by_role("button", name="放弃这 1 份").click()
    expect(page.get_by_role("status").first).to_contain_text("已放弃 1 份")
    assert not ReplyLetter.objects.in_state(Status.ARRIVED).exists()


def test_a_gap_leads_to_its_field_and_the_next_letter_comes(
    page: Page, editor: User, later_version: ReplyLetter
) -> None:
    gappy = stage_letter(read_letter("缺.txt", seed("002") + "\n附件一份。".encode()), by=editor)
    page.goto("/entry/")
    page.get_by_role("link", name=re.compile("缺项和疑点")).first.click()
    page.get_by_role("region", name="缺项和疑点").get_by_role("link", name="编号").first.click()
    expect(page.get_by_label("提案（建议）编号")).to_be_focused()
    expect(page).to_have_url(re.compile(rf"/entry/{gappy.pk}/#id_number$"))

    page.get_by_label("仍然另存一份").check()
    page.get_by_role("button", name="存为草稿").click()

    expect(page).to_have_url(re.compile(rf"/entry/{later_version.pk}/\?queue=review$"))
    expect(page.locator(".review-answer")).to_contain_text("接着看下一件，待核对的答复函还有 1 件")


def test_a_stale_version_is_told(page: Page, seeds: dict[str, ReplyLetter]) -> None:
    """Two windows show the desk; the second to withdraw a letter learns that it has changed."""
    page.goto("/entry/")
    other = page.context.new_page()
    other.goto("/entry/")
    for window in (page, other):
        window.get_by_role("listitem").filter(has_text="第157号").get_by_role("link", name="撤回").click()
    for window in (page, other):
        window.get_by_label("为什么撤回").fill("文号有误")
        window.get_by_role("button", name="撤回").click()

    expect(page.get_by_role("status")).to_contain_text("已撤回")
    expect(other.get_by_role("status")).to_contain_text("刚才已被别人改过，您的改动没有保存")


@pytest.fixture
def addresses(later_version: ReplyLetter, seeds: dict[str, ReplyLetter], editor: User) -> list[str]:
    """The desk with a queue, a comparison, and a former version."""
    arrived = stage_letter(read_letter("再.txt", seed("001") + "\n附件一份。".encode()), by=editor)
    replaced = replace_letter(seeds["001"], arrived, by=editor)
    former = f"{replaced.get_absolute_url()}former/{replaced.versions.get().pk}/"
    return ["/entry/", f"/entry/{later_version.pk}/compare/{seeds['000'].pk}/", former]


def test_keyboard(page: Page, addresses: list[str]) -> None:
    for address in addresses:
        page.goto(address)
        stops = tab_through(page)

        assert stops[0]["words"] == "跳到正文"
        assert unseen_stops(stops) == []


def test_results_keep_axes_rules_and_fit(axe_page: Page, watch: Watch) -> None:
    watch.expect(422)
    upload(axe_page, 甲=NEW_LETTER, 乙="", **{"很长的名字" * 20: LATER_VERSION})
    expect(axe_page.get_by_role("status")).to_contain_text("处理完毕")
    assert axe_findings(axe_page) == []
    assert widths_that_scroll(axe_page) == []
