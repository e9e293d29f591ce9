"""A person says that words of an answer are a promise: it stands beside those that the rules read."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kejiting.web.actions import ActionError
from measures.models import Commitment, CommitmentState, ReviewAction
from measures.records import Named, add_commitment, take_step
from proposals.models import Passage, ReplyLetter
from tests.commitments.following import Seeds, passage, promise, send
from tests.commitments.ruling import LABORATORIES, press_add, press_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def prose(seeds: Seeds) -> Passage:
    return passage(seeds["003"], "谋划筹建长白山实验室")


@pytest.fixture
def added(editor_client: Client, seeds: Seeds, prose: Passage) -> Commitment:
    press_add(editor_client, prose, words=LABORATORIES)
    return promise(seeds["003"], LABORATORIES)


def test_it_works(editor_client: Client, client: Client, editor: User, seeds: Seeds, prose: Passage) -> None:
    """Copied with other spaces and widths."""
    response = press_add(editor_client, prose, words="谋划筹建长白山实验室、 三江实验室、\n吉光实验室３个省实验室，")
    held = promise(seeds["003"], LABORATORIES)

    assert response["Location"] == held.get_absolute_url()
    assert (held.passage, held.wording, held.action) == (prose, LABORATORIES, LABORATORIES)
    assert prose.text[held.start : held.end] == held.wording
    assert (held.origin, held.verifiability, held.actor, held.state) == (
        "person",
        "number_or_date",
        None,
        CommitmentState.OPEN,
    )
    assert [sign["words"] for sign in held.cues] == ["3个"]
    (verdict,) = held.reviews.all()
    assert (verdict.action, verdict.by, verdict.by_name) == (ReviewAction.ADDED, editor, editor.get_username())
    page = client.get(held.get_absolute_url()).content.decode()
    assert "人工认定" in page
    assert "认定为承诺" in page
    assert editor.get_username() not in page
    assert f"{editor.get_username()}认定" in editor_client.get(held.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "address",
    ["/commitments/", "/commitments/?origin=person", "/letters/{letter}/", "/delegates/{delegate}/"],
)
def test_it_is_shown_like_others_and_marked(client: Client, added: Commitment, address: str) -> None:
    delegate = added.letter.answers.get().proposal.delegates.get()
    page = client.get(address.format(letter=added.letter_id, delegate=delegate.pk)).content.decode()

    assert added.get_absolute_url() in page
    assert "人工认定" in page


def test_the_api_and_the_files_say_who_found_it(client: Client, added: Commitment) -> None:
    (item,) = client.get("/api/commitments", {"origin": "person"}).json()["items"]
    whole = client.get(f"/api/commitments/{added.pk}").json()

    assert (item["id"], item["origin"], item["set_aside"]) == (added.pk, "person", False)
    assert [(one["deed"], one["reason"]) for one in whole["verdicts"]] == [("added", "")]
    assert client.get("/api/commitments", {"origin": "rule"}).json()["count"] == Commitment.objects.count() - 1
    assert ",人工认定," in client.get("/commitments/export/", {"origin": "person", "format": "csv"}).content.decode()


def test_it_is_followed_like_others(editor_client: Client, added: Commitment) -> None:
    send(editor_client, added, reason="已启动建设")

    assert Commitment.objects.get(pk=added.pk).state == CommitmentState.DONE


def test_a_whole_sentence_by_one_press(editor_client: Client, seeds: Seeds, prose: Passage) -> None:
    """From the list of what may be promised, back to it."""
    address = f"/commitments/letters/{seeds['003'].pk}/"
    page = editor_client.get(address)
    assert [offer.passage.pk for offer in page.context["offers"]].count(prose.pk) == 1
    assert "“谋划”说的是还在谋划、筹建" in page.content.decode()
    offer = next(offer for offer in page.context["offers"] if offer.passage == prose)
    response = press_add(editor_client, prose, sentence=offer.key, back="list")

    assert response["Location"] == address
    held = promise(seeds["003"], LABORATORIES)
    assert held.wording == offer.words.rstrip("。")
    left = editor_client.get(address).context["offers"]
    assert len(left) == len(page.context["offers"]) - 1


def test_the_letters_page_leads_editors_there(editor_client: Client, client: Client, prose: Passage) -> None:
    page = editor_client.get(f"/letters/{prose.letter_id}/").content.decode()

    assert f'<a href="/commitments/passages/{prose.pk}/">这一段里有承诺</a>' in page
    assert f'<a href="/commitments/letters/{prose.letter_id}/">可能的承诺（3 句）</a>' in page
    assert "这一段里有承诺" not in client.get(f"/letters/{prose.letter_id}/").content.decode()


def test_the_page_shows_sentences_what_speaks_for_them_and_what_they_are(
    editor_client: Client, added: Commitment, prose: Passage
) -> None:
    page = editor_client.get(f"/commitments/passages/{prose.pk}/")
    text = page.content.decode()

    assert len(page.context["choices"]) == 4
    assert text.count('type="radio"') == 5
    assert "<mark>谋划</mark>" in text
    assert added.get_absolute_url() in text


def test_some_words_of_a_sentence(editor_client: Client, seeds: Seeds) -> None:
    held = passage(seeds["001"], "线下服务方面")
    choices = editor_client.get(f"/commitments/passages/{held.pk}/").context["choices"]
    wanted = next(one for one in choices if "路演活动" in one.words)
    press_add(editor_client, held, sentence=wanted.key, words="举办项目路演活动11次")

    assert promise(seeds["001"], "举办项目路演活动11次").start == wanted.sentence.span.start


@pytest.mark.parametrize("value", ["", "x", "0-9", "9" * 5000, "<script>alert(1)</script>", "科\0技"])
def test_whatever_sentence_is_asked_for_the_page_is_shown(editor_client: Client, prose: Passage, value: str) -> None:
    page = editor_client.get(f"/commitments/passages/{prose.pk}/", {"sentence": value})

    assert page.status_code == 200
    assert b"<script>alert" not in page.content


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "请选一句，或者从原文里抄写"),
        ({"words": "  "}, "请选一句，或者从原文里抄写"),
        ({"words": "没有这样的话"}, "这一段里没有这些词语"),
        ({"sentence": "0-10", "words": LABORATORIES}, "选的句子里没有这些词语"),
        ({"words": "实验室"}, "写得太短"),
        ({"words": "。。。。。"}, "没有这些词语"),
        ({"words": "好" * 2001}, "抄写的词语太长"),
        ({"sentence": "9999990-9999999"}, "写得太短"),
        ({"sentence": "10-3"}, "请刷新页面再填"),
        ({"sentence": "x"}, "请刷新页面再填"),
        ({"sentence": "1" * 30}, "请刷新页面再填"),
        ({"words": LABORATORIES, "expected_version": ""}, "请刷新页面再填"),
        ({"words": LABORATORIES, "expected_version": "9" * 30}, "请刷新页面再填"),
        ({"words": LABORATORIES, "expected_version": "999"}, "答复函刚刚改动过"),
    ],
)
def test_what_cannot_be_added_is_refused_and_kept_in_the_form(
    editor_client: Client, prose: Passage, said: dict[str, str], sentence: str
) -> None:
    response = press_add(editor_client, prose, **said)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert said.get("words", "").strip()[:2000] in response.content.decode()
    assert not Commitment.objects.filter(origin="person").exists()


def test_a_promise_of_two_sentences(editor_client: Client, seeds: Seeds, prose: Passage) -> None:
    press_add(editor_client, prose, words="在构建现代化产业体系中更好实现动力变革。同时，首创对全国重点实验室能力建设")

    assert promise(seeds["003"], "动力变革。同时").passage == prose


def test_words_that_stand_twice_are_asked_about(editor_client: Client, seeds: Seeds) -> None:
    held = passage(seeds["001"], "线下服务方面")
    response = press_add(editor_client, held, words="科技创新")

    assert response.status_code == 422
    assert "这些词语在这里有3处，不知道是哪一处" in response.content.decode()


def test_words_of_a_promise_are_not_added_twice(
    editor_client: Client, administrator_client: Client, added: Commitment, prose: Passage
) -> None:
    """The second of two is told, and led to what the first said."""
    response = press_add(administrator_client, prose, words="三江实验室、吉光实验室")

    assert response.status_code == 422
    assert f"已经在一项承诺里：“{added}”" in response.content.decode()
    assert f'<a href="{added.get_absolute_url()}">看那一项承诺</a>' in response.content.decode()
    assert Commitment.objects.filter(origin="person").count() == 1


def test_words_of_a_next_step_are_a_promise_already(editor_client: Client, seeds: Seeds) -> None:
    held = passage(seeds["003"], "人才政策升级版")

    assert "已经在一项承诺里" in press_add(editor_client, held, words="搭建人才分类信息系统").content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"), [({"status": "draft"}, "发布以后才能认定"), ({"version": 99}, "刚刚改动过")]
)
def test_a_letter_that_changed_meanwhile_is_told(
    editor: User, prose: Passage, changed: dict[str, Any], sentence: str
) -> None:
    version = prose.letter.version
    ReplyLetter.objects.filter(pk=prose.letter_id).update(**changed)

    with pytest.raises(ActionError, match=sentence):
        add_commitment(prose, Named(LABORATORIES), expected_version=version, by=editor)
    assert not Commitment.objects.filter(origin="person").exists()


def test_a_passage_that_went_meanwhile_is_told(editor: User, prose: Passage) -> None:
    version, stale = prose.letter.version, Passage.objects.get(pk=prose.pk)
    prose.delete()

    with pytest.raises(ActionError, match="刚刚改动过"):
        add_commitment(stale, Named(LABORATORIES), expected_version=version, by=editor)


def test_a_press_after_the_letter_was_withdrawn_is_told(editor_client: Client, prose: Passage) -> None:
    ReplyLetter.objects.filter(pk=prose.letter_id).update(status="draft")
    response = press_add(editor_client, prose, words=LABORATORIES)

    assert "没有记下承诺" in editor_client.get(response["Location"]).content.decode()
    assert not Commitment.objects.filter(origin="person").exists()


def test_only_answers_of_published_letters_have_the_page(editor_client: Client, prose: Passage) -> None:
    heading = Passage.objects.filter(letter=prose.letter_id, part="recommendation")[0]
    assert editor_client.get(f"/commitments/passages/{heading.pk}/").status_code == 404
    assert editor_client.get("/commitments/letters/999999/").status_code == 404
    ReplyLetter.objects.filter(pk=prose.letter_id).update(status="draft")
    for address in (f"/commitments/passages/{prose.pk}/", f"/commitments/letters/{prose.letter_id}/"):
        assert editor_client.get(address).status_code == 404


def test_only_those_with_the_right_add(client: Client, reader_client: Client, prose: Passage) -> None:
    for one in (client, reader_client):
        assert press_add(one, prose, words=LABORATORIES).status_code == 403
        assert one.get(f"/commitments/passages/{prose.pk}/").status_code == 403
        assert one.get(f"/commitments/letters/{prose.letter_id}/").status_code == 403
    assert not Commitment.objects.filter(origin="person").exists()


def test_it_is_taken_back_while_nobody_followed_it(
    editor_client: Client, client: Client, editor: User, added: Commitment, prose: Passage
) -> None:
    press_verdict(editor_client, added, "set_aside", reason="看错了", expected_version=1)
    assert added.get_absolute_url() not in client.get(f"/letters/{prose.letter_id}/").content.decode()
    again = press_add(editor_client, prose, words=LABORATORIES)
    assert "不是承诺，没有重复记下" in again.content.decode()
    press_verdict(editor_client, added, "restored", reason="没有看错", expected_version=2)
    take_step(added, CommitmentState.UNDER_WAY, expected_version=0, by=editor, reason="已启动")
    response = press_verdict(editor_client, added, "set_aside", reason="不要了", expected_version=4)

    assert response.status_code == 422
    assert "不能撤回" in response.content.decode()
    assert [one.action for one in added.reviews.all()] == ["added", "set_aside", "restored"]


def test_queries_do_not_grow_with_sentences_and_offers(editor_client: Client, seeds: Seeds) -> None:
    counts = []
    for address in ("/commitments/letters/{}/", "/letters/{}/"):
        for number in ("001", "003"):
            editor_client.get(address.format(seeds[number].pk))
            with CaptureQueriesContext(connection) as asked:
                editor_client.get(address.format(seeds[number].pk))
            counts.append(len(asked))

    assert counts[0] == counts[1] <= 8
    assert counts[2] == counts[3]
