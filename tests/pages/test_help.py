"""帮助: what it names is on the screen, and where it leads is there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from lxml import html

from kejiting.web.help_pages import TASKS
from measures.models import Plan
from proposals.models import ReplyLetter
from tests.help_pictures import PICTURES

PAGES = [reverse("help"), *(task.get_absolute_url() for task in TASKS)]
PICTURE_FOLDER = settings.BASE_DIR / "static" / "img" / "help"
MOST_BYTES = 60_000
HAN = "一-鿿"
SCREEN = (
    ("templates", ("*.html", "*.jinja")),
    *((package, ("*.py",)) for package in ("kejiting", "proposals", "measures")),
    ("static/js", ("*.js",)),
    ("locale", ("*.po",)),
)


@cache
def written_on_the_screen() -> str:
    """All that pages are made of, those of 帮助 left out; and what Django says in the administration."""
    own = [path for folder, names in SCREEN for name in names for path in (settings.BASE_DIR / folder).rglob(name)]
    admin = Path(django.__file__).parent / "contrib/admin/locale/zh_Hans/LC_MESSAGES/django.po"
    return "\n".join(path.read_text(encoding="utf-8") for path in [*own, admin] if not is_help(path))


def is_help(path: Path) -> bool:
    return path.parent.name == "help" or path.name == "help_pages.py"


def is_on_the_screen(named: str) -> bool:
    """As a whole, with no Chinese character before or behind it; … stands for what is there in each case."""
    pieces = [piece for piece in re.split("[…“”]+", named) if piece]
    return all(re.search(f"(?<![{HAN}]){re.escape(piece)}(?![{HAN}])", written_on_the_screen()) for piece in pieces)


def read(page: bytes) -> html.HtmlElement:
    return html.fromstring(page.decode())


@pytest.mark.parametrize("address", PAGES)
def test_every_button_that_it_names_is_on_the_screen(address: str, client: Client, db: None) -> None:
    words = read(client.get(address).content).xpath("string(//main)")
    named = set(re.findall("「([^」]+)」", words))

    assert named
    assert [name for name in sorted(named) if not is_on_the_screen(name)] == []


def test_a_button_that_is_nowhere_is_noticed() -> None:
    assert is_on_the_screen("存并发布")
    assert is_on_the_screen("认定为“…”")
    assert not is_on_the_screen("并发布")
    assert not is_on_the_screen("存好并发布")


@pytest.mark.parametrize("address", PAGES)
def test_every_link_leads_somewhere(
    address: str, administrator_client: Client, seeds: list[ReplyLetter], plan: Plan
) -> None:
    links = {
        link.partition("#")[0]
        for link in read(administrator_client.get(address).content).xpath("//main//a[not(img)]/@href")
    }
    answers = {link: administrator_client.get(link).status_code for link in links - {reverse("login")}}

    assert links
    assert {link: code for link, code in answers.items() if code != 200} == {}


def test_every_task_has_its_page_with_steps_and_pictures(client: Client, db: None) -> None:
    assert len(TASKS) == 13
    for task in TASKS:
        page = read(client.get(task.get_absolute_url()).content)
        assert page.xpath("string(//h1)") == task.title
        assert len(page.xpath("//main//ol/li")) >= 4
        pictures = page.xpath("//main//img")
        assert pictures
        assert all(picture.get("alt") for picture in pictures)


def test_there_is_no_page_of_another_task(client: Client, db: None) -> None:
    assert client.get("/help/nothing/").status_code == 404


def test_every_picture_is_there_small_and_shown(client: Client, db: None) -> None:
    shown = {
        Path(source).stem for address in PAGES for source in read(client.get(address).content).xpath("//main//img/@src")
    }
    made = {path.stem: path.stat().st_size for path in PICTURE_FOLDER.glob("*.png")}

    assert shown == made.keys() == {picture.name for picture in PICTURES}
    assert max(made.values()) <= MOST_BYTES


def test_every_page_leads_to_it(client: Client, db: None) -> None:
    page = read(client.get("/login/").content)
    assert page.xpath("//footer//a[@href='/help/']")
    assert page.xpath("//nav//a[@href='/help/']")
