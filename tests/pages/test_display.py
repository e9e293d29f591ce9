"""Light or dark, usual or large: kept in the browser, written into the page by the server."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from kejiting.web.display import PREFERENCES


def media(html: str) -> dict[str, str]:
    """For which media the page loads each preference's sheet."""
    return {name: media for media, name in re.findall(r'media="([^"]*)" data-display="(\w+)"', html)}


def pressed(html: str) -> list[str]:
    return re.findall(r'aria-pressed="true">([^<]*)<', html)


def test_it_works(client: Client, db: None) -> None:
    answer = client.post("/display/", {"theme": "dark", "size": "large", "next": "/topics/?page=2"})
    assert answer.headers["Location"] == "/topics/?page=2"
    for address in ("/topics/", "/api/docs", "/login/", "/no-such-page/"):
        assert media(client.get(address).content.decode()) == {"theme": "screen", "size": "screen"}
    assert pressed(client.get("/topics/").content.decode()) == ["深色", "大字"]


def test_who_chose_nothing_has_what_the_system_has(client: Client, db: None) -> None:
    html = client.get("/").content.decode()
    assert media(html) == {"theme": "screen and (prefers-color-scheme: dark)", "size": "not all"}
    assert pressed(html) == ["跟随系统", "标准"]


def test_one_preference_leaves_the_other(client: Client, db: None) -> None:
    client.post("/display/", {"size": "large"})
    client.post("/display/", {"theme": "light"})
    assert pressed(client.get("/").content.decode()) == ["浅色", "大字"]


def test_the_administration_looks_the_same(editor_client: Client) -> None:
    editor_client.post("/display/", {"theme": "dark"})
    assert media(editor_client.get("/admin/").content.decode())["theme"] == "screen"


@pytest.mark.parametrize("value", ["", "black", "<script>", "dark" * 2000])
def test_what_is_no_choice_is_not_kept(client: Client, db: None, value: str) -> None:
    assert not client.post("/display/", {"theme": value}).cookies


def test_a_cookie_made_up_elsewhere_chooses_nothing(client: Client, db: None) -> None:
    client.cookies["theme"] = '"><script>'
    assert pressed(client.get("/").content.decode())[0] == "跟随系统"


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "x"])
def test_the_way_back_is_one_of_ours(client: Client, db: None, address: str) -> None:
    assert client.post("/display/", {"next": address}).headers["Location"] == "/"


def test_only_a_form_of_ours_changes_it(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/display/", {"theme": "dark"}).status_code == 403
    assert client.get("/display/").status_code == 405


def test_who_has_to_log_in_may_choose_before(client: Client, db: None, settings: Settings) -> None:
    settings.KEJITING_PUBLIC = False
    client.post("/display/", {"size": "large"})
    assert pressed(client.get("/login/").content.decode())[1] == "大字"


def test_paper_stays_as_it_is() -> None:
    assert {choice.media.split()[0] for each in PREFERENCES for choice in each.choices} == {"screen", "not"}
