"""What stands above every list: three filters, the rest folded away, what is often asked, and the orders."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from kejiting.models import OwnOffice
from measures.models import Commitment
from proposals.models import ReplyLetter
from tests.pages.list_parts import chips_of, folded_filters

pytestmark = pytest.mark.django_db

LISTS = {"/letters/": "number=157", "/commitments/": "body=财政", "/figures/": "unit=个"}


@pytest.mark.parametrize(("page", "folded"), LISTS.items())
def test_three_are_in_sight_and_the_rest_unfolds_where_it_is_set(
    client: Client, seeds: dict[str, ReplyLetter], page: str, folded: str
) -> None:
    form = client.get(page).context["form"]
    assert len(form.fields_in_sight) == 3
    assert folded_filters(client.get(page)) == "closed"
    assert folded_filters(client.get(f"{page}?{folded}")) == "open"


def test_a_wrong_folded_filter_shows_why(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    answer = client.get("/commitments/?as_of=x")

    assert answer.status_code == 422
    assert folded_filters(answer) == "open"


PRESETS: list[tuple[str, str, list[str]]] = [
    ("/commitments/", "", ["已过时限", "可能有新的佐证"]),
    ("/commitments/", "吉科发成", ["已过时限", "本处室", "可能有新的佐证"]),
    ("/letters/", "", []),
    ("/letters/", "吉科发成", ["本处室"]),
    ("/figures/", "", ["未认定指标的"]),
    ("/figures/", "吉科发成", ["本处室", "未认定指标的"]),
    ("/indicators/", "吉科发成", ["有待核对的"]),
]


@pytest.mark.parametrize(("page", "office", "labels"), PRESETS)
def test_presets(
    reader_client: Client, reader: User, seeds: dict[str, ReplyLetter], page: str, office: str, labels: list[str]
) -> None:
    """今年 is shown in years with letters only, 本处室 to those who said which it is."""
    if office:
        OwnOffice.objects.create(person=reader, code=office)
    presets = chips_of(reader_client.get(page), "常看的")

    assert [label for label, _, _ in presets] == labels
    for label, address, _ in presets:
        there = reader_client.get(page + address)
        assert there.status_code == 200
        assert [one for one, _, is_current in chips_of(there, "常看的") if is_current] == [label]


def test_this_year_and_our_office_narrow_the_list(
    reader_client: Client, reader: User, seeds: dict[str, ReplyLetter], monkeypatch: pytest.MonkeyPatch
) -> None:
    day = seeds["000"].written_on
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)
    OwnOffice.objects.create(person=reader, code="吉科发成")
    addresses = {label: address for label, address, _ in chips_of(reader_client.get("/letters/"), "常看的")}

    assert [letter.pk for letter in reader_client.get("/letters/" + addresses["本处室"]).context["page"]] == [
        seeds["000"].pk
    ]
    assert len(reader_client.get("/letters/" + addresses["今年"]).context["page"]) == 2
    figures = reader_client.get("/figures/" + addresses["本处室"]).context["rows"]
    assert {row.figure.letter_id for row in figures} == {seeds["000"].pk}


def test_promises_by_their_day(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    rows = client.get("/commitments/?sort=due").context["rows"]
    days = [row.commitment.due_on for row in rows if row.commitment.due_on]

    assert days == sorted(days)
    assert len(days) == min(len(rows), Commitment.objects.filter(due_on__isnull=False).count())
    assert rows[0].commitment.due_on


@pytest.mark.parametrize("page", ["/commitments/", "/figures/", "/letters/"])
def test_the_oldest_first(client: Client, seeds: dict[str, ReplyLetter], page: str) -> None:
    answer = client.get(page, {"sort": "oldest"})
    rows = answer.context.get("rows") or answer.context["page"]
    first = rows[0]
    letter = (
        first if isinstance(first, ReplyLetter) else getattr(first, "commitment", getattr(first, "figure", None)).letter
    )

    assert letter == seeds["001"]
    assert "<strong>成文日期，旧的在前</strong>" in answer.content.decode()
    assert "排序：成文" not in "".join(label for label, _, _ in chips_of(answer, "已选条件"))


PAGES: list[tuple[int, int, str]] = [
    (1, 1, ""),
    (1, 3, "1 2 3"),
    (1, 20, "1 2 … 20"),
    (5, 20, "1 … 4 5 6 … 20"),
    (20, 20, "1 … 19 20"),
]


@pytest.mark.parametrize(("number", "pages", "shown"), PAGES)
def test_pages_are_numbered(number: int, pages: int, shown: str) -> None:
    request = RequestFactory().get("/letters/", {"year": "2025", "page": str(number)})
    html = render_to_string(
        "web/_page_links.jinja", {"page": Paginator(range(pages), 1).page(number), "request": request}, using="jinja2"
    )

    assert " ".join(re.findall(r">([\d…]+)<", html)) == shown
    assert ("year=2025&amp;page=" in html) == (pages > 1)
    assert html.count('aria-current="page"') == int(pages > 1)
