"""Nothing that stands in an address makes a page or the API fail; `make security` tries all that may stand there."""

from __future__ import annotations

import os
from itertools import product
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client

from measures.models import Indicator, Plan, Topic
from proposals.models import ReplyLetter

pytestmark = pytest.mark.django_db

PARAMETERS = {
    "/": ("q", "like", "part", "year", "kind", "session", "agency", "delegate", "sort", "page"),
    "/search/export/": ("q", "like", "year", "session", "format"),
    "/letters/": (
        "year",
        "kind",
        "delegate",
        "number",
        "office",
        "code",
        "published_since",
        "corrected_since",
        "sort",
        "page",
    ),
    "/requests/": ("state", "proposer", "handled_by", "role", "session", "kind", "key", "sort", "page"),
    "/requests/export/": ("state", "proposer", "session", "format"),
    "/requests/unentered/": ("page",),
    "/delegates/": ("name", "letter", "page"),
    "/basket/export/": ("format",),
    "/plans/": ("page",),
    "/plans/1/": ("q", "progress", "due", "chapter", "suggested", "sort"),
    "/plans/1/export/": ("format",),
    "/figures/": (
        "counted",
        "value",
        "unit",
        "year",
        "settled",
        "as_of",
        "indicator",
        "office",
        "person",
        "sort",
        "page",
    ),
    "/figures/export/": ("counted", "value", "year", "as_of", "indicator", "format"),
    "/api/figures": ("counted", "value", "unit", "year", "settled", "as_of", "indicator", "page", "size"),
    "/topics/": ("q", "letter", "sort", "page"),
    "/topics/1/": ("year", "page"),
    "/topics/export/": ("format", "topic"),
    "/citations/": ("q", "page"),
    "/citations/export/": ("format", "q", "document"),
    "/api/topics": ("q", "as_of", "page", "size"),
    "/api/citations": ("q", "as_of", "page", "size"),
    "/commitments/": (
        "year",
        "letter",
        "office",
        "person",
        "state",
        "who",
        "body",
        "checkable",
        "overdue",
        "delegate",
        "origin",
        "set_aside",
        "moved_since",
        "as_of",
        "sort",
        "page",
    ),
    "/commitments/export/": ("year", "office", "person", "state", "delegate", "origin", "set_aside", "as_of", "format"),
    "/api/commitments": (
        "year",
        "letter",
        "office",
        "state",
        "who",
        "body",
        "checkable",
        "overdue",
        "delegate",
        "origin",
        "set_aside",
        "as_of",
        "page",
        "size",
    ),
    "/indicators/": ("q", "unit", "doubts", "letter", "sort", "page"),
    "/indicators/1/": ("page",),
    "/indicators/1/export/": ("format",),
    "/api/indicators/1": ("as_of", "page", "size"),
    "/indicators/offers/": ("figure", "kind", "page"),
    "/indicators/checks/": ("indicator", "state", "since", "page"),
    "/api/indicators": ("q", "page", "size"),
    "/login/": ("next",),
    "/entry/": ("page",),
    "/api/search": ("q", "part", "year", "kind", "session", "agency", "delegate", "sort", "page", "size"),
    "/api/suggest": ("q",),
    "/api/letters": ("delegate", "number", "year", "kind", "page", "size"),
}
HOSTILE = {
    "10,000 characters": quote("省" * 10_000),
    "operators only": quote('OR - | " " ( ) AND NOT * ? ~ ^ : [ ] { } \\ /'),
    "NUL": quote("科\0技"),
    "lone surrogate": "%ED%A0%80",
    "not UTF-8": "%FF%FE%80",
    "5,000 digits": "9" * 5000,
    "20 digits": "9" * 20,
    "negative": "-1",
    "fraction": "1.5",
    "superscript": quote("²"),
    "other digits": quote("٣"),
    "markup": quote("<script>alert(1)</script>"),
    "line break": quote("a\r\nSet-Cookie: x=1"),
    "session in other digits": quote("政协-省-٣-³"),
    "more than a session": quote("政协-省-13-3-x"),
    "no date": quote("9999年99月99日"),
}
# What a base might take otherwise than another; the rest is refused, or read, before one is asked
OF_THE_BASE = (
    "10,000 characters", "operators only", "NUL", "lone surrogate", "not UTF-8", "5,000 digits", "20 digits", "negative",
)  # fmt: skip


# So every name is sent three or four kinds, other ones on other pages, and every kind to each page
ONE_OF = 1 if "SECURITY" in os.environ else 5


@pytest.mark.parametrize("address", list(PARAMETERS))
def test_it_is_answered(editor_client: Client, seeds: dict[str, ReplyLetter], address: str) -> None:
    Topic.objects.create(pk=1, name="科创专员")
    Indicator.objects.create(pk=1, name="科创专员", unit="人")
    Plan.objects.create(
        pk=1, title="方案", text="一、目标", as_read_text="一、目标", status="published", source_sha256="1"
    )
    pairs = list(product(PARAMETERS[address], HOSTILE if connection.vendor == "sqlite" else OF_THE_BASE))
    for name, kind in pairs[list(PARAMETERS).index(address) % ONE_OF :: ONE_OF]:
        answer = editor_client.get(f"{address}?{name}={HOSTILE[kind]}")

        assert answer.status_code in {200, 302, 400, 422}, (name, kind)
        assert b"<script>alert" not in answer.content, (name, kind)


@pytest.mark.parametrize("odd", ["财政%00", "%00财政", "财%00%00政", "财政%%0000"])
def test_pages_are_asked_without_nul(client: Client, db: None, odd: str) -> None:
    """Whatever stands around it: what is left when it is gone is no NUL again."""
    form = client.get(f"/commitments/?body={odd}").context["form"]

    assert form.cleaned_data["body"] == ("财政%00" if "%%" in odd else "财政")


def test_the_api_names_what_holds_nul(client: Client, db: None) -> None:
    answer = client.get("/api/topics?q=%00&page=1&size=5%00")

    assert answer.status_code == 422
    assert answer.json()["problems"] == [{"field": name, "message": "含有不可用的空字符"} for name in ("q", "size")]
