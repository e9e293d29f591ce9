"""Correcting a letter in the administration."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kejiting.indexing.sync import pending
from proposals.models import Answer, Passage, Proposal, ReplyLetter
from proposals.records import reread_letter, to_parsed
from tests.admin.admin_pages import act, change, change_address, found, list_address, sent_back, words_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def letter(seeds: dict[str, ReplyLetter]) -> ReplyLetter:
    return seeds["000"]


def test_it_works(editor_client: Client, editor: User, letter: ReplyLetter) -> None:
    page = change(
        editor_client, letter, agency="吉林省科技厅", doc_number="吉科发成〔2025〕85号", published_on="2025-07-01"
    )

    assert page.redirect_chain == [(list_address(ReplyLetter), 302)]
    letter = ReplyLetter.objects.get(pk=letter.pk)
    assert (letter.agency, letter.doc_number, letter.doc_serial) == ("吉林省科技厅", "吉科发成〔2025〕85号", 85)
    assert letter.set_by_person == ["agency", "doc_number", "published_on"]
    assert letter.version == 2
    last = letter.history.first()
    assert (last.history_user, last.agency) == (editor, "吉林省科技厅")


def test_saved_as_it_was_shown(editor_client: Client, letter: ReplyLetter) -> None:
    """Looking and pressing save marks nothing as a person's and moves no passage."""
    before = list(letter.passages.order_by("pk").values_list("pk", "part", "start", "end", "origin"))

    change(editor_client, letter)

    letter = ReplyLetter.objects.get(pk=letter.pk)
    assert letter.set_by_person == []
    assert list(letter.passages.order_by("pk").values_list("pk", "part", "start", "end", "origin")) == before
    assert set(letter.recommendations.values_list("origin", flat=True)) == {"rule"}


def test_a_correction_outlives_a_reading(editor_client: Client, editor: User, letter: ReplyLetter) -> None:
    change(editor_client, letter, title="另一个标题", category="")

    reread_letter(ReplyLetter.objects.get(pk=letter.pk), by=editor)

    parsed = to_parsed(ReplyLetter.objects.get(pk=letter.pk))
    assert parsed.title is not None
    assert (parsed.title.value, parsed.category) == ("另一个标题", None)


def test_new_words_are_found_when_the_page_returns(editor_client: Client, letter: ReplyLetter) -> None:
    assert found("鲸落计划") == 0
    passage = letter.passages.filter(part="measures").first()
    assert passage is not None
    words = passage.text
    text = letter.text.replace(words, f"{words[:12]}启动鲸落计划，{words[12:]}")

    change(editor_client, letter, text=text.replace("\n", "\r\n"))

    assert not pending().keys
    assert found("鲸落计划") == 1
    assert Passage.objects.get(pk=passage.pk).text.startswith(f"{words[:12]}启动鲸落计划，")
    shifted = ReplyLetter.objects.get(pk=letter.pk)
    title = shifted.passages.get(part="title")
    assert title.text == letter.passages.get(part="title").text


def test_lost_passages_are_named(editor_client: Client, letter: ReplyLetter) -> None:
    passage = letter.passages.filter(part="outcomes").first()
    assert passage is not None

    page = change(editor_client, letter, text=letter.text.replace(passage.text, "").replace("\n", "\r\n"))

    assert "新正文里找不到这一段，已删去" in words_of(page)
    assert not Passage.objects.filter(pk=passage.pk).exists()
    assert found(f'"{passage.text[:30]}"') == 0


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("doc_number", "85号", "这不是完整的发文字号"),
        ("written_on", "2025-02-30", "输入一个有效的日期"),
        ("handling_class", "E", "有效的选项"),
        ("text", " ", "这个字段是必填项"),
        ("title", "题" * 301, "300"),
        ("agency", "厅\0", "空字符"),
        ("expected_version", "", "刚才已被别人改过"),
        ("expected_version", "x", "输入整数"),
    ],
)
def test_refused(editor_client: Client, letter: ReplyLetter, field: str, value: str, sentence: str) -> None:
    page = change(editor_client, letter, **{field: value})

    assert page.redirect_chain == []
    assert sentence in words_of(page)
    assert ReplyLetter.objects.get(pk=letter.pk).version == 1
    assert letter.history.count() == 1


def test_the_second_of_two_is_told(editor_client: Client, administrator_client: Client, letter: ReplyLetter) -> None:
    address = change_address(letter)
    first, second = sent_back(editor_client.get(address)), sent_back(administrator_client.get(address))

    editor_client.post(address, first | {"agency": "甲"})
    page = administrator_client.post(address, second | {"agency": "乙", "category": "丙"})

    assert "刚才已被别人改过" in words_of(page)
    letter = ReplyLetter.objects.get(pk=letter.pk)
    assert (letter.agency, letter.version) == ("甲", 2)
    assert letter.category != "丙"
    again = administrator_client.post(address, second | {"agency": "乙"})
    assert "刚才已被别人改过" in words_of(again)


