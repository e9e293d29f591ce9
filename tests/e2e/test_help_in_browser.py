"""The tasks of 帮助, done as it says, by the names of buttons and links alone; and in how many clicks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from kejiting.ingest.reading import read_request
from kejiting.ingest.request_saving import ingest_request
from kejiting.web.help_pages import TASKS
from measures.models import CommitmentStep, Figure
from proposals.models import OutlineItem, ReplyLetter, SetAsideAct, Status
from tests.conftest import mention_topics, settle_figures
from tests.desk.request_texts import TEXT as REQUEST
from tests.desk.request_texts import TITLE
from tests.e2e.inspection import grave_findings, widths_that_scroll

LogIn = Callable[[Page, User], None]
BUT_COLOURS = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}
PROPOSALS = settings.BASE_DIR / "tests/quality/proposals.toml"
PROPOSAL = tomllib.loads(PROPOSALS.read_text(encoding="utf-8"))["proposals"][0]["text"]
NEW = """对省十四届人大四次会议第901号代表建议的答复
吉科发成〔2026〕9号

张三代表：
您提出的《关于支持中试的建议》收悉。现答复如下：
一、关于支持行业中试中心的建议
截至2025年底，我省共建设行业中试中心12个。下一步，我厅将于2026年12月底前再建设3个。

