"""GET /api/letters/{id}."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter
from measures.extraction.figures import figure_shape, letter_figures
from proposals.models import ReplyLetter
from proposals.parsing import letter_shape, parse_letter

FIXTURES = Path(__file__).parents[2] / "fixtures" / "letters"
SEEDS = ("000", "001", "002", "003")
PARTS = {"title", "proposal", "recommendation", "measures", "outcomes", "next_steps", "prose"}


def address(letter: ReplyLetter) -> str:
    return f"/api/letters/{letter.pk}"


def test_it_works(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    answer = client.get(address(seeds["000"]))
    assert answer.status_code == 200
    found = answer.json()
    assert found["id"] == seeds["000"].pk
    assert found["url"] == f"/letters/{seeds['000'].pk}/"
    assert found["doc_number"] == "吉科发成〔2025〕84号"
    assert found["session"] == {"body": "政协", "place": "省", "term": 13, "meeting": 3}
    assert (found["number"], found["delegates"], found["written_on"]) == ("157", ["王洪福"], "2025-06-18")
    assert len(found["recommendations"]) == 5
    assert found["text"] == seeds["000"].public_text


@pytest.mark.parametrize("name", SEEDS)
def test_every_passage_stands_where_it_says(client: Client, seeds: dict[str, ReplyLetter], name: str) -> None:
    found = client.get(address(seeds[name])).json()
    passages = found["passages"]
    assert passages
    for passage in passages:
        assert passage["text"] == found["text"][passage["start"] : passage["end"]]
        assert passage["part"] in PARTS
        assert passage["url"] == f"{found['url']}#p{passage['id']}"
    assert [passage["start"] for passage in passages] == sorted(passage["start"] for passage in passages)
    assert len({passage["id"] for passage in passages}) == len(passages)


@pytest.mark.parametrize("name", SEEDS)
def test_it_says_what_the_command_line_says(client: Client, seeds: dict[str, ReplyLetter], name: str) -> None:
    found = client.get(address(seeds[name])).json()
    printed = letter_shape(parse_letter(seeds[name].text))
    assert {key: found[key] for key in found if key in printed and key not in {"recommendations", "figures"}} == {
        key: value for key, value in printed.items() if key not in {"recommendations", "figures"}
    }
    assert [one["title"] for one in found["recommendations"]] == [one["title"] for one in printed["recommendations"]]
    assert [_items(one) for one in found["recommendations"]] == [_items(one) for one in printed["recommendations"]]


@pytest.mark.parametrize("name", SEEDS)
def test_figures_are_those_of_the_command_line(client: Client, seeds: dict[str, ReplyLetter], name: str) -> None:
    found = client.get(address(seeds[name])).json()
    letter = parse_letter(seeds[name].text)

    assert found["figures"] == [figure_shape(figure, letter.text) for figure in letter_figures(letter)]
    assert len(found["figures"]) > 20
    for figure in found["figures"]:
        assert "".join(found["text"][figure["start"] : figure["end"]].split()) == figure["text"]


def _items(recommendation: dict[str, list[dict[str, object]]]) -> list[tuple[object, object]]:
    return [(section["kind"], section["items"]) for section in recommendation["sections"]]


@pytest.mark.parametrize("name", SEEDS)
def test_passages_name_their_recommendation(client: Client, seeds: dict[str, ReplyLetter], name: str) -> None:
    found = client.get(address(seeds[name])).json()
    titles = {one["title"] for one in found["recommendations"]}
    of_an_ask = [one for one in found["passages"] if one["part"] in {"recommendation", "measures", "outcomes"}]
    assert {one["recommendation"] for one in of_an_ask} <= titles
    assert all(one["recommendation"] is None for one in found["passages"] if one["part"] in {"title", "proposal"})


def test_contacts_are_masked_length_for_length(client: Client, db: None) -> None:
    path = next(FIXTURES.glob("000*"))
    text = path.read_text(encoding="utf-8") + "\n联系人：陆言　联系电话：0431-80000012\n"
    letter = ingest_letter(read_letter("contact.txt", text.encode()), by=None, publish=True)
    found = client.get(address(letter)).json()
    assert "80000012" in letter.text
    assert "80000012" not in client.get(address(letter)).content.decode()
    assert len(found["text"]) == len(letter.text)


def test_an_unknown_id_is_not_found(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    for unknown in (0x7FFF, 2**31, 2**63 - 1):
        answer = client.get(f"/api/letters/{unknown}")
        assert (answer.status_code, answer.json()) == (404, {"detail": "没有这份答复函"})


@pytest.mark.parametrize("odd", ["0", "-1", "abc", str(2**63), "9" * 5000, "1.5", "%00", "１２x", "%ED%A0%80"])
def test_an_odd_id_is_a_wrong_parameter(client: Client, db: None, odd: str) -> None:
    answer = client.get(f"/api/letters/{odd}")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["field"] == "letter_id"


def test_drafts_are_for_editors(
    client: Client, reader_client: Client, editor_client: Client, seeds: dict[str, ReplyLetter]
) -> None:
    ReplyLetter.objects.filter(pk=seeds["001"].pk).update(status="draft")
    assert client.get(address(seeds["001"])).status_code == 404
    assert reader_client.get(address(seeds["001"])).status_code == 404
    assert editor_client.get(address(seeds["001"])).status_code == 200


@pytest.mark.parametrize("name", SEEDS)
def test_queries_do_not_grow_with_passages(
    client: Client, seeds: dict[str, ReplyLetter], name: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # letter; answers; proposals; sessions; signatures; delegates; recommendations; passages; judged sentences; figures
    with django_assert_num_queries(10):
        client.get(address(seeds[name]))
