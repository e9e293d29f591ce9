"""The pictures of 帮助: parts of pages, taken of the samples as an administrator sees them. A part of `make pictures`."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page

from tests.bench.service import PROJECT
from tests.desk import request_texts

FOLDER = PROJECT / "static" / "img" / "help"
WIDTH, HIGHEST = 1000, 420
# Text and lines need no more, and a picture stays at some kilobytes
COLOURS = 24
PROPOSAL = tomllib.loads((PROJECT / "tests/quality/proposals.toml").read_text(encoding="utf-8"))["proposals"][0]["text"]
REQUEST = request_texts.TEXT.replace("第157号", "第158号")
LETTERS = PROJECT / "fixtures" / "letters"
ARRIVED = (LETTERS / "002_027c4ffdaaf949c2.txt").read_text(encoding="utf-8")
DRAFT = (LETTERS / "000_a2417a277ece4eeb.txt").read_text(encoding="utf-8").replace("2518人", "XX人")


def _stay(_page: Page) -> None:
    """What the address shows is what is taken."""


@dataclass(frozen=True, slots=True)
class HelpPicture:
    """The part of the page at `address` that `selector` names, after what a person has done there."""

    name: str
    address: str
    selector: str
    done: Callable[[Page], None] = _stay
    width: int = WIDTH


def _ask(page: Page) -> None:
    page.get_by_label("检索词").fill(PROPOSAL)
    page.get_by_role("button", name="检索", exact=True).click()


def _open(*selectors: str) -> Callable[[Page], None]:
    """One after the other."""

    def follow(page: Page) -> None:
        for selector in selectors:
            page.locator(selector).first.click()

    return follow


LETTER = _open(".letter-rows a[href^='/letters/'], table a[href^='/letters/']")
PROMISE = _open(".promise-rows a[href^='/commitments/']")


def _hover(page: Page) -> None:
    LETTER(page)
    page.locator(".passage").first.hover()


def _collect(page: Page) -> None:
    for _ in range(2):
        page.get_by_role("button", name="摘录", exact=True).first.click()
    page.goto(page.url.split("/?")[0] + "/basket/")


def _paste(page: Page) -> None:
    page.get_by_label("答复函全文").fill(ARRIVED + "\n附件一份。")
    page.get_by_role("button", name="识别", exact=True).click()


def _paste_request(page: Page) -> None:
    page.get_by_label("来件全文").fill(REQUEST)
    page.get_by_role("button", name="识别", exact=True).click()
    page.get_by_role("link", name="写答复").wait_for()


def _begin_outline(page: Page) -> None:
    """Of the request that was just pasted, with a passage in it."""
    page.get_by_role("link", name=request_texts.TITLE).first.click()
    page.get_by_role("link", name="写答复").click()
    page.locator('button[value^="pick:"]').first.click()
    page.locator(".reply-quotation").wait_for()


def _check(page: Page) -> None:
    page.get_by_label("答复稿全文").fill(DRAFT)
    page.get_by_role("button", name="核对", exact=True).click()
    page.get_by_role("link", name="必改").click()
    page.locator(".finding-cards").wait_for()


def _correct(page: Page) -> None:
    page.get_by_role("link", name="修改").first.click()
    page.get_by_label("分类").fill("建议提案答复")
    page.get_by_role("button", name="保存改动").last.click()
    page.get_by_role("button", name="撤销").wait_for()


def _history(page: Page) -> None:
    """Of the letter that was just corrected."""
    page.get_by_role("link", name="修改").first.click()
    page.get_by_role("link", name="改动记录").click()
    page.locator("ol.acts").wait_for()


def _fill(label: str, text: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_label(label).first.fill(text)


def _follow(page: Page) -> None:
    _open("table.indicators th a")(page)
    page.get_by_role("button", name="关注", exact=True).click()
    page.goto(page.url.split("/indicators/")[0] + "/following/")


def _add_person(page: Page) -> None:
    page.get_by_label("用户名").fill("lihua")
    for field in ("#id_password1", "#id_password2"):
        page.locator(field).fill("Chushi-2026")
    page.locator("input[name=_save]").click()


PICTURES = (
    HelpPicture("find-box", "/", ".search-form", _fill("检索词", "技术经纪人")),
    HelpPicture("find-hits", "/?q=技术经纪人", "article.found >> nth=0"),
    HelpPicture("find-person", "/?q=王洪福", ".jumps"),
    HelpPicture("proposal-parts", "/", "section:has(> #parts)", _ask),
    HelpPicture("proposal-part", "/", ".asked-part >> nth=2", _ask),
    HelpPicture("letter-ask", "/letters/", ".ask-card >> nth=0", LETTER, width=1280),
    HelpPicture("letter-tools", "/letters/", ".passage >> nth=0", _hover),
    HelpPicture("letter-basket", "/?q=技术经纪人", "main", _collect),
    HelpPicture("request-asks", "/requests/new/", ".review-layout", _paste_request, width=1280),
    HelpPicture("outline-columns", "/requests/", ".outline-layout", _begin_outline, width=1440),
    HelpPicture("draft-found", "/draft/", ".draft-layout", _check, width=1280),
    HelpPicture("entry-ways", "/entry/", ".entry-ways"),
    HelpPicture("entry-review", "/entry/", ".review-layout", _paste, width=1280),
    HelpPicture("correct-deeds", "/letters/", "article.letter > header", LETTER),
    HelpPicture("correct-undo", "/entry/", ".review-foot", _correct),
    HelpPicture("correct-history", "/entry/", "main", _history),
    HelpPicture("figures-list", "/indicators/?q=技术经纪人", "table.indicators"),
    HelpPicture("figures-check", "/indicators/checks/", "article.check >> nth=0"),
    HelpPicture("figures-offer", "/indicators/offers/?kind=all", ".offer-group >> nth=0"),
    HelpPicture("promises-states", "/commitments/", "ul.tally"),
    HelpPicture("promises-one", "/commitments/", "main > section >> nth=0", PROMISE),
    HelpPicture("promises-step", "/commitments/", "section:has(> #deed)", PROMISE),
    HelpPicture("plan-progress", "/plans/", "#targets", _open("article h2 a")),
    HelpPicture("plan-offer", "/plans/", "section:has(> #offers)", _open("article h2 a", "a[href$='#offers']")),
    HelpPicture("follow-button", "/indicators/", "main", _open("table.indicators th a")),
    HelpPicture("follow-page", "/indicators/", "main", _follow),
    HelpPicture("follow-views", "/letters/?year=2025", "details.saved-views", _open("details.saved-views summary")),
    HelpPicture("follow-overview", "/overview/", "main"),
    HelpPicture("people-add", "/admin/auth/user/add/", "#user_form"),
    HelpPicture("people-roles", "/admin/auth/user/add/", "fieldset:has(.field-groups)", _add_person),
)


def take_help_pictures(page: Page, url: str) -> None:
    """The session of `page` is that of an administrator."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        page.set_viewport_size({"width": picture.width, "height": 1400})
        page.goto(url + picture.address)
        picture.done(page)
        _take(page, page.locator(picture.selector).first, picture.name)


def _take(page: Page, part: Locator, name: str) -> None:
    page.wait_for_load_state()
    box = part.bounding_box()
    assert box is not None, f"{name}: not on the page"
    above = page.evaluate("scrollY")
    region = FloatRect(x=box["x"], y=box["y"] + above, width=box["width"], height=min(box["height"], HIGHEST))
    taken = page.screenshot(clip=region, full_page=True)
    save_small(taken, FOLDER / f"{name}.png")


def save_small(picture: bytes, file: Path) -> None:
    """As a PNG of few colours: a third of the bytes."""
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").quantize(COLOURS).save(file, optimize=True)
