"""Keys, pressed as a person presses them: on a page that is in sight and listens."""

from __future__ import annotations

from playwright.sync_api import Page

_FRAME_DRAWN = "() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))"


def press(page: Page, *keys: str) -> None:
    """Press `keys` one after the other, each once the page's scripts have run and a frame of it has been drawn.

    Until the first frame Chromium drops keys (its feature DropInputEventsWhilePaintHolding). Clicks need no such care:
    Playwright waits for frames to see whether what is clicked stands still.
    """
    for key in keys:
        page.wait_for_load_state("domcontentloaded")
        page.evaluate(_FRAME_DRAWN)
        page.keyboard.press(key)
