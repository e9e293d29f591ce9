"""摘录: collected over pages without a login, in order, with citations; what is stale says so."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures.models import Plan
from measures.quotations import basket
from proposals.models import Passage, ReplyLetter, Status
from proposals.records import set_status

pytestmark = pytest.mark.django_db
BASKET = "/basket/"
CITATION = "吉科发成〔2025〕84号，2025年6月18日，第一项"


@pytest.fixture
def passages(seeds: dict[str, ReplyLetter]) -> list[Passage]:
    return list(seeds["000"].passages.filter(part="measures").order_by("start")[:3])


def press(client: Client, **button: object) -> str:
    """Press a button; where it leads to."""
    answer = client.post(BASKET, button)
    assert answer.status_code == 302
    return answer["Location"]


def collected(client: Client) -> list[str]:
    return [passage.text for passage in client.get(BASKET).context["collected"]]


def notes(client: Client) -> list[str]:
    return [passage.note for passage in client.get(BASKET).context["collected"]]


def test_it_works(client: Client, passages: list[Passage], plan: Plan) -> None:
    item = plan.items.first()
    assert item is not None
    assert press(client, add=passages[0].pk, next="/?q=157") == f"/?q=157#p{passages[0].pk}"
    press(client, add=f"plan-{item.pk}")
    page = client.get(BASKET).content.decode()

    assert collected(client) == [passages[0].text, item.text]
    assert notes(client) == ["", ""]
    assert CITATION in page
    assert passages[0].get_absolute_url() in page
    assert "摘录（2）" in client.get("/").content.decode()


def test_they_are_moved_and_removed(client: Client, passages: list[Passage]) -> None:
    first, second, third = passages
    for passage in (*passages, first):
        press(client, add=passage.pk)
    press(client, up=third.pk)
    assert collected(client) == [first.text, third.text, second.text]
    press(client, down=first.pk)
    press(client, down=second.pk)
    press(client, up=third.pk)
    assert collected(client) == [third.text, first.text, second.text]
    press(client, remove=first.pk)
    assert collected(client) == [third.text, second.text]
    press(client, clear="all")
    assert collected(client) == []


def test_they_are_taken_as_text_and_as_word(client: Client, passages: list[Passage]) -> None:
    press(client, add=passages[0].pk)
    text = client.get(f"{BASKET}export/?format=txt")
    word = client.get(f"{BASKET}export/?format=docx")

    assert text.content.decode() == f"{passages[0].text}\n（{CITATION}）\n\n"
    assert (
        "".join(f"{one.text}\n" for one in docx.Document(BytesIO(word.content)).paragraphs[1:]) == text.content.decode()
    )


def test_a_corrected_passage_says_so(client: Client, passages: list[Passage]) -> None:
    press(client, add=passages[0].pk)
    Passage.objects.filter(pk=passages[0].pk).update(end=passages[0].end - 3)

    assert notes(client) == [basket.CHANGED]
    assert collected(client) == [passages[0].text[:-3]]
    assert f"【{basket.CHANGED}】" in client.get(f"{BASKET}export/?format=txt").content.decode()


def test_a_corrected_number_says_so(client: Client, passages: list[Passage], seeds: dict[str, ReplyLetter]) -> None:
    press(client, add=passages[0].pk)
    ReplyLetter.objects.filter(pk=seeds["000"].pk).update(title=None, written_on=None)

    assert notes(client) == [basket.CHANGED]


def test_nothing_of_a_withdrawn_letter_is_shown(
    client: Client, editor_client: Client, passages: list[Passage], seeds: dict[str, ReplyLetter]
) -> None:
    for asker in (client, editor_client):
        press(asker, add=passages[0].pk)
    set_status(seeds["000"], Status.WITHDRAWN, reason="误传")

    assert notes(client) == [basket.NO_LONGER_THERE]
    assert collected(client) == [""]
    assert passages[0].text not in client.get(f"{BASKET}export/?format=txt").content.decode()
    assert notes(editor_client) == [basket.WITHDRAWN]


def test_what_is_not_there_is_refused(client: Client, passages: list[Passage], seeds: dict[str, ReplyLetter]) -> None:
    set_status(seeds["000"], Status.WITHDRAWN, reason="误传")
    for key in (passages[0].pk, 999_999, "plan-999999", "0", "九", "1" * 5000, "9" * 18, ""):
        press(client, add=key)
        assert basket.GONE in client.get(BASKET).content.decode()
    assert collected(client) == []


def test_it_is_bounded(client: Client, passages: list[Passage], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(basket, "MOST", 2)
    for passage in passages:
        press(client, add=passage.pk)

    assert collected(client) == [passage.text for passage in passages[:2]]


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_it_leads_nowhere_else(client: Client, passages: list[Passage], elsewhere: str) -> None:
    assert press(client, add=passages[0].pk, next=elsewhere) == f"{BASKET}#p{passages[0].pk}"


def test_unknown_buttons_are_refused(client: Client, db: None) -> None:
    press(client, burn="1")

    assert "没有这样的操作" in client.get(BASKET).content.decode()


@pytest.mark.parametrize("chosen", ["", "exe"])
def test_unknown_formats_are_refused(client: Client, passages: list[Passage], chosen: str) -> None:
    press(client, add=passages[0].pk)

    assert client.get(f"{BASKET}export/", {"format": chosen}).status_code == 422


def test_an_empty_basket_says_what_to_do(client: Client, db: None) -> None:
    assert "还没有摘录" in client.get(BASKET).content.decode()
    assert client.get(f"{BASKET}export/?format=txt").status_code == 422


def test_queries_do_not_grow(client: Client, seeds: dict[str, ReplyLetter]) -> None:
    counts = []
    for passage in seeds["000"].passages.filter(part="measures")[:4]:
        press(client, add=passage.pk)
        with CaptureQueriesContext(connection) as queries:
            client.get(BASKET)
        counts.append(len(queries))

    assert len(set(counts)) == 1
