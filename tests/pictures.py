"""Pictures of every page, `make pictures`: wide and narrow, by day and by night.

They show an installation of its own with the samples. They lie in var/pictures beside a page that holds them all. Those
of the README and of 帮助 are made anew, too; `python -m tests.pictures help` makes only these.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from django.test import Client
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.bench.service import PROJECT, first_answer, manage, serving
from tests.chromium import NAMES, find_chromium
from tests.help_pictures import save_small, take_help_pictures

FOLDER = PROJECT / "var" / "pictures"
LOOKS = [(width, theme) for width in (1440, 390) for theme in ("light", "dark")]
README = {"search": "/?q=技术经纪人", "checks": "/indicators/checks/"}
HIGHEST = 2400  # pixels: what is longer repeats itself


def main() -> None:
    path = find_chromium()
    if path is None:
        sys.exit(f"找不到 Chromium 浏览器 (none of {', '.join(NAMES)} is on the path)")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kejiting-pictures-") as folder:
        manage(Path(folder), "migrate", "--verbosity=0")
        manage(Path(folder), "prepare")
        with serving(Path(folder), 1, prepare=True) as service, sync_playwright() as playwright:
            url = f"http://127.0.0.1:{service.port}"
            first_answer(service, "/")
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
            with browser.new_context(viewport={"width": 1280, "height": 860}, locale="zh-CN") as context:
                for name, address in README.items():
                    file = PROJECT / "static" / "img" / f"{name}.png"
                    _take(context, url + address, file)
                    save_small(file.read_bytes(), file)
            client = _administrator(Path(folder))
            session = client.session.session_key or ""
            with browser.new_context(locale="zh-CN") as context:
                context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
                take_help_pictures(context.new_page(), url)
            if sys.argv[1:] != ["help"]:
                _take_all(browser, url, _pages(client), session)
            browser.close()


def _administrator(data: Path) -> Client:
    """Logged in, to whom all pages are open."""
    # Playwright keeps an event loop in this thread, in which Django would refuse to ask its database
    os.environ |= {"KEJITING_DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "kejiting.settings"}
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    import django  # noqa: PLC0415 - here the settings are read

    django.setup()
    from django.contrib.auth.models import User  # noqa: PLC0415

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(is_superuser=True))
    return client


def _pages(client: Client) -> dict[str, str]:
    """An address of every page."""
    from django.contrib.auth.models import User  # noqa: PLC0415

    from tests.every_page import STARTS, every_page, make_rare_states  # noqa: PLC0415

    pages, _ = every_page(client, [*STARTS, *make_rare_states(User.objects.get(is_superuser=True))])
    return {**pages, "admin": "/admin/", "admin_letters": "/admin/proposals/replyletter/"}


def _take_all(browser: Browser, url: str, pages: dict[str, str], session: str) -> None:
    for width, theme in LOOKS:
        with browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN") as context:
            for name, value in {"sessionid": session, "theme": theme}.items():
                context.add_cookies([{"name": name, "value": value, "url": url}])
            for name, address in pages.items():
                _take(context, url + address, FOLDER / f"{name}-{width}-{theme}.png", whole=True)
    (FOLDER / "index.html").write_text(
        "<!doctype html><meta charset=utf-8>"
        + "".join(
            f"<h2>{name} {address}</h2>"
            + "".join(f'<img src="{name}-{width}-{theme}.png" height="600"> ' for width, theme in LOOKS)
            for name, address in pages.items()
        ),
        encoding="utf-8",
    )
    sys.stdout.write(f"{len(pages)} pages: {FOLDER / 'index.html'}\n")


def _take(context: BrowserContext, address: str, file: Path, *, whole: bool = False) -> None:
    page = context.new_page()
    page.goto(address)
    if whole:
        high = page.evaluate("document.documentElement.scrollHeight")
        width = page.evaluate("innerWidth")
        page.set_viewport_size({"width": width, "height": max(900, min(high, HIGHEST))})
    page.screenshot(path=file)
    page.close()


if __name__ == "__main__":
    main()
