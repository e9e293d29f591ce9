"""The review page with a real mouse: what is dragged over is what is marked, nothing moves, and it can be taken back."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import stage_letter
from proposals.models import ReplyLetter
from proposals.pages.field_labels import printed_header
from proposals.records import HEADER_FIELDS, ContentsEdit, correct_letter, letter_state, printed, to_parsed
from tests.e2e.conftest import NewPage
from tests.e2e.inspection import axe_findings
from tests.e2e.keys import press

LogIn = Callable[[Page, User], None]

SCREENS = {1440: 900, 1024: 768, 390: 844}
PARAGRAPH = (
    "我厅会同有关部门建成深海养殖平台{number}个，服务企业1200家次，水产品产值比上年增长百分之八，养殖户收入同步提高。"
)
LETTER = """对省政协十三届三次会议第852号委员提案的答复
吉科发区〔2025〕852号
2025年5月14日
林清禾委员：
您提出的《关于发展深海养殖的提案》收悉，现答复如下：
一、关于“建设深海养殖平台”的建议
{paragraphs}
下一步，我厅将一是继续扩大深海养殖的应用范围；二是完善深海养殖的评价办法。
感谢您对我省科技工作的关心和支持。
吉林省科学技术厅
""".format(paragraphs="\n".join(PARAGRAPH.format(number=number) for number in range(21, 41)))
WRONG: dict[str, Any] = {
    "title": "教育部", "number": "号：吉科发", "written_on": date(2020, 1, 2), "delegates": ("张三",),
}  # fmt: skip


@dataclass(frozen=True)
class Drag:
    """Words that are dragged over, the button that says what they are, the sentence that answers."""

    words: str
    button: str
    sentence: str


DRAGS = {
    "title": Drag(
        "对省政协十三届三次会议第852号委员提案的答复",
        "是标题",
        "已保存：标题由“教育部”改为“对省政协十三届三次会议第852号委员提案的答复”。",
    ),
    "number": Drag("第852号", "是编号", "已保存：编号由“号：吉科发”改为“852”。"),
    "date": Drag("2025年5月14日", "是成文日期", "已保存：成文日期由“2020-01-02”改为“2025-05-14”。"),
    "delegate": Drag("林清禾", "是委员、代表或团体", "已保存：委员、代表或团体由“张三”改为“林清禾”。"),
    "passage": Drag("建成深海养殖平台33个，服务企业1200家次", "是成效", "由答复改为成效。"),
}

SCROLL = """([words, isScrolled]) => {
    for (const line of document.querySelectorAll("#marked-text [data-start]")) {
        if (!line.textContent.includes(words)) continue;
        const box = line.getBoundingClientRect();
        const isInSight = line.contains(document.elementFromPoint(box.left + 5, box.bottom - 5));
        if (isScrolled || !isInSight) line.scrollIntoView({ block: "center", behavior: "instant" });
    }
}"""
ENDS = """words => {
    for (const line of document.querySelectorAll("#marked-text [data-start]")) {
        const start = line.textContent.indexOf(words);
        if (start < 0) continue;
        const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const boxes = [];
        for (let at = 0, node = nodes.nextNode(); node; at += node.length, node = nodes.nextNode()) {
            for (let i = 0; i < node.length; i++) {
                if (at + i < start || at + i >= start + words.length) continue;
                const range = document.createRange();
                range.setStart(node, i);
                range.setEnd(node, i + 1);
                boxes.push(range.getBoundingClientRect());
            }
        }
        const [first, last] = [boxes[0], boxes.at(-1)];
        return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
    }
}"""
OVERLAP = """() => {
    const bar = document.querySelector(".review-toolbar").getBoundingClientRect();
    return Array.from(document.getSelection().getRangeAt(0).getClientRects())
        .some(box => box.top < bar.bottom && box.bottom > bar.top && box.left < bar.right && box.right > bar.left);
}"""


@pytest.fixture
def misread(editor: User) -> ReplyLetter:
    """Arrived with a wrong title, number, date and delegate, as the rules once read a letter."""
    letter = stage_letter(read_letter("来函.txt", LETTER.encode()), by=editor)
    parsed = to_parsed(letter)
    header = {name: getattr(parsed, name) for name in HEADER_FIELDS}
    header |= {name: printed(header[name]) for name in ("title", "proposal_title")} | WRONG
    nothing = ContentsEdit("save", "", {}, {}, {}, None, None)
    correct_letter(letter, expected_version=letter.version, header=header, contents=nothing, by=editor)
    return letter


def drag(page: Page, words: str, is_scrolled: bool = True) -> None:
    """Drag over words of the text with the mouse, from their first character to their last one."""
    page.evaluate(SCROLL, [words, is_scrolled])
    left, top, right, bottom = page.evaluate(ENDS, words)
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=5)
    assert not page.locator(".review-toolbar").is_visible()
    assert page.evaluate(ENDS, words) == [left, top, right, bottom]
    page.mouse.move(right, bottom, steps=5)
    page.mouse.up()


# Each screen one way, both ways on some; `make soak` drags on each in both
WAYS = [(1440, False), (1024, True), (390, False)]


@pytest.mark.parametrize(("width", "is_scrolled"), [*product(SCREENS, (False, True))] if "SOAK" in os.environ else WAYS)
def test_what_is_dragged_over_is_marked_and_taken_back(
    new_page: NewPage, editor: User, log_in: LogIn, misread: ReplyLetter, width: int, is_scrolled: bool
) -> None:
    """Where the page opens, for what is in sight there; and scrolled."""
    page = new_page(viewport={"width": width, "height": SCREENS[width]})
    log_in(page, editor)
    page.goto(f"/entry/{misread.pk}/")
    toolbar, answer = page.locator(".review-toolbar"), page.locator(".review-answer")
    for name, dragged in DRAGS.items():
        former = letter_state(ReplyLetter.objects.get(pk=misread.pk))
        drag(page, dragged.words, is_scrolled)
        expect(toolbar).to_be_visible()
        ends = page.evaluate(ENDS, dragged.words)
        assert page.evaluate("document.getSelection().toString()") == dragged.words
        assert not page.evaluate(OVERLAP), name
        expect(toolbar).to_be_in_viewport(ratio=1)

        toolbar.get_by_role("button", name=dragged.button, exact=True).click()
        expect(answer).to_contain_text(dragged.sentence)
        expect(answer).to_be_in_viewport(ratio=1)
        expect(toolbar).to_be_hidden()
        assert page.evaluate(ENDS, dragged.words) == pytest.approx(ends, abs=1), name
        letter = ReplyLetter.objects.get(pk=misread.pk)
        if name == "passage":
            assert letter.passages.filter(part="outcomes").get().text == dragged.words
        else:
            read = printed_header(letter)
            assert (
                printed(WRONG.get({"date": "written_on", "delegate": "delegates"}.get(name, name))) not in read.values()
            )

        answer.get_by_role("button", name="撤销").click()
        expect(answer).to_contain_text("已撤销")
        assert letter_state(ReplyLetter.objects.get(pk=misread.pk)) == former
        assert page.evaluate(ENDS, dragged.words) == pytest.approx(ends, abs=1), name


@pytest.mark.parametrize("width", SCREENS)
def test_a_drag_that_ends_beside_the_text_stays_in_it(
    new_page: NewPage, editor: User, log_in: LogIn, misread: ReplyLetter, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": SCREENS[width]})
    log_in(page, editor)
    page.goto(f"/entry/{misread.pk}/")
    page.evaluate(SCROLL, ["林清禾", True])
    left, top, _, _ = page.evaluate(ENDS, "林清禾")
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(width - 3, top, steps=5)
    page.mouse.up()

    expect(page.locator("#selected")).to_have_text("选中的“林清禾委员：”：")
    press(page, "Escape")
    expect(page.locator(".review-toolbar")).to_be_hidden()


def test_what_was_typed_stays_when_a_press_is_taken_back(
    page: Page, editor: User, log_in: LogIn, misread: ReplyLetter
) -> None:
    log_in(page, editor)
    page.goto(f"/entry/{misread.pk}/")
    drag(page, "林清禾")
    page.get_by_role("button", name="是委员、代表或团体").click()
    expect(page.get_by_label("委员、代表或团体")).to_have_value("林清禾")
    page.get_by_label("分类").fill("提案")

    page.get_by_role("button", name="撤销").click()

    expect(page.get_by_label("委员、代表或团体")).to_have_value("张三")
    expect(page.get_by_label("分类")).to_have_value("提案")


def test_what_somebody_else_changed_meanwhile_is_not_taken_back(
    page: Page, editor: User, log_in: LogIn, misread: ReplyLetter, new_page: NewPage, administrator: User
) -> None:
    other = new_page()
    log_in(page, editor)
    log_in(other, administrator)
    page.goto(f"/entry/{misread.pk}/")
    drag(page, "林清禾")
    page.get_by_role("button", name="是委员、代表或团体").click()
    expect(page.locator(".review-answer")).to_contain_text("改为“林清禾”")
    other.goto(f"/entry/{misread.pk}/")
    other.get_by_label("分类").fill("提案")
    other.get_by_role("button", name="先存改动").click()
    expect(other.locator(".review-answer")).to_contain_text("分类由“未写”改为“提案”")

    page.get_by_role("button", name="撤销").click()

    expect(page.locator(".review-answer")).to_contain_text("没有撤销")
    expect(page.get_by_label("委员、代表或团体")).to_have_value("林清禾")


def test_it_is_accessible_with_its_toolbar(axe_page: Page, editor: User, log_in: LogIn, misread: ReplyLetter) -> None:
    log_in(axe_page, editor)
    axe_page.goto(f"/entry/{misread.pk}/")
    drag(axe_page, "林清禾")
    expect(axe_page.locator(".review-toolbar")).to_be_visible()
    assert axe_findings(axe_page) == []
