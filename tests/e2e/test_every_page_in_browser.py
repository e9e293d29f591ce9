"""What every page is held to: axe's rules by day, contrast by night, in large letters; nothing cut, room for a finger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page, expect

from kejiting.models import SavedView
from measures.models import Plan
from proposals.models import ReplyLetter
from tests.conftest import mention_topics, settle_figures
from tests.e2e.conftest import NewPage
from tests.e2e.inspection import grave_findings
from tests.every_page import STARTS, every_page, make_rare_states, routes

LogIn = Callable[[Page, User], None]
# A small phone, a usual one, a desk's screen at 200 % zoom, a desk's screen
WIDTHS = (360, 390, 640, 1440)  # the last one stays for axe of the next look
NOT_ON = "not all"
# Contrast is measured once by day and once by night, in large letters: 7:1 there, 4.5:1 for the largest, hold for usual
# letters whatever their size, for one sheet sets nothing but sizes, the other nothing but colours (tests/test_contrast.py)
DAY = {
    "resultTypes": ["violations"],
    "rules": {"color-contrast": {"enabled": False}, "color-contrast-enhanced": {"enabled": True}},
}
NIGHT = {
    "resultTypes": ["violations"],
    "runOnly": ["color-contrast-enhanced", "link-in-text-block"],
    "rules": {"color-contrast-enhanced": {"enabled": True}},
}
# For each look the media of its sheets, and axe's rules
LOOKS: dict[str, tuple[dict[str, str], dict[str, Any] | None]] = {
    "浅色": ({"theme": NOT_ON, "size": NOT_ON}, None),
    "浅色大字": ({"theme": NOT_ON, "size": "screen"}, DAY),
    "深色大字": ({"theme": "screen", "size": "screen"}, NIGHT),
}
PUT_ON = """media => {
    for (const [name, value] of Object.entries(media)) document.querySelector(`link[data-display=${name}]`).media = value;
}"""
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What is pressed and is no link within words; and letters
SMALL = """() => {
    const seen = element => element.checkVisibility({ opacityProperty: false, visibilityProperty: true }) && element.getClientRects().length;
    const low = [...document.querySelectorAll("button:not(.link), .button, summary, input:not([type=hidden], [type=checkbox], [type=radio]), select, .masthead a, .chips a, .tabs a, .facets a, .pager a")]
        .filter(element => seen(element) && !element.closest(".unseen, .skip") && element.getBoundingClientRect().height < 43.5)
        .map(element => `${Math.round(element.getBoundingClientRect().height)} px high: ${element.outerHTML.slice(0, 120)}`);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const small = new Set();
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !seen(element) || element.closest("script, template, noscript, svg, option")) continue;
        const size = parseFloat(getComputedStyle(element).fontSize);
        if (size < 17.9) small.add(`${size} px letters: ${element.outerHTML.slice(0, 120)}`);
    }
    return [...low, ...small];
}"""


# The login leads on who is logged in; nothing is collected yet; one is asked only before a letter with gaps is published,
# one only takes what is checked or withdrawn back;
# a feed and the server's health are for programs, and nothing leads to them; only administrators delete for good, and
# look whether all is sound; only auditors read the audit (browser tests of their own); what takes a deed back is there
# behind one only
NOT_REACHED = {
    "login",
    "basket_export",
    "entry_publish",
    "entry_draft",
    "following_feed",
    "requests_due_feed",
    "healthz",
    "readyz",
    "wastebasket_erase",
    "doctor",
    "audit",
    "audit_export",
    "undo_deed",
    "account_history",
    "account_act",
}


# Pages that are found once already, in another state: empty, filtered, with what only some questions bring
STATES = (
    "/",
    "/?q=157",
    "/?q=0.9942亿元",
    "/?q=9942万元",
    "/letters/?year=2024&office=吉科发成",
    "/letters/?number=999",
    "/delegates/?name=无",
    "/figures/?value=2518人&year=2025",
    "/commitments/?as_of=2025-12-31&body=财政",
    "/indicators/offers/?kind=all",
    "/work/?kind=figures",
    "/admin/",
    "/admin/proposals/replyletter/",
)


@pytest.fixture
def addresses(editor: User, seeds: dict[str, ReplyLetter], plan: Plan) -> list[str]:
    mention_topics()
    settle_figures(seeds)
    SavedView.objects.create(person=editor, listing="commitments", query="body=x", name="一个")
    promised = seeds["000"].passages.filter(part="next_steps")[0]
    record = f"/admin/proposals/replyletter/{seeds['000'].pk}/"
    # with three columns, of prose, with gaps, with next steps of the whole letter
    letters = [letter.get_absolute_url() for letter in seeds.values()]
    client = Client()
    client.force_login(editor)
    pages, others = every_page(client, [*STARTS, *make_rare_states(editor)])
    assert set(routes()) - pages.keys() - others == NOT_REACHED
    return [*pages.values(), *STATES, *letters, f"/?like={promised.pk}", f"{record}change/", f"{record}history/"]


def test_every_page(new_page: NewPage, log_in: LogIn, editor: User, addresses: list[str]) -> None:
    page = new_page(bypass_csp=True)
    log_in(page, editor)
    findings = []
    for address in addresses:
        page.goto(address)
        for look, (media, rules) in LOOKS.items():
            page.evaluate(PUT_ON, media)
            found = grave_findings(page, rules) if rules else []
            if rules is DAY and not address.startswith("/admin/"):
                found += page.evaluate(SMALL)
            if media["theme"] == NOT_ON:
                found += [
                    f"{beyond} px beyond {width}" for width in WIDTHS if (beyond := beyond_the_window(page, width))
                ]
            findings += [f"{look} {address} {finding}" for finding in found]
    assert findings == []


def beyond_the_window(page: Page, width: int) -> int:
    page.set_viewport_size({"width": width, "height": 800})
    return int(page.evaluate(BEYOND))


def test_rows_are_cards_on_a_phone(new_page: NewPage) -> None:
    """Each cell under the next, with the words of its column."""
    page = new_page(viewport={"width": 360, "height": 800})
    page.goto("/delegates/")
    row = page.get_by_role("row").filter(has_text="王洪福")
    lefts = "cells => new Set(cells.map(cell => cell.getBoundingClientRect().left)).size"
    assert row.locator("td").evaluate_all(lefts) == 1
    page.emulate_media(media="print")
    assert row.locator("td").evaluate_all(lefts) == 4
    page.emulate_media(media="screen")
    expect(row.locator("td").nth(1)).to_have_attribute("data-label", "身份")
