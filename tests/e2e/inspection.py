"""What every page is held to: axe's rules in both colour schemes, no sideways scrolling, a focus that can be seen."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.keys import press

# A small phone, a usual one, a desk's screen at 200 % zoom (1280 / 2), a desk's screen
WIDTHS = (360, 390, 640, 1280)
GRAVE = ("serious", "critical")
AXE: str = Axe().axe_script
# All rules in the light; what hangs on colours in the dark, too
SCHEMES: dict[Literal["light", "dark"], dict[str, Any]] = {
    "light": {"resultTypes": ["violations"]},
    "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]},
}
# Colours that are still changing would be measured half way
SETTLED = "() => Promise.all(document.getAnimations().map(animation => animation.finished)).then(() => null)"
FOCUSED = """() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    return {
        tag: element.localName,
        id: element.id,
        words: element.innerText || element.value || "",
        facet: element.closest(".facets") ? "yes" : "",
        outline: `${style.outlineStyle} ${style.outlineWidth}`,
    };
}"""


def axe_findings(page: Page, *addresses: str) -> list[str]:
    """Return axe's serious and critical findings on the pages, light and dark, with the elements they are about.

    Without addresses the page is taken as it stands.
    """
    findings = []
    for address in addresses or (None,):
        if address is not None:
            page.goto(address, wait_until="networkidle")
        for scheme, rules in SCHEMES.items():
            page.emulate_media(color_scheme=scheme)
            page.evaluate(SETTLED)
            findings += [f"{address} {scheme} {finding}" for finding in grave_findings(page, rules)]
    return findings


def grave_findings(page: Page, rules: dict[str, Any]) -> list[str]:
    """Return axe's serious and critical findings on the page as it stands, by the options that axe takes."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    violations = page.evaluate("rules => axe.run(document, rules).then(found => found.violations)", rules)
    return [
        f"{violation['id']}: {node['html'][:160]} {' '.join(check['message'] for check in node['any'][:1])}"
        for violation in violations
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]


def widths_that_scroll(page: Page, *addresses: str) -> list[str]:
    """Return the pages and widths at which a page is wider than the window, with the pixels that stick out.

    Without addresses the page is taken as it stands.
    """
    wide = []
    for address in addresses or (None,):
        if address is not None:
            page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if beyond > 0:
                wide.append(f"{address} at {width}: {beyond} beyond")
    return wide


def focused(page: Page) -> dict[str, str]:
    """What has the keyboard: its tag, its words, whether it is a facet, and how it shows."""
    stop: dict[str, str] = page.evaluate(FOCUSED)
    return stop


def tab_through(page: Page, most: int = 200) -> list[dict[str, str]]:
    """Press Tab until the keyboard leaves the page; return what had it on the way."""
    stops: list[dict[str, str]] = []
    for _ in range(most):
        press(page, "Tab")
        stop = focused(page)
        if stop["tag"] == "body" or stop in stops[:1]:
            break
        stops.append(stop)
    return stops


def unseen_stops(stops: list[dict[str, str]]) -> list[dict[str, str]]:
    """Those of the stops whose focus a person would not see."""
    return [stop for stop in stops if stop["outline"].startswith("none") or stop["outline"].endswith(" 0px")]
