"""GET /api/letters."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from proposals.models import Answer, Delegate, Proposal, ReplyLetter, Signature

ADDRESS = "/api/letters"


def test_it_works(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/json")
    found = answer.json()
    assert found["count"] == 4
    assert found["items"][0] == {
        "id": seeds["000"].pk,
        "doc_number": "吉科发成〔2025〕84号",
        "letter_title": "对省政协十三届三次会议第157号委员提案的答复",
        "number": "157",
        "delegates": ["王洪福"],
        "written_on": "2025-06-18",
        "document_type": "答复",
        "url": f"/letters/{seeds['000'].pk}/",
    }


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"delegate": "王洪福"}, {"000"}),
        ({"delegate": " 李锐 "}, {"001"}),
        ({"delegate": "王"}, set()),
        ({"number": "53"}, {"003"}),
        ({"number": "3"}, set()),
        ({"year": "2025"}, {"000", "002"}),
        ({"year": "1999"}, set()),
        ({"kind": "委员提案"}, {"000", "001"}),
        ({"kind": "集体提案"}, set()),
        ({"kind": "代表建议", "year": "2024"}, {"003"}),
        ({"kind": "委员提案", "year": "2024"}, set()),
        # what a form leaves empty is no restriction
        ({"kind": "", "year": "", "number": "", "delegate": "", "page": "", "size": ""}, {"000", "001", "002", "003"}),
    ],
)
def test_filters(client: Client, seeds: dict[str, ReplyLetter], parameters: dict[str, str], expected: set[str]) -> None:
    found = client.get(ADDRESS, parameters).json()
    assert {row["id"] for row in found["items"]} == {seeds[name].pk for name in expected}
    assert found["count"] == len(expected)


def test_newest_first_and_undated_last(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    undated = ReplyLetter.objects.create(text="没有日期的答复", text_sha256="0" * 64, status="published")
    days = [row["written_on"] for row in client.get(ADDRESS).json()["items"]]
    assert days[:-1] == sorted(days[:-1], reverse=True)
    assert client.get(ADDRESS).json()["items"][-1]["id"] == undated.pk


def test_pages_leave_nothing_out(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    pages = [client.get(ADDRESS, {"page": page, "size": 3}).json() for page in (1, 2, 3)]
    assert [page["count"] for page in pages] == [4, 4, 4]
    assert [len(page["items"]) for page in pages] == [3, 1, 0]
    assert {row["id"] for page in pages for row in page["items"]} == {letter.pk for letter in seeds.values()}


def test_a_letter_that_answers_two_proposals_is_listed_once(client: Client, db: None) -> None:
    letter = ReplyLetter.objects.create(text="并案答复", text_sha256="0" * 64, status="published")
    signer = Delegate.objects.create(name="陆言", kind="member")
    for position, number in enumerate(("12", "15")):
        proposal = Proposal.objects.create(kind="委员提案", number=number)
        Signature.objects.create(proposal=proposal, delegate=signer)
        Answer.objects.create(letter=letter, proposal=proposal, position=position)
    found = client.get(ADDRESS, {"kind": "委员提案", "delegate": "陆言"}).json()
    assert found["count"] == 1
    assert [(row["number"], row["delegates"]) for row in found["items"]] == [("12", ["陆言"])]


def test_drafts_are_not_listed(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    ReplyLetter.objects.filter(pk=seeds["000"].pk).update(status="draft")
    assert editor_client.get(ADDRESS).json()["count"] == 3


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("page", "0", "不能小于1"),
        ("page", "-1", "不能小于1"),
        ("page", "9999999999999999999999", "不能大于100000"),
        ("page", "二", "应当是整数"),
        ("page", "1.5", "应当是整数"),
        ("size", "0", "不能小于1"),
        ("size", "101", "不能大于100"),
        ("year", "0", "不能小于1949"),
        ("year", "去年", "应当是整数"),
        ("kind", "提案", "只能是 委员提案、代表建议、集体提案"),
        ("number", "1\0", "含有不可用的空字符"),
        ("delegate", "王\0", "含有不可用的空字符"),
        ("delegate", "王" * 61, "太长，请不要超过60字"),
    ],
)
def test_wrong_parameters_are_named(client: Client, name: str, value: str, reason: str) -> None:
    answer = client.get(ADDRESS, {name: value})
    assert answer.status_code == 422
    assert answer.json() == {
        "detail": f"参数 {name} {reason}",
        "problems": [{"field": name, "message": reason}],
    }


def test_all_wrong_parameters_are_named_at_once(client: Client) -> None:
    problems = client.get(ADDRESS, {"page": "x", "size": "1000", "year": "1"}).json()["problems"]
    assert {problem["field"] for problem in problems} == {"page", "size", "year"}


@pytest.mark.parametrize("size", [1, 40])
def test_queries_do_not_grow_with_letters(
    client: Client, seeds: dict[str, ReplyLetter], size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for serial in range(size):
        letter = ReplyLetter.objects.create(
            text="答复", text_sha256=f"{serial:064}", status="published", written_on=date(2026, 1, 1)
        )
        proposal = Proposal.objects.create(number=str(serial))
        Answer.objects.create(letter=letter, proposal=proposal)
        Signature.objects.create(
            proposal=proposal, delegate=Delegate.objects.create(name=f"委员{serial}", kind="member")
        )
    # how many there are; letters; answers; proposals; signatures; delegates
    with django_assert_num_queries(6):
        answer = client.get(ADDRESS, {"size": 100})
    assert len(answer.json()["items"]) == 4 + size
