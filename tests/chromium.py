"""Chromium on this machine; its headless shell, if there, which takes a third of the processor time of the whole."""

from __future__ import annotations

import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """Return the path of the first of `NAMES` that is installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)
