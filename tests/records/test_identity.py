"""A person, a number, a code is one, however letters print it, and found at every door by any of its forms."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kejiting.ingest.duplicates import Duplicates
from kejiting.ingest.reading import ParsedUpload, read_letter
from kejiting.ingest.saving import ingest_letter
from proposals.models import Delegate, Proposal, ReplyLetter
from proposals.records import merge_delegates, save_letter, to_parsed
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db

SEED = (FIXTURES / "letters" / "000_a2417a277ece4eeb.txt").read_text(encoding="utf-8")
NAMES = ["买买提·吐尔逊", "买买提•吐尔逊", "買買提・吐爾遜", "买买提\u200b‧吐尔逊委员"]
PRINTED = {
    "王洪福": "买买提•吐尔逊",
    "157号": "３０１号",
    "吉科发成〔2025〕84号": "吉科（提）字【２０２５】８４号",
    "11220000013544429K/2025-01259": "１１２２００００01K／2025－01259",
}


def upload(changes: dict[str, str]) -> ParsedUpload:
    text = SEED
    for printed, otherwise in changes.items():
        text = text.replace(printed, otherwise)
    return read_letter("答复.txt", text.encode())


@pytest.fixture
def letter() -> ReplyLetter:
    return ingest_letter(upload(PRINTED), by=None, publish=True)


def test_it_stays_as_printed(letter: ReplyLetter) -> None:
    proposal = letter.proposals.get()

    assert (letter.doc_number, letter.doc_code) == ("吉科（提）字【２０２５】８４号", "吉科(提)字")
    assert (letter.index_number, letter.index_key) == ("１１２２００００01K／2025－01259", "1122000001k/2025-01259")
    assert (proposal.number, proposal.number_key) == ("３０１", "301")
    assert [str(signature) for signature in proposal.signatures.all()] == ["买买提•吐尔逊委员"]


@pytest.mark.parametrize("name", NAMES)
def test_a_person_is_found(client: Client, letter: ReplyLetter, name: str) -> None:
    person = Delegate.objects.get()

    assert client.get("/api/letters", {"delegate": name}).json()["count"] == 1
    assert client.get("/api/search", {"q": "", "delegate": name.removesuffix("委员")}).json()["count"] == 1
    assert client.get("/api/search", {"q": name}).json()["jumps"][0]["url"] == person.get_absolute_url()
    assert [one["url"] for one in client.get("/api/suggest", {"q": name[:5]}).json()["items"] if one["kind"] == "name"]
    assert "共 1 份" in client.get("/letters/", {"delegate": name}).content.decode()
    assert person.get_absolute_url() in client.get("/delegates/", {"name": name[:3]}).content.decode()


@pytest.mark.parametrize("number", ["301", "３０１", "第３０１号", "0301", "三〇一", "3\u200b01"])
def test_a_number_is_found(client: Client, letter: ReplyLetter, number: str) -> None:
    assert client.get("/api/letters", {"number": number}).json()["count"] == 1
    assert "共 1 份" in client.get("/letters/", {"number": number}).content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        "301",
        "３０１号",
        "第三〇一号提案",
        "[2025]84号",
        "〔２０２５〕84号",
        "吉科(提)字【2025】84号",
        "吉科〔提〕字[2025]第84号",
        "1122000001K/2025-01259",
        "1122000001k／２０２５-01259",
    ],
)
def test_a_quick_link_leads_there(client: Client, letter: ReplyLetter, asked: str) -> None:
    jumps = client.get("/api/search", {"q": asked}).json()["jumps"]

    assert [one["url"] for one in jumps] == [letter.get_absolute_url()]


@pytest.mark.parametrize("typed", ["３０", "吉科（提", "吉科(提)字[2025]8", "１１２２0000"])
def test_it_is_suggested(client: Client, letter: ReplyLetter, typed: str) -> None:
    items = client.get("/api/suggest", {"q": typed}).json()["items"]

    assert letter.get_absolute_url() in [one["url"] for one in items]


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("replyletter", "301"),
        ("replyletter", "买买提・吐"),
        ("replyletter", "(2025)84号"),
        ("replyletter", "1122000001K/2025"),
        ("proposal", "第301号"),
        ("proposal", "买买提·吐尔逊"),
        ("delegate", "買買提"),
    ],
)
def test_the_administration_finds_it(editor_client: Client, letter: ReplyLetter, model: str, words: str) -> None:
    page = editor_client.get(reverse(f"admin:proposals_{model}_changelist"), {"q": words})

    assert page.context["cl"].result_count == 1


def test_another_letter_names_the_same_person(letter: ReplyLetter) -> None:
    other = ingest_letter(upload({"王洪福": "买买提·吐尔逊", "157号": "302号", "84号": "85号"}), by=None)

    assert Delegate.objects.count() == 1
    assert (to_parsed(letter).delegates, to_parsed(other).delegates) == (("买买提•吐尔逊",), ("买买提·吐尔逊",))


def test_another_letter_answers_the_same_proposal(letter: ReplyLetter) -> None:
    other = ingest_letter(upload({"王洪福": "买买提·吐尔逊", "157号": "301号", "84号": "85号"}), by=None)

    assert other.proposals.get() == letter.proposals.get() == Proposal.objects.get()
    assert not [problem for problem in other.problems if problem["field"] == "delegates"]


def test_a_proposal_of_one_letter_is_as_that_letter_prints_it(letter: ReplyLetter) -> None:
    again = upload({**PRINTED, "157号": "0301号"})
    save_letter(again.parsed, source=again.source, by=None, letter=letter)

    assert (Proposal.objects.get().number, Proposal.objects.get().number_key) == ("0301", "301")


def test_an_equal_number_is_a_duplicate(letter: ReplyLetter) -> None:
    other = upload({"84号": "84号", "吉科发成〔2025〕": "吉科(提)字[2025]", "技术": "工程"})

    assert Duplicates.of(other).same_number == letter


def test_one_who_signs_twice_signs_once() -> None:
    letter = ingest_letter(upload({"王洪福": "买买提·吐尔逊、买买提•吐尔逊"}), by=None)

    assert [signature.name for signature in letter.proposals.get().signatures.all()] == ["买买提·吐尔逊"]


def test_one_who_is_merged_or_renamed_is_called_so_everywhere(editor_client: Client, letter: ReplyLetter) -> None:
    ingest_letter(upload({"王洪福": "买买提·吐尔逊", "157号": "302号", "84号": "85号"}), by=None)
    person = Delegate.objects.get()
    assert person.name == "买买提•吐尔逊"
    form = {"name": "买买提·吐尔洪", "kind": person.kind, "region": person.region}
    editor_client.post(reverse("admin:proposals_delegate_change", args=[person.pk]), form)
    assert {one.delegates for one in map(to_parsed, ReplyLetter.objects.all())} == {("买买提·吐尔洪",)}

    kept = Delegate.objects.create(name="买买提·吐尔逊", kind=person.kind, region=person.region)
    merge_delegates(kept, [person])
    assert {one.delegates for one in map(to_parsed, ReplyLetter.objects.all())} == {("买买提·吐尔逊",)}


def test_the_administration_refuses_a_second_row(editor_client: Client, letter: ReplyLetter) -> None:
    form = {"name": "買買提･吐尔逊", "kind": "member", "region": "省"}
    page = editor_client.post(reverse("admin:proposals_delegate_add"), form)

    assert "已有同名、同身份、同地方的一条" in page.content.decode()
    assert Delegate.objects.count() == 1
