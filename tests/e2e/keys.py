"""Keys, pressed as a person presses them: on a page that is in sight and listens."""

from __future__ import annotations

from playwright.sync_api import Page

_IS_DRAWN = "performance.getEntriesByType('paint').length > 0"
_MOMENT, _MOMENTS = 20, 500  # milliseconds; ten seconds


def press(page: Page, *keys: str) -> None:
    """Press `keys` one after the other, each once the page's scripts have run and a frame of it has been drawn.

    Until the first frame Chromium drops keys (its feature DropInputEventsWhilePaintHolding). Clicks need no such care:
    Playwright waits for frames to see whether what is clicked stands still. Of a page that the keyboard has left no further
    frame may come: it is asked whether there was one.
    """
    for key in keys:
        page.wait_for_load_state("domcontentloaded")
        for _ in range(_MOMENTS):
            if page.evaluate(_IS_DRAWN):
                break
            page.wait_for_timeout(_MOMENT)
        page.keyboard.press(key)
