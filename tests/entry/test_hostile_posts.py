"""What no page of ours sends: the letter stays as it is, and the person is told why."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import stage_letter
from proposals.entry.header_form import header_initial
from proposals.entry.review_page import MOST_LISTED
from proposals.models import Part, ReplyLetter
from proposals.records import to_parsed
from tests.entry.desk_tools import seed, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

TELEPHONE = "13800000000"


@pytest.fixture
def letter(editor: User) -> ReplyLetter:
    data = seed("000") + f"\n一、“”\n联系人及电话：陆言，{TELEPHONE}\n".encode()
    return stage_letter(read_letter("letter.txt", data), by=editor)


def post(client: Client, letter: ReplyLetter, **sent: str) -> HttpResponse:
    header = {name: str(value) for name, value in header_initial(to_parsed(letter)).items() if value is not None}
    address = reverse("entry_review", args=[letter.pk])
    return client.post(address, {**header, "version": str(letter.version), **sent}, follow=True)


def place(letter: ReplyLetter, words: str) -> dict[str, str]:
    start = letter.text.rindex(words)
    return {"start": str(start), "end": str(start + len(words))}


@pytest.mark.parametrize("part", [Part.TITLE, Part.PROPOSAL, Part.RECOMMENDATION])
def test_a_heading_belongs_where_it_stands(editor_client: Client, letter: ReplyLetter, part: Part) -> None:
    heading = letter.passages.filter(part=part).order_by("start").first()
    other = letter.recommendations.last()
    assert heading is not None
    assert other is not None

    page = post(editor_client, letter, **{f"ask-{heading.pk}": str(other.pk)})

    assert page.status_code == 422
    assert "不能改属另一项" in words_of(page)


@pytest.mark.parametrize("field", ["text", "agency", "recommendations", ""])
def test_what_is_not_offered_is_not_taken(editor_client: Client, letter: ReplyLetter, field: str) -> None:
    page = post(editor_client, letter, action=f"take:{field}")

    assert page.status_code == 422
    assert "没有新的读法" in words_of(page)


def test_a_title_without_its_nul(editor_client: Client, letter: ReplyLetter) -> None:
    ask = letter.recommendations.get(position=1)

    post(editor_client, letter, **{f"title-{ask.pk}": "建设\0平台"})

    ask.refresh_from_db()
    assert ask.title == "建设平台"


def test_a_recommendation_of_which_the_heading_says_nothing(editor_client: Client, letter: ReplyLetter) -> None:
    post(editor_client, letter, action="begin", **place(letter, "一、“”"))

    assert letter.recommendations.filter(title="一、“”").exists()


@pytest.mark.parametrize("action", ["begin", "field:index_number", "field:agency", "field:number"])
def test_a_masked_telephone_number_is_no_field(editor_client: Client, letter: ReplyLetter, action: str) -> None:
    page = post(editor_client, letter, action=action, **place(letter, TELEPHONE))

    assert TELEPHONE not in page.content.decode()
    assert TELEPHONE not in repr(to_parsed(ReplyLetter.objects.get()))


def test_a_letter_of_very_many_passages_can_be_sent_back(editor_client: Client, editor: User) -> None:
    lines = "我厅支持企业七家。\n" * (MOST_LISTED + 100)
    text = f"关于测试提案的答复\n王五委员：\n您的提案收悉，现答复如下：\n{lines}"
    letter = stage_letter(read_letter("a.txt", text.encode()), by=editor)

    page = editor_client.get(reverse("entry_review", args=[letter.pk]))

    assert page.context["not_listed"] == letter.passages.filter(part=Part.PROSE).count() - MOST_LISTED > 0
    assert sum(len(ask.items) for ask in page.context["asks"]) == MOST_LISTED
