"""A real browser before a real server that holds the seeds.

Needs Chromium. On a laptop without it the tests are skipped and say so; with CI=true that is a failure.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from measures.models import Plan
from proposals.models import CongressSession, ReplyLetter
from tests.chromium import NAMES, find_chromium
from tests.e2e.watch import Watch
from tests.remembered import remembered

MISSING = f"找不到 Chromium 浏览器，浏览器测试没有做 (no browser found: none of {', '.join(NAMES)} is on the path)"
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 20_000  # milliseconds, then a step or what is expected of it has failed; a busy machine breaks no test
expect.set_options(timeout=PATIENCE)

session_years = import_module("proposals.migrations.0002_session_years")

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each opens a context of its own."""
    path = find_chromium()
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, in which Django would refuse to ask its database
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def years(transactional_db: None) -> None:
    """The years that the migration brought are flushed with the first test that commits."""
    remembered("years", _save_years)


def _save_years() -> None:
    for body, level, region, term, meeting, year in session_years.YEARS:
        named = {"body": body, "region": region, "term": term, "meeting": meeting}
        CongressSession.objects.get_or_create(**named, defaults={"level": level, "year": year})


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, settings: Settings) -> Path:
    settings.SHARED_DIR = tmp_path / "data"
    settings.SHARED_DIR.mkdir()
    return tmp_path / "data"


@pytest.fixture
def watch(live_server: LiveServer) -> Iterator[Watch]:
    """Sees all that goes wrong in the pages of a test; at its end nothing may have."""
    watch = Watch(live_server.url)
    yield watch
    assert watch.troubles == []


@pytest.fixture
def new_page(
    browser: Browser, live_server: LiveServer, watch: Watch, seeds: dict[str, ReplyLetter], plan: Plan
) -> Iterator[NewPage]:
    """Open a page in a context of its own, with the options that Playwright takes for one."""
    contexts = []

    def open_page(**options: Any) -> Page:
        # a button that copies may, without a question; the shell would ask
        options = {"permissions": ["clipboard-write"], **options}
        context = browser.new_context(base_url=live_server.url, locale="zh-CN", **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        watch.over(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page()


@pytest.fixture
def plain_page(new_page: NewPage) -> Page:
    """A page without JavaScript."""
    return new_page(java_script_enabled=False)


@pytest.fixture
def axe_page(new_page: NewPage) -> Page:
    """A page into which axe may be put, which the Content-Security-Policy refuses otherwise."""
    return new_page(bypass_csp=True)


@pytest.fixture
def log_in(live_server: LiveServer) -> Callable[[Page, User], None]:
    """Give a page the session of a person who has logged in."""

    def give_session(page: Page, person: User) -> None:
        client = Client()
        client.force_login(person)
        cookie = client.cookies["sessionid"]
        page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])

    return give_session
