"""No English: all that an administrator or an editor meets in the administration, page by page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import django.contrib.admin
import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import translation
from django.utils.translation.trans_real import DjangoTranslation

from measures.models import Plan
from proposals.models import ReplyLetter, Status, Synonym, ZeroResultQuery
from tests.admin.admin_pages import change

pytestmark = pytest.mark.django_db

# Names of formats and people
ALLOWED = {"someone", "root"}
SHOWN = {"alt", "aria-description", "aria-label", "placeholder", "title", "data-title"}
FILE = re.compile(r"\w+\.(?:txt|docx|pdf)\b")
LATIN = re.compile(r"[A-Za-z]{3,}")
ID = re.compile(r"/\d+/")
# At each of these a person is asked, or told, something of their own
BEYOND_LINKS = ("/admin/auth/user/{}/password/", "/admin/no/such/page/")


class Shown(HTMLParser):
    """What a page shows in words, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.words += [given[name] for name in SHOWN & given.keys()]
        if tag == "input" and given.get("type") in {"submit", "button"}:
            self.words.append(given.get("value", ""))
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag in {"script", "style", "textarea"}:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.words.append(data)


def english(words: list[str]) -> set[str]:
    return {
        " ".join(phrase.split())
        for phrase in words
        if {word for word in LATIN.findall(FILE.sub("", phrase)) if word not in ALLOWED}
    }


def english_met(client: Client, *addresses: str) -> tuple[dict[str, set[str]], set[str]]:
    """Follow every link inside the administration; of a kind of page, as its address has it without numbers, one."""
    met: dict[str, set[str]] = {}
    seen: set[str] = set()
    waiting = list(addresses)
    while waiting:
        address = waiting.pop(0)
        kind = ID.sub("/N/", urlsplit(address).path)
        if kind in seen:
            continue
        seen.add(kind)
        page = client.get(address)
        if not page.get("Content-Type", "").startswith("text/html") or page.status_code == 302:
            continue
        shown = Shown()
        shown.feed(page.content.decode())
        for phrase in english(shown.words):
            met.setdefault(phrase, set()).add(kind)
        waiting += [urljoin(address, link) for link in shown.links if urljoin(address, link).startswith("/admin/")]
    return met, seen


@pytest.fixture
def rows(seeds: dict[str, ReplyLetter], plan: Plan, editor_client: Client) -> User:
    """Something in every list, with a history."""
    change(editor_client, seeds["000"], agency="吉林省科技厅")
    for status in (Status.ARRIVED, Status.PUBLISHED):
        seeds["000"].status = status
        seeds["000"].save()
    Synonym.objects.create(word="概念验证", other="中试")
    ZeroResultQuery.objects.create(query="没有的词")
    someone = User.objects.create_user("someone", password="长春-2016-技术")
    someone.groups.add(Group.objects.get(name="读者"))
    return someone


def test_it_works(rows: User, administrator_client: Client) -> None:
    met, seen = english_met(administrator_client, "/admin/", *(one.format(rows.pk) for one in BEYOND_LINKS))

    assert met == {}
    assert {"/admin/proposals/replyletter/N/history/", "/admin/auth/user/add/", "/admin/auth/user/N/delete/"} <= seen


@pytest.mark.usefixtures("rows")
def test_a_superuser_and_an_editor_meet_none(editor_client: Client) -> None:
    superuser = Client()
    superuser.force_login(User.objects.create_superuser("root", password="长春-2016-技术"))

    for client in (superuser, editor_client):
        assert english_met(client, "/admin/")[0] == {}


def test_scripts_say_nothing_in_english() -> None:
    """Every sentence of Django's scripts has its translation."""
    scripts = Path(django.contrib.admin.__file__).parent / "static" / "admin" / "js"
    asked = {
        phrase
        for path in scripts.rglob("*.js")
        if "vendor" not in path.parts
        for _, phrase in re.findall(r"""\bgettext\((['"])(.+?)\1\)""", path.read_text(encoding="utf-8"))
    }
    with translation.override("zh-hans"):
        catalog = DjangoTranslation("zh-hans", domain="djangojs", localedirs=None)._catalog
    assert asked
    assert {phrase for phrase in asked if not re.search("[一-鿿]", catalog.get(phrase, ""))} == set()