吉林省科学技术厅
2026年3月2日
"""


@dataclass
class Walk:
    """Through pages, from the home page on; `clicks` counts those of the mouse."""

    page: Page
    clicks: int = 0

    def press(self, name: str, *, inside: Locator | Page | None = None, exact: bool = True) -> None:
        """Click what is called so in the guide: a button, a link, or words that open something."""
        where = inside or self.page
        button = where.get_by_role("button", name=name, exact=exact)
        link = where.get_by_role("link", name=name, exact=exact)
        opens = where.locator("summary").filter(has_text=re.compile(rf"^\s*{re.escape(name)}(?![一-鿿])"))
        self.take(button.or_(link).or_(opens).locator("visible=true").first)

    def take(self, what: Locator) -> None:
        what.click()
        self.clicks += 1
        self.page.wait_for_load_state()


@pytest.fixture
def indicators(seeds: dict[str, ReplyLetter]) -> None:
    mention_topics()
    settle_figures(seeds)


@pytest.fixture
def at_home(page: Page, log_in: LogIn, editor: User, indicators: None) -> Walk:
    log_in(page, editor)
    page.goto("/")
    return Walk(page)


def test_every_page_is_open_to_all(axe_page: Page, indicators: None) -> None:
    """Their colours are the same: contrast is measured on the list and one task (test_every_page_in_browser)."""
    for address in ("/help/", *(task.get_absolute_url() for task in TASKS)):
        axe_page.goto(address)
        assert (address, grave_findings(axe_page, BUT_COLOURS), widths_that_scroll(axe_page)) == (address, [], [])


def test_1_find(at_home: Walk) -> None:
    page = at_home.page
    page.get_by_label("检索词").fill("技术经纪人")
    at_home.press("检索", inside=page.get_by_role("search"))
    at_home.take(page.locator("article.found .words a:not(.note)").first)
    expect(page).to_have_url(re.compile("/letters/"))
    assert at_home.clicks == 2

    page.goto("/")
    page.get_by_label("检索词").fill("王洪福")
    page.get_by_label("检索词").press("Enter")
    at_home.take(page.locator(".jumps a").first)
    expect(page).to_have_url(re.compile("/delegates/"))
    assert at_home.clicks == 3


def test_2_paste_a_proposal(at_home: Walk) -> None:
    page = at_home.page
    page.get_by_label("检索词").fill(PROPOSAL)
    at_home.press("检索", inside=page.get_by_role("search"))
    at_home.take(page.locator(".asked-parts a").nth(2))
    expect(page.get_by_role("heading", name="还没有了结的承诺").first).to_be_visible()
    at_home.press("摘录", inside=page.locator("#part-3 .hit").first)
    at_home.press("摘录（1）")
    expect(page.get_by_text("共 1 段")).to_be_visible()
    assert at_home.clicks == 4


def test_3_quote_a_letter(at_home: Walk) -> None:
    page = at_home.page
    at_home.press("答复函")
    at_home.take(page.get_by_role("link", name=re.compile("第157号委员提案的答复")).first)
    passage = page.locator(".passage").first
    passage.hover()
    at_home.press("复制并注明出处", inside=passage)
    assert at_home.clicks == 3
    at_home.press("摘录", inside=page.locator(".passage").first)
    at_home.press("摘录", inside=page.locator(".passage").nth(1))
    at_home.press("摘录（2）")
    with page.expect_download():
        at_home.press("Word")
    assert at_home.clicks == 7


def test_4_enter_a_request(at_home: Walk) -> None:
    page = at_home.page
    at_home.press("来件")
    at_home.press("录入来件")
    page.get_by_label("来件全文").fill(REQUEST)
    at_home.press("识别")
    expect(page.locator(".request-asks > li")).to_have_count(3)
    at_home.press("不是建议", inside=page.locator(".request-asks > li").nth(2), exact=False)
    expect(page.locator(".request-asks > li")).to_have_count(2)
    at_home.press("来件")
    at_home.press("未答复")
    expect(page.get_by_role("link", name=TITLE, exact=True)).to_be_visible()
    assert at_home.clicks == 6


def test_5_draft_a_reply(at_home: Walk) -> None:
    ingest_request(read_request("来件.txt", REQUEST.encode()), by=None)
    page = at_home.page
    at_home.press("来件")
    at_home.press(TITLE)
    at_home.press("写答复")
    at_home.press("引用", inside=page.locator(".memory-passage").first, exact=False)
    expect(page.locator(".reply-quotation")).to_have_count(1)
    page.get_by_label("写一段").first.fill("另有一项工作正在推进。")
    at_home.press("加进提纲", exact=False)
    expect(page.get_by_label("自己写的一段")).to_have_count(1)
    with page.expect_download():
        at_home.press("Word（附出处）")
    assert OutlineItem.objects.count() == 2
    assert at_home.clicks == 6


def test_6_check_a_draft(at_home: Walk) -> None:
    page = at_home.page
    at_home.press("更多")
    at_home.press("发文前核对")
    page.get_by_label("答复稿全文").fill(NEW.replace("12个", "XX个"))
    at_home.press("核对")
    at_home.press("必改", exact=False)
    card = page.locator(".finding-cards > li").first
    at_home.press("搁置…", inside=card)
    card.get_by_label("原因").fill("数字待定")
    at_home.take(card.get_by_role("button", name="搁置", exact=True))
    assert SetAsideAct.objects.count() == 1
    assert at_home.clicks == 6


def test_7_enter_a_letter(at_home: Walk) -> None:
    page = at_home.page
    at_home.press("录入")
    page.get_by_label("文件", exact=True).set_input_files(
        [{"name": "901.txt", "mimeType": "text/plain", "buffer": NEW.encode()}]
    )
    at_home.press("上传并识别")
    at_home.press("核对", exact=False)
    at_home.press("存并发布")
    expect(page.get_by_role("status").first).to_contain_text("发布")
    assert ReplyLetter.objects.published().filter(doc_number="吉科发成〔2026〕9号").exists()
    assert at_home.clicks <= 4


def test_8_correct_a_letter(at_home: Walk) -> None:
    page = at_home.page
    at_home.press("答复函")
    at_home.take(page.get_by_role("link", name=re.compile("第157号委员提案的答复")).first)
    at_home.press("修改", exact=False)
    page.get_by_label("分类").fill("建议提案答复")
    at_home.press("保存改动")
    expect(page.get_by_role("button", name="撤销")).to_be_visible()
    assert ReplyLetter.objects.filter(category="建议提案答复").exists()
    at_home.press("撤销")
    expect(page.get_by_role("button", name="撤销")).to_be_hidden()
    assert not ReplyLetter.objects.filter(category="建议提案答复").exists()
    assert at_home.clicks == 5


def test_8_go_back_to_what_a_letter_was(at_home: Walk, editor: User) -> None:
    page = at_home.page
    at_home.press("答复函")
    at_home.take(page.get_by_role("link", name=re.compile("第157号委员提案的答复")).first)
    at_home.press("修改", exact=False)
    for category in ("一类", "二类"):
        page.get_by_label("分类").fill(category)
        at_home.press("保存改动")
        expect(page.locator(".review-answer")).to_contain_text(category)
    at_home.press("改动记录")
    at_home.take(page.locator("ol.acts h3 a").nth(1))
    at_home.press("整份恢复到这一步")
    expect(page.get_by_role("status").first).to_be_visible()
    assert ReplyLetter.objects.filter(category="一类").exists()
    assert at_home.clicks == 8


def test_8_take_a_letter_out_and_back(at_home: Walk) -> None:
    page = at_home.page
    at_home.press("答复函")
    at_home.take(page.get_by_role("link", name=re.compile("第157号委员提案的答复")).first)
    at_home.press("撤回", exact=False)
    page.get_by_label("为什么撤回").fill("文号有误")
    at_home.press("撤回")
    at_home.press("录入")
    at_home.press("已撤回 1")
    at_home.press("删除", exact=False)
    at_home.press("删除")
    at_home.press("回收站")
    at_home.press("恢复", exact=False)
    expect(page.get_by_role("status").first).to_be_visible()
    assert ReplyLetter.objects.in_state(Status.WITHDRAWN).count() == 1
    assert at_home.clicks == 10


def test_9_assign_figures(at_home: Walk) -> None:
    page = at_home.page
    at_home.press("更多")
    at_home.press("指标")
    at_home.press("请核口径")
    at_home.take(page.locator("article.check summary").first)
    page.get_by_label("理由").locator("visible=true").first.fill("范围不同：18家试点和18家院所")
    at_home.take(page.locator("article.check").get_by_role("button", name="核对完毕").locator("visible=true").first)
    expect(page.get_by_text("核对完毕").first).to_be_visible()
    assert at_home.clicks == 5

    assigned = Figure.objects.filter(assigned_at__isnull=False).count()
    at_home.press("指标一览")
    at_home.press("待认定的数据")
    at_home.press("全部，新的在前")
    at_home.press("不属于任何指标")
    expect(page.get_by_role("status").first).to_be_visible()
    assert Figure.objects.filter(assigned_at__isnull=False).count() > assigned
    assert at_home.clicks == 9


def test_10_follow_a_promise(at_home: Walk) -> None:
    page = at_home.page
    at_home.press("承诺")
    at_home.press("已过时限")
    at_home.take(page.locator(".promise-rows a[href^='/commitments/']").first)
    at_home.take(page.get_by_label("已落实"))
    page.get_by_label("说明").fill("已经办结，见年度总结")
    at_home.press("记下进展")
    assert CommitmentStep.objects.get().state == "done"
    assert at_home.clicks == 5


def test_11_see_how_far_a_plan_is(at_home: Walk) -> None:
    page = at_home.page
    at_home.press("方案")
    at_home.take(page.locator("main h2 a").first)
    at_home.press("看可能对应的数据", exact=False)
    at_home.press("对应这个目标", exact=False)
    expect(page.get_by_role("heading", name="报告的数据")).to_be_visible()
    assert at_home.clicks == 4


def test_12_follow_and_save_conditions(at_home: Walk) -> None:
    page = at_home.page
    at_home.press("更多")
    at_home.press("指标")
    at_home.take(page.locator("table.indicators th a").first)
    at_home.press("关注")
    at_home.press("更多")
    at_home.press("我的关注")
    expect(page.get_by_text("共 1 项")).to_be_visible()
    assert at_home.clicks == 6

    at_home.press("承诺")
    at_home.press("已过时限")
    at_home.press("常用条件")
    page.get_by_label("现在的条件，保存为").fill("过期的")
    at_home.press("保存")
    expect(page.get_by_role("link", name="过期的")).to_be_visible()
    assert at_home.clicks == 10
    at_home.press("概览")
    assert at_home.clicks == 11


def test_13_manage_people(new_page: Callable[..., Page], log_in: LogIn, administrator: User) -> None:
    page = new_page()
    log_in(page, administrator)
    page.goto("/")
    walk = Walk(page)
    walk.press(administrator.username)
    walk.press("管理")
    walk.take(page.locator("tr").filter(has_text="用户").get_by_role("link", name="增加").first)
    page.get_by_label("用户名").fill("lihua")
    for field in ("#id_password1", "#id_password2"):
        page.locator(field).fill("Jilin-Kejiting-2026")
    walk.press("保存")
    walk.take(page.get_by_label("编辑"))
    walk.press("保存")
    person = User.objects.get(username="lihua")
    assert [group.name for group in person.groups.all()] == ["编辑"]
    assert walk.clicks == 6

    own = new_page()
    own.goto("/login/")
    own.get_by_label("用户名").fill("lihua")
    own.get_by_label("密码").fill("Jilin-Kejiting-2026")
    own.get_by_role("button", name="登录").click()
    expect(own.get_by_role("button", name="保存新密码")).to_be_visible()
