"""GET /api/search."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter
from measures.models import Plan
from proposals.models import ReplyLetter

FIXTURES = Path(__file__).parents[2] / "fixtures" / "letters"
ADDRESS = "/api/search"
FACETS = {"year", "part", "kind", "agency", "session", "office", "handling"}


def ask(client: Client, **parameters: object) -> dict[str, Any]:
    answer = client.get(ADDRESS, parameters)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def letters_of(found: dict[str, Any]) -> set[int]:
    return {item["letter"]["id"] for item in found["items"] if item["letter"]}


def test_it_works(client: Client, seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    found = ask(client, q="2518人")
    assert found["count"] == 1
    assert set(found) == {"count", "passages", "jumps", "wordings", "items", "facets", "notice"}
    (item,) = [item for item in found["items"] if item["hits"][0]["match"] == "literal"]
    assert item["plan"] is None
    assert item["letter"] == {
        "id": seeds["000"].pk,
        "doc_number": "吉科发成〔2025〕84号",
        "letter_title": "对省政协十三届三次会议第157号委员提案的答复",
        "written_on": "2025-06-18",
        "url": f"/letters/{seeds['000'].pk}/",
    }
    (hit,) = item["hits"]
    assert hit["part"] == "outcomes"
    assert hit["recommendation"] == "推动省内高校建设专门的技术转移机构"
    assert "<mark>2518人</mark>" in hit["snippet"]
    assert hit["url"] == f"/letters/{seeds['000'].pk}/#p{hit['passage']}"
    assert set(found["facets"]) >= FACETS
    assert found["facets"]["year"] == [{"value": "2025", "count": 1}]


def test_what_only_the_heading_of_the_ask_holds_is_told_apart(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    (item,) = [one for one in ask(client, q="专门的技术转移机构")["items"] if one["hits"][0]["match"] != "near"]
    first, *others = item["hits"]
    assert (first["part"], first["match"]) == ("recommendation", "literal")
    assert {one["match"] for one in others} == {"heading"}
    assert all("专门的技术转移机构" in one["recommendation"] and "<mark>" not in one["snippet"] for one in others)
    assert "只在建议标题里" in client.get("/", {"q": "专门的技术转移机构"}).content.decode()


def test_hits_are_passages_of_their_letter(client: Client, seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    found = ask(client, q="科技成果", size=50)
    assert letters_of(found)
    for item in found["items"]:
        kind, holder = ("letters", item["letter"]) if item["letter"] else ("plans", item["plan"])
        whole = client.get(f"/api/{kind}/{holder['id']}").json()
        known = {one["id"]: one["text"] for one in whole["passages" if kind == "letters" else "items"]}
        assert all(known[hit["passage"]] == hit["text"] for hit in item["hits"])


def test_plans_are_found_outside_facets(client: Client, seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    found = ask(client, q="省级技术转移示范机构", size=50)
    plans = [item for item in found["items"] if item["plan"]]
    assert [item["plan"] for item in plans] == [{"id": plan.pk, "title": plan.title, "url": f"/plans/{plan.pk}/"}]
    assert {hit["part"] for item in plans for hit in item["hits"]} == {"plan"}
    assert all(one["count"] <= len(letters_of(found)) for values in found["facets"].values() for one in values)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"year": 2025}, {"000", "002"}),
        ({"kind": "委员提案"}, {"000", "001"}),
        ({"session": "政协-省-13-3"}, {"000"}),
        ({"session": "政协-省-99-9"}, set()),
        ({"delegate": "王宇辉"}, {"003"}),
        ({"agency": "吉林省科学技术厅", "delegate": "李锐"}, {"001"}),
        ({"agency": "水利厅"}, set()),
        ({"office": "规划"}, {"002", "003"}),
        ({"office": "规划", "year": 2024}, {"003"}),
        ({"office": "吉科发规划"}, set()),
        ({"handling": "A"}, set()),
        ({"q": "技术", "year": 2020, "part": ""}, {"001"}),
    ],
)
def test_filters(
    client: Client, seeds: dict[str, ReplyLetter], parameters: dict[str, object], expected: set[str]
) -> None:
    assert letters_of(ask(client, size=50, **parameters)) == {seeds[name].pk for name in expected}


def test_a_part_alone_lists_its_passages_newest_first(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    found = ask(client, part="next_steps", size=50)
    assert found["count"] == len(found["items"]) > 0
    assert {hit["part"] for item in found["items"] for hit in item["hits"]} == {"next_steps"}
    days = [item["letter"]["written_on"] for item in found["items"]]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("asked", ["157", "第157号提案", "〔2025〕84号", "吉科发成[2025]84号", "2025年6月18日"])
def test_jumps_to_a_letter(client: Client, seeds: dict[str, ReplyLetter], asked: str) -> None:
    jumps = ask(client, q=asked)["jumps"]
    assert seeds["000"].get_absolute_url() in {jump["url"] for jump in jumps}
    assert all(jump["title"] and jump["why"] for jump in jumps)


def test_jumps_to_a_person(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    (jump,) = ask(client, q="王洪福")["jumps"]
    assert re.fullmatch(r"/delegates/\d+/", jump["url"])
    assert jump["title"] == "王洪福委员"


@pytest.mark.parametrize("asked", ["<script>alert(1)</script>", "<b>技术</b> & \"x'", "技术 <mark>"])
def test_snippets_are_safe(client: Client, seeds: dict[str, ReplyLetter], asked: str) -> None:
    for item in ask(client, q=asked)["items"]:
        for hit in item["hits"]:
            assert "<" not in re.sub(r"</?mark>", "", hit["snippet"])


def test_a_letter_that_holds_markup_is_escaped(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    path = next(FIXTURES.glob("000*"))
    text = path.read_text(encoding="utf-8").replace("2518人", "<x onclick=alert(1)>9876人").replace("84号", "85号")
    ingest_letter(read_letter("markup.txt", text.encode()), by=None, publish=True)
    (item,) = [item for item in ask(client, q="9876人")["items"] if item["hits"][0]["match"] == "literal"]
    assert "<x" in item["hits"][0]["text"]
    assert "<x" not in item["hits"][0]["snippet"]


def test_drafts_are_not_found(editor_client: Client, db: None) -> None:
    path = next(FIXTURES.glob("000*"))
    ingest_letter(read_letter(path.name, path.read_bytes()), by=None)
    found = ask(editor_client, q="技术")
    assert (found["count"], found["items"]) == (0, [])


def test_pages_leave_nothing_out(client: Client, seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    whole = ask(client, q="科技", sort="date", size=50)
    pages = [ask(client, q="科技", sort="date", size=2, page=page) for page in range(1, 6)]
    assert [item for page in pages for item in page["items"]] == whole["items"]
    assert {page["count"] for page in pages} == {whole["count"]}


@pytest.mark.parametrize("asked", ["", "AND OR NOT", '"', "-", "(((", "*?~^", "a:b", "OR", "\ud83d\ude00", "' --", "%"])
def test_no_query_fails(client: Client, seeds: dict[str, ReplyLetter], asked: str) -> None:
    assert client.get(ADDRESS, {"q": asked.encode("utf-16", "surrogatepass").decode("utf-16")}).status_code == 200


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("q", "长" * 10_000, "太长，请不要超过1000字"),
        ("q", "技\0术", "含有不可用的空字符"),
        ("part", "figures", "只能是 title、proposal、recommendation、measures、outcomes、next_steps、prose、plan"),
        ("year", "-1", "不能小于1949"),
        ("kind", "来信", "只能是 委员提案、代表建议、集体提案"),
        ("session", "省政协十三届三次会议", "写法不对，请照接口说明里的样子写"),
        ("handling", "甲", "只能是 A、B、C、D"),
        ("office", "处" * 61, "太长，请不要超过60字"),
        ("sort", "random", "只能是 relevance、date、number"),
        ("page", "0", "不能小于1"),
        ("page", "99999999999999999999", "不能大于100000"),
        ("size", "51", "不能大于50"),
        ("agency", "厅" * 61, "太长，请不要超过60字"),
        ("delegate", "\0", "含有不可用的空字符"),
    ],
)
def test_wrong_parameters_are_named(client: Client, db: None, name: str, value: str, reason: str) -> None:
    answer = client.get(ADDRESS, {name: value})
    assert answer.status_code == 422
    assert answer.json()["problems"] == [{"field": name, "message": reason}]


def test_queries_do_not_grow_with_letters(client: Client, seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    ask(client, q="成果")  # the index hears of the seeds
    with CaptureQueriesContext(connection) as few:
        ask(client, q="技术", size=50)
    path = next(FIXTURES.glob("000*"))
    for serial in range(200, 212):
        text = path.read_text(encoding="utf-8").replace("84号", f"{serial}号")
        ingest_letter(read_letter(f"{serial}.txt", text.encode()), by=None, publish=True)
    with CaptureQueriesContext(connection) as many:
        found = ask(client, q="技术", size=50)
    assert len(letters_of(found)) == 16
    # changes noted for the index; letters, answers, proposals, sessions, signatures, delegates; plans; passages; items;
    # and the letters, people and dates that the words may name
    assert len(many) == len(few)