def test_contents_are_read_only(editor_client: Client, letter: ReplyLetter) -> None:
    """They are shown, with the way to the page that corrects them; nothing that is sent moves one."""
    before = list(letter.passages.order_by("pk").values_list("pk", "part", "start", "end", "origin"))

    page = editor_client.get(change_address(letter))
    sent = {"passages-3-part": "outcomes", "passages-3-end": "9", "passages-3-DELETE": "on", "agency": "甲"}
    change(editor_client, letter, **sent)

    assert reverse("entry_review", args=[letter.pk]) in page.content.decode()
    assert str(letter.recommendations.get(position=2)) in words_of(page)
    assert ReplyLetter.objects.get(pk=letter.pk).set_by_person == ["agency"]
    assert list(letter.passages.order_by("pk").values_list("pk", "part", "start", "end", "origin")) == before


def test_readers_change_nothing(reader_client: Client, letter: ReplyLetter) -> None:
    answer = reader_client.post(change_address(letter), {"agency": "甲"})

    assert answer["Location"].startswith(reverse("admin:login"))
    assert ReplyLetter.objects.get(pk=letter.pk).version == 1


def test_another_proposal(editor_client: Client, letter: ReplyLetter) -> None:
    proposal = Proposal.objects.create(number="999", title="关于另一件事的建议")
    answer = Answer.objects.get(letter=letter)

    change(editor_client, letter, **{"answers-0-proposal": str(proposal.pk)})

    assert Answer.objects.get(pk=answer.pk).proposal == proposal
    assert "number" in ReplyLetter.objects.get(pk=letter.pk).set_by_person


def test_adding_leads_to_the_desk(editor_client: Client, reader_client: Client) -> None:
    address = reverse("admin:proposals_replyletter_add")

    assert f'href="{address}"' in editor_client.get(list_address(ReplyLetter)).content.decode()
    assert editor_client.get(address)["Location"] == reverse("entry")
    assert reader_client.get(address)["Location"].startswith(reverse("admin:login"))


def test_delete(administrator_client: Client, letter: ReplyLetter) -> None:
    assert found("技术经纪") > 0
    before = found("技术经纪")
    address = reverse("admin:proposals_replyletter_delete", args=[letter.pk])

    administrator_client.post(address, {"post": "yes"})

    assert not ReplyLetter.objects.filter(pk=letter.pk).exists()
    assert Proposal.objects.get(number="157").title not in words_of(administrator_client.get(list_address(Proposal)))
    assert found("技术经纪") == before - 1


def test_delete_some(administrator_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    sent = {"action": "delete_selected", "post": "yes", "_selected_action": [seeds["000"].pk, seeds["001"].pk]}

    administrator_client.post(list_address(ReplyLetter), sent)

    assert ReplyLetter.objects.count() == 2
    shown = words_of(administrator_client.get(list_address(Proposal)))
    assert Proposal.objects.count() == 4
    assert "关于促进高校科技成果转移转化的建议" not in shown


def test_editors_do_not_delete(editor_client: Client, letter: ReplyLetter) -> None:
    address = reverse("admin:proposals_replyletter_delete", args=[letter.pk])

    assert editor_client.post(address, {"post": "yes"}).status_code == 403
    assert ReplyLetter.objects.filter(pk=letter.pk).exists()


def test_read_again(editor_client: Client, editor: User, seeds: dict[str, ReplyLetter]) -> None:
    ids = set(Passage.objects.values_list("pk", flat=True))

    page = act(editor_client, "read_again", *seeds.values())

    assert "重新识别了 4 份" in words_of(page)
    assert set(Passage.objects.values_list("pk", flat=True)) == ids
    assert {letter.version for letter in ReplyLetter.objects.all()} == {2}
    assert seeds["000"].history.first().history_user == editor


@pytest.mark.parametrize("words", ["157", "王洪福", "吉科发成〔2025〕84号", "第157号委员提案"])
def test_search(editor_client: Client, seeds: dict[str, ReplyLetter], words: str) -> None:
    page = editor_client.get(list_address(ReplyLetter), {"q": words})

    assert [letter.pk for letter in page.context["cl"].result_list] == [seeds["000"].pk]


@pytest.mark.parametrize(
    "asked", [{"q": "\0"}, {"p": "99999999999999999999"}, {"status__exact": "x"}, {"nonsense": "1"}]
)
def test_odd_addresses(editor_client: Client, letter: ReplyLetter, asked: dict[str, str]) -> None:
    assert editor_client.get(list_address(ReplyLetter), asked, follow=True).status_code == 200


def test_queries_do_not_grow(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    """Neither with the letters of a list nor with the passages of a letter."""
    editor_client.get(list_address(ReplyLetter))
    editor_client.get(change_address(seeds["000"]))
    with CaptureQueriesContext(connection) as one:
        editor_client.get(list_address(ReplyLetter))
        editor_client.get(change_address(seeds["000"]))
    Passage.objects.filter(letter=seeds["000"], part="measures").delete()
    ReplyLetter.objects.exclude(pk=seeds["000"].pk).delete()
    with CaptureQueriesContext(connection) as fewer:
        editor_client.get(list_address(ReplyLetter))
        editor_client.get(change_address(seeds["000"]))

    assert len(one) == len(fewer) <= 40
