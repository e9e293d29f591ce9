"""What lies in the wastebasket is shown nowhere else: every address is asked that ever showed it, as every role."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from kejiting.ingest.wastebasket import restore, throw_away
from measures.models import Figure, Indicator, Plan, Target
from measures.records.statements import queue_recheck
from proposals.models import ReplyLetter

pytestmark = pytest.mark.django_db

LENGTH = 24
LINK = re.compile(r'(?:href|action)="([^"]+)"')
# A file holds what its page does; so many addresses of one kind say what all do
MOST_OF_A_KIND = 2
# The administration's own, what visitors themselves asked for in vain, and what is only sent to
ELSEWHERE = re.compile(
    r"/(?:admin/(?:auth|jsi18n|login|logout|password|proposals/zeroresultquery)|static|logout|login|wastebasket)"
)


def shown(page: bytes) -> str:
    """The words of a page, without white space."""
    return "".join(unescape(re.sub(r"<[^>]+>", "", page.decode(errors="replace"))).split())


def runs(text: str) -> set[str]:
    squeezed = "".join(text.split())
    return {squeezed[place : place + LENGTH] for place in range(len(squeezed) - LENGTH + 1)}


def walked(client: Client, *starts: str) -> dict[str, str]:
    """Every page that links lead to, some of each kind, by its address."""
    pages: dict[str, str] = {}
    kinds: dict[str, int] = {}
    waiting, known = list(starts), set(starts)
    while waiting:
        address = waiting.pop(0)
        path = urlsplit(address).path
        kind = re.sub(r"\d+", "N", path) + "?" * ("?" in address)
        if ELSEWHERE.match(path) or kinds.get(kind, 0) >= MOST_OF_A_KIND:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        pages[address] = shown(content)
        if not answer.get("Content-Type", "").startswith("text/html"):
            continue
        for link in LINK.findall(content.decode()):
            target = urljoin(address, unescape(link)).partition("#")[0]
            if target.startswith("/") and target not in known:
                known.add(target)
                waiting.append(target)
    return pages


def tells(address: str, page: str, secret: set[str]) -> bool:
    """Does a page show words that are not in its address already, as a question's are?"""
    return not (secret & runs(page)) <= runs(unquote(address))


def name_of(address: str) -> str | None:
    try:
        return resolve(urlsplit(address).path).url_name
    except Exception:
        return None


@pytest.fixture
def linked(seeds: dict[str, ReplyLetter], plan: Plan, editor: User) -> None:
    """Figures of several letters on one indicator, and one that is held against a target."""
    indicator = Indicator.objects.create(name="技术合同成交额", unit="元")
    figures = Figure.objects.filter(unit="元")
    queue_recheck(figures.values_list("letter", flat=True))
    figures.update(indicator=indicator, assigned_at=timezone.now())
    figure = figures.filter(letter=seeds["000"]).order_by("pk")[0]
    Target.objects.order_by("pk")[0].evidence.create(figure=figure, by=editor)


def starts_for(letter: ReplyLetter, plan: Plan) -> list[str]:
    """The lists; and where no link leads: the API, files, and the desk of one that is published."""
    pk = letter.pk
    lists = ("letters", "figures", "commitments", "indicators", "checks", "topics", "citations", "plans", "delegates")
    return [
        *map(reverse, lists), letter.get_absolute_url(), plan.get_absolute_url(), "/", "/admin/", "/entry/", "/entry/plans/",
        f"/api/plans/{plan.pk}", "/api/plans", f"/entry/plans/{plan.pk}/", f"/admin/measures/plan/{plan.pk}/change/",
        f"/api/letters/{pk}", "/api/letters", "/api/search?q=技术", "/search/export/?q=技术", "/?q=技术", "/api/figures",
        "/api/commitments", "/api/topics", "/api/citations", "/api/indicators", "/api/suggest?q=技术", "/?q=王洪福",
        f"/entry/{pk}/", f"/entry/{pk}/delete/", f"/letters/{pk}/word/", f"/letters/{pk}/original/",
        f"/letters/{pk}/as-read/", f"/admin/proposals/replyletter/{pk}/change/", "/entry/new/",
    ]  # fmt: skip


@pytest.mark.usefixtures("linked")
def test_it_works(seeds: dict[str, ReplyLetter], plan: Plan, administrator_client: Client, client: Client) -> None:
    """A walk while both are there, and one without the letter; without each, all roles ask for what showed it."""
    starts = starts_for(seeds["000"], plan)
    told = {"letter": {"letter", "figures", "commitments", "entry_review"}, "plan": {"plan", "measure"}}
    walk = walked(administrator_client, *starts)
    for document, kinds in ((seeds["000"], told["letter"]), (plan, told["plan"])):
        others = (other for other in [*seeds.values(), plan] if other != document)
        secret = runs(document.text).difference(*(runs(other.text) for other in others))
        before = {address for address, page in walk.items() if tells(address, page, secret)}
        assert kinds <= {name_of(address) for address in before}

        throw_away(document, by=None)
        pages = walked(administrator_client, *starts) if document == seeds["000"] else {}
        pages |= {address: shown(content_of(administrator_client, address)) for address in before - pages.keys()}
        assert {address for address, page in pages.items() if tells(address, page, secret)} == set()
        public = {address: shown(content_of(client, address)) for address in before}
        assert {address for address, page in public.items() if tells(address, page, secret)} == set()
        assert administrator_client.get(document.get_absolute_url()).status_code == 404

        document.refresh_from_db()
        restore(document, expected_version=document.version, allow_duplicate=False)


def content_of(client: Client, address: str) -> bytes:
    answer = client.get(address)
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


@pytest.mark.usefixtures("linked")
def test_of_every_model(seeds: dict[str, ReplyLetter], plan: Plan, editor: User) -> None:
    """Whatever hangs on a letter or a plan says itself what may be seen: nothing of what lies there."""
    looked_at = 0
    for document in (seeds["000"], plan):
        relations = [one for one in document._meta.related_objects if hasattr(one.related_model.objects, "visible_to")]
        rows = {one.related_model: {one.field.name: document} for one in relations}
        held = {model: model.objects.filter(**own).count() for model, own in rows.items()}
        throw_away(document, by=None)
        for model, own in rows.items():
            looked_at += bool(held[model])
            assert model.objects.filter(**own).count() >= held[model], model
            hides = [model.objects.not_hidden()] if hasattr(model.objects, "not_hidden") else []
            for seen in (*hides, model.objects.published(), model.objects.in_use(), model.objects.visible_to(editor)):
                assert not seen.filter(**own).exists(), model
    assert looked_at >= 8
