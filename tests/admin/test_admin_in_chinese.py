"""No English: all that an administrator or an editor meets in the administration, page by page."""

from __future__ import annotations

import re
from ast import literal_eval
from gettext import GNUTranslations
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import django.contrib.admin
import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation.trans_real import DjangoTranslation

from measures.models import Plan
from proposals.models import CongressSession, Delegate, Proposal, ReplyLetter, Status, Synonym, ZeroResultQuery
from tests.admin.admin_pages import change, change_address, list_address

pytestmark = pytest.mark.django_db

# Names of formats and people
ALLOWED = {"someone", "root"}
SHOWN = {"alt", "aria-description", "aria-label", "placeholder", "title", "data-title"}
REQUEST_ID = re.compile(r"编号 [0-9a-f]{16} ")
FILE = re.compile(r"\w+\.(?:txt|docx|pdf)\b")
LATIN = re.compile(r"[A-Za-z]{3,}")
ID = re.compile(r"/\d+/")
LISTED = (Delegate, CongressSession, Proposal, ReplyLetter, Synonym, ZeroResultQuery)
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
        if {word for word in LATIN.findall(REQUEST_ID.sub("", FILE.sub("", phrase))) if word not in ALLOWED}
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


def test_answers_to_what_is_sent(rows: User, administrator_client: Client) -> None:
    """What is refused, what is saved, what is asked before deleting, and what the history says of it."""
    user, add = change_address(rows), reverse("admin:auth_user_add")
    password, given = reverse("admin:auth_user_password_change", args=[rows.pk]), "松花江-2026-答复"
    delete = {"action": "delete_selected", "_selected_action": [rows.pk], "index": "0"}
    form = {"username": "someone", "is_active": "on", "date_joined_0": "2026-01-01", "date_joined_1": "00:00"}
    role = Group.objects.get(name="编辑").pk
    for address, sent in (
        (add, {}),
        (add, {"username": "root", "password1": "1", "password2": "2"}),
        (add, {"username": "root", "password1": "1234567", "password2": "1234567"}),
        (add, {"username": "root", "password1": given, "password2": given}),
        (user, {}),
        (user, {**form, "email": "x"}),
        (user, {**form, "groups": [role]}),
        (password, {"password1": "1", "password2": "2"}),
        (password, {"password1": given, "password2": given}),
        (list_address(User), delete),
        (list_address(User), {"action": "delete_selected", "index": "0"}),
        (list_address(User), {**delete, "post": "yes"}),
        *((list_address(model), {**delete, "_selected_action": [model.objects.first().pk]}) for model in LISTED),
    ):
        answer = administrator_client.post(address, sent, follow=True)
        shown = Shown()
        shown.feed(answer.content.decode())
        assert english(shown.words) == set(), (address, sent)
        if sent.get("groups") or (sent.get("password1") == given and address == password):
            page = administrator_client.get(user.replace("change", "history"))
            shown.feed(page.content.decode())
            assert english(shown.words) == set(), "history"


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_catalogue_in_use_is_the_one_that_is_written(domain: str) -> None:
    folder = settings.LOCALE_PATHS[0] / "zh_Hans" / "LC_MESSAGES"
    written = (folder / f"{domain}.po").read_text(encoding="utf-8")
    pairs = {literal_eval(a): literal_eval(b) for a, b in re.findall(r"^msgid (.+)\nmsgstr (.+)$", written, re.M)}
    with (folder / f"{domain}.mo").open("rb") as file:
        used = GNUTranslations(file)._catalog
    assert len(pairs) > 3
    assert {phrase: used[phrase] for phrase in pairs if phrase} == {k: v for k, v in pairs.items() if k}


@pytest.mark.parametrize("part", ["contrib/admin", "contrib/auth", "conf"])
def test_every_sentence_of_django_has_its_translation(part: str) -> None:
    english = Path(django.__file__).parent / part / "locale" / "en" / "LC_MESSAGES" / "django.po"
    phrases = {
        "".join(map(literal_eval, lines.split("\n")))
        for lines in re.findall(r'^msgid (".*"(?:\n".*")*)', english.read_text(encoding="utf-8"), re.M)
    } - {""}
    with translation.override("zh-hans"):
        catalog = DjangoTranslation("zh-hans")._catalog
        known = {str(key[0] if isinstance(key, tuple) else key).rpartition("\x04")[2] for key, _ in catalog.items()}
    assert len(phrases) > 50
    assert phrases - known == set()


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
