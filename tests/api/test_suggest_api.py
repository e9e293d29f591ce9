"""GET /api/suggest: help while typing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter
from measures.models import Indicator, IndicatorAlias
from measures.records import TopicWords, save_topic
from proposals.models import Delegate, Proposal, ReplyLetter
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db


def suggested(client: Client, typed: str) -> list[dict[str, Any]]:
    answer = client.get("/api/suggest", {"q": typed})
    assert answer.status_code == 200, answer.content.decode()
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def another_letter(serial: int, name: str) -> ReplyLetter:
    """A published copy of the first seed with a document number and a member of its own."""
    path = FIXTURES / "letters" / "000_a2417a277ece4eeb.txt"
    text = path.read_text(encoding="utf-8").replace("84号", f"{serial}号").replace("王洪福", name)
    return ingest_letter(read_letter(f"{serial}.txt", text.encode()), by=None, publish=True)


def test_it_works(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    person = Delegate.objects.get(name="王洪福")
    assert suggested(client, "whf") == [
        {"text": "王洪福委员", "kind": "name", "label": "提出人（省）", "url": person.get_absolute_url()}
    ]


@pytest.mark.parametrize(
    "typed", ["王", "王洪", "王 洪福", "王洪福委员", "w", "wh", "wangh", "Wang Hong", "WANGHONGFU"]
)
def test_a_name_is_found_by_its_beginning(client: Client, seeds: dict[str, ReplyLetter], typed: str) -> None:
    assert ("name", "王洪福委员") in {(one["kind"], one["text"]) for one in suggested(client, typed)}


@pytest.mark.parametrize(
    ("typed", "kind", "seed"),
    [
        ("15", "number", "000"),
        ("157", "number", "000"),
        ("0157", "number", "000"),
        ("第157号提", "number", "000"),
        ("53号", "number", "003"),
        ("吉科发成", "doc_number", "000"),
        ("吉科发成〔20", "doc_number", "000"),
        ("吉科发成[2025]8", "doc_number", "000"),
        ("【２０２５】84 号", "doc_number", "000"),
        ("84", "doc_number", "000"),
        ("9", "doc_number", "001"),
        ("91号", "doc_number", "001"),
        ("11220000013544429k/2020", "index_number", "001"),
        ("2020-024", "index_number", "001"),
    ],
)
def test_a_number_is_found_by_its_beginning(
    client: Client, seeds: dict[str, ReplyLetter], typed: str, kind: str, seed: str
) -> None:
    assert (kind, seeds[seed].get_absolute_url()) in {(one["kind"], one["url"]) for one in suggested(client, typed)}


@pytest.mark.parametrize("typed", ["8号", "57", "1928个", "吉科发成〔2024〕84号", "84人"])
def test_a_number_is_not_found_by_less_than_its_beginning(
    client: Client, seeds: dict[str, ReplyLetter], typed: str
) -> None:
    assert seeds["000"].get_absolute_url() not in {one["url"] for one in suggested(client, typed)}


@pytest.mark.parametrize("typed", ["技术转移机构", "技術轉移機構", "高校 技术转移", "“技术转移机构”"])
def test_an_ask_is_found_by_its_words_and_leads_to_its_place(
    client: Client, seeds: dict[str, ReplyLetter], typed: str
) -> None:
    (ask,) = [one for one in suggested(client, typed) if one["text"] == "推动省内高校建设专门的技术转移机构"]
    assert ask["kind"] == "ask"
    assert re.fullmatch(rf"/letters/{seeds['000'].pk}/#p\d+", ask["url"])


def test_the_title_of_a_proposal_leads_to_its_letter(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    title = Proposal.objects.get(letters=seeds["000"]).title
    assert ("ask", title, seeds["000"].get_absolute_url()) in {
        (one["kind"], one["text"], one["url"]) for one in suggested(client, "区域科技创新中心")
    }


def test_an_ask_of_several_letters_is_shown_once_and_searched_for(
    client: Client, seeds: dict[str, ReplyLetter]
) -> None:
    another_letter(184, "李建国")
    (ask,) = [one for one in suggested(client, "技术转移机构") if one["label"].startswith("建议，")]
    assert (ask["text"], ask["label"], ask["url"]) == ("推动省内高校建设专门的技术转移机构", "建议，见多处", None)


def test_an_agency_leads_to_what_it_answered(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    (agency,) = [one for one in suggested(client, "科学技术厅") if one["kind"] == "agency"]
    assert agency["text"] == "吉林省科学技术厅"
    assert client.get(agency["url"]).context["found"].count == ReplyLetter.objects.filter(agency=agency["text"]).count()


def test_topics_and_indicators_by_any_of_their_names(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    topic = save_topic(TopicWords("技术经纪人", ("技术经理人",)))
    indicator = Indicator.objects.create(name="技术经理人数量", unit="人")
    IndicatorAlias.objects.create(indicator=indicator, wording="培养合格技术经纪人（经理人）")

    for typed in ("技术经理", "技术经纪人"):
        kinds = {one["kind"]: (one["text"], one["url"]) for one in suggested(client, typed)}
        assert kinds["topic"] == ("技术经纪人", topic.get_absolute_url())
        assert kinds["indicator"] == ("技术经理人数量", indicator.get_absolute_url())


def test_there_are_at_most_eight_with_some_of_every_kind(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    for serial in range(840, 852):
        another_letter(serial, "赵建国")
    kinds = [one["kind"] for one in suggested(client, "8")]
    assert len(kinds) == 8
    assert suggested(client, "1")[-1]["kind"] == "number"


def test_drafts_are_not_suggested(editor_client: Client) -> None:
    path = FIXTURES / "letters" / "000_a2417a277ece4eeb.txt"
    ingest_letter(read_letter(path.name, path.read_bytes()), by=None)
    typed = [
        "王",
        "whf",
        "157",
        "84",
        "吉科发成",
        "11220000013544429k",
        "技术转移机构",
        "科学技术厅",
        "区域科技创新中心",
    ]
    assert {one: suggested(editor_client, one) for one in typed} == {one: [] for one in typed}


@pytest.mark.parametrize(
    "typed", ["", " ", "技", "省" * 61, "%", "__", "技%术", "()", '""', "OR", "-科技", "〔", "٣", "²"]
)
def test_where_nothing_helps_nothing_is_suggested(client: Client, seeds: dict[str, ReplyLetter], typed: str) -> None:
    assert suggested(client, typed) == []


@pytest.mark.parametrize(
    "typed", ["吉科发成", "吉科发成〔2025〕8", "157", "2020-02", "11220000013544429k", "whf", "王洪"]
)
def test_queries_are_few_and_do_not_grow(client: Client, seeds: dict[str, ReplyLetter], typed: str) -> None:
    with CaptureQueriesContext(connection) as few:
        suggested(client, typed)
    for serial in range(840, 844):
        another_letter(serial, "王洪生")
    with CaptureQueriesContext(connection) as many:
        assert suggested(client, typed)
    assert len(many) == len(few) <= 8
