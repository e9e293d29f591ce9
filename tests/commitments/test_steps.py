"""What people find came of a commitment: with a later passage or a reason, never lost, never overwritten."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kejiting.web.actions import ActionError
from measures.models import Commitment, CommitmentState, CommitmentStep
from measures.records import take_step
from proposals.models import Passage, ReplyLetter
from proposals.records import delete_letter
from tests.commitments.following import Seeds, passage, promise, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment(seeds: Seeds) -> Commitment:
    return promise(seeds["002"], "政策宣讲全覆盖")


def test_it_works(editor_client: Client, client: Client, seeds: Seeds, commitment: Commitment) -> None:
    evidence = passage(seeds["000"], "政策宣讲培训19场")
    page = editor_client.get(commitment.get_absolute_url()).content.decode()
    assert f'name="evidence" value="{evidence.pk}"' in page

    response = send(editor_client, commitment, evidence=evidence.pk, reason="已办19场")
    assert response["Location"] == commitment.get_absolute_url()

    (step,) = commitment.steps.all()
    assert (step.state, step.quoted, step.reason) == ("done", evidence.text, "已办19场")
    assert step.cited == "吉科发成〔2025〕84号，2025年6月18日，第五项"
    commitment.refresh_from_db()
    assert commitment.state == CommitmentState.DONE
    page = client.get(commitment.get_absolute_url()).content.decode()
    for words in (
        "已落实",
        "已办19场",
        step.cited,
        evidence.get_absolute_url(),
    ):
        assert words in page
    assert f"{step.by_name}认定" not in page
    assert f"{step.by_name}认定" in editor_client.get(commitment.get_absolute_url()).content.decode()


def test_its_words_are_marked_and_its_signs_are_named(client: Client, commitment: Commitment) -> None:
    page = client.get(commitment.get_absolute_url()).content.decode()

    assert f"<mark>{commitment.wording}</mark>" in page
    assert commitment.cues
    for sign in commitment.cues:
        assert f"“{sign['words']}”{sign['reason']}" in page
    assert f"<dd>{commitment.letter.agency}（原文没有写别的单位）</dd>" in page
    assert f'<a href="/commitments/?letter={commitment.letter_id}">本函的全部承诺</a>' in page


@pytest.mark.parametrize(("agency", "named"), [("长春市科学技术局", "长春市科学技术局"), (None, "发文机关")])
def test_the_office_that_writes_is_named(
    client: Client, commitment: Commitment, agency: str | None, named: str
) -> None:
    ReplyLetter.objects.filter(pk=commitment.letter_id).update(agency=agency)
    for address in (commitment.get_absolute_url(), f"/commitments/?letter={commitment.letter_id}"):
        page = client.get(address).content.decode()
        assert f"<dd>{named}" in page
        assert "我厅</" not in page
    export = client.get("/commitments/export/", {"letter": commitment.letter_id, "format": "csv"}).content.decode()
    assert f",{named}," in export


def test_another_body_is_named(client: Client, seeds: Seeds) -> None:
    page = client.get(promise(seeds["001"], "省财政将继续").get_absolute_url()).content.decode()

    assert "<dd>省财政</dd>" in page


@pytest.mark.parametrize("address", ["{}", "p{}", "/letters/1/#p{}", "http://10.0.0.1:8000/letters/1/#t{}", " ｐ{} "])
def test_a_passage_may_be_pasted(editor_client: Client, seeds: Seeds, commitment: Commitment, address: str) -> None:
    evidence = passage(seeds["000"], "政策宣讲培训19场")
    send(editor_client, commitment, pasted=address.format(evidence.pk))

    assert commitment.steps.get().evidence == evidence


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "请选一段佐证，或者写明理由"),
        ({"reason": "  "}, "请选一段佐证，或者写明理由"),
        ({"reason": "好" * 501}, "说明太长"),
        ({"reason": "好", "state": "failed"}, "请选择状态"),
        ({"reason": "好", "state": ""}, "请选择状态"),
        ({"reason": "好", "expected_version": ""}, "请刷新页面再填"),
        ({"reason": "好", "expected_version": "-1"}, "<p>请刷新页面再填。</p>"),
        ({"reason": "好", "expected_version": "9" * 30}, "<p>请刷新页面再填。</p>"),
        ({"reason": "好", "evidence": "0"}, "<p>请刷新页面再填。</p>"),
        ({"reason": "好", "evidence": "9" * 30}, "<p>请刷新页面再填。</p>"),
        ({"reason": "好", "evidence": "x"}, "<p>请刷新页面再填。</p>"),
        ({"reason": "好", "expected_version": "1"}, "别人刚刚更新了"),
        ({"pasted": "/letters/5/"}, "没有找到这一段"),
        ({"pasted": "999999999"}, "没有找到这一段"),
        ({"pasted": "好"}, "没有找到这一段"),
        ({"evidence": "999999999"}, "没有找到这一段"),
        ({"evidence": "1", "pasted": "1"}, "请只留一个"),
    ],
)
def test_what_cannot_be_said_is_refused_and_kept_in_the_form(
    editor_client: Client, commitment: Commitment, said: dict[str, str], sentence: str
) -> None:
    response = send(editor_client, commitment, **said)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not commitment.steps.exists()
    assert said.get("reason", "").strip()[:500] in response.content.decode()


@pytest.mark.parametrize(
    ("number", "words", "sentence"),
    [
        ("002", "省市每年投入6亿元", "之后成文"),
        ("003", "谋划筹建长白山实验室", "之后成文"),
        ("000", None, "标题"),
    ],
)
def test_only_later_answers_are_evidence(
    editor: User, seeds: Seeds, commitment: Commitment, number: str, words: str | None, sentence: str
) -> None:
    letter = seeds[number]
    evidence = passage(letter, words) if words else letter.passages.filter(part="recommendation")[0]
    with pytest.raises(ActionError, match=sentence):
        take_step(commitment, CommitmentState.DONE, expected_version=0, by=editor, evidence=evidence)


@pytest.mark.parametrize(
    ("number", "changed", "sentence"),
    [
        ("000", {"status": "draft"}, "已发布"),
        ("000", {"written_on": None}, "没有写明成文日期"),
        ("002", {"written_on": None}, "没有写明成文日期"),
        ("000", {"written_on": date(2025, 5, 27)}, "之后成文"),
        ("002", {"status": "draft"}, "发布以后才能认定"),
    ],
)
def test_letters_must_be_published_and_dated(
    editor: User, seeds: Seeds, commitment: Commitment, number: str, changed: dict[str, object], sentence: str
) -> None:
    ReplyLetter.objects.filter(pk=seeds[number].pk).update(**changed)
    evidence = passage(ReplyLetter.objects.get(pk=seeds["000"].pk), "政策宣讲培训19场")
    with pytest.raises(ActionError, match=sentence):
        take_step(commitment, CommitmentState.DONE, expected_version=0, by=editor, evidence=evidence)


def test_the_second_of_two_is_told_and_sees_what_the_first_said(
    editor_client: Client, administrator_client: Client, commitment: Commitment
) -> None:
    send(administrator_client, commitment, state="under_way", reason="正在办")
    response = send(editor_client, commitment, reason="已办结")
    page = response.content.decode()

    assert response.status_code == 422
    assert "别人刚刚更新了" in page
    assert "正在办" in page
    assert "已办结</textarea>" in page
    assert [step.reason for step in commitment.steps.all()] == ["正在办"]

    send(editor_client, commitment, reason="已办结", expected_version=1)
    assert [step.reason for step in commitment.steps.all()] == ["正在办", "已办结"]


def test_a_commitment_that_a_correction_took_away_is_told(
    editor_client: Client, commitment: Commitment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(commitment: Commitment, *said: Any, **more: Any) -> CommitmentStep:
        Commitment.objects.filter(pk=commitment.pk).delete()
        return take_step(commitment, *said, **more)

    monkeypatch.setattr("measures.commitments.page.take_step", too_late)
    response = editor_client.post(
        commitment.get_absolute_url(), {"state": "done", "expected_version": 0, "reason": "已办结"}, follow=True
    )

    assert response.redirect_chain == [("/commitments/", 302)]
    assert "已没有这项承诺，没有记下进展" in response.content.decode()


def test_evidence_is_quoted_as_it_stands_or_told_to_be_gone(editor: User, seeds: Seeds, commitment: Commitment) -> None:
    evidence = passage(seeds["000"], "政策宣讲培训19场")
    Passage.objects.filter(pk=evidence.pk).update(start=evidence.start + 2)
    step = take_step(commitment, CommitmentState.DONE, expected_version=0, by=editor, evidence=evidence)
    assert step.quoted == evidence.text[2:]

    stale = passage(seeds["000"], "政策宣讲培训19场")
    Passage.objects.filter(pk=stale.pk).delete()
    with pytest.raises(ActionError, match="请重新选择"):
        take_step(commitment, CommitmentState.DONE, expected_version=1, by=editor, evidence=stale)


def test_steps_outlive_evidence_and_person(
    administrator_client: Client, editor: User, seeds: Seeds, commitment: Commitment
) -> None:
    editor.first_name = "赵敏"
    take_step(
        commitment,
        CommitmentState.DONE,
        expected_version=0,
        by=editor,
        evidence=passage(seeds["000"], "政策宣讲培训19场"),
    )
    delete_letter(ReplyLetter.objects.get(pk=seeds["000"].pk))
    User.objects.filter(pk=editor.pk).delete()
    page = administrator_client.get(commitment.get_absolute_url()).content.decode()

    for words in (
        "政策宣讲培训",
        "吉科发成〔2025〕84号，2025年6月18日，第五项",
        "赵敏认定",
        "已撤下，或者那一段已改动",
    ):
        assert words in page


@pytest.mark.parametrize(
    "address", ["/commitments/{}/", "/commitments/", "/api/commitments/{}", "/commitments/export/?format=csv"]
)
def test_the_words_of_a_withdrawn_letter_are_not_for_readers(
    client: Client, editor: User, seeds: Seeds, commitment: Commitment, address: str
) -> None:
    take_step(
        commitment,
        CommitmentState.DONE,
        expected_version=0,
        by=editor,
        evidence=passage(seeds["000"], "政策宣讲培训19场"),
    )

    def page() -> str:
        answer = client.get(address.format(commitment.pk))
        return answer.json()["steps"][0]["quoted"] if "/api" in address else answer.content.decode()

    assert "政策宣讲培训" in page()
    ReplyLetter.objects.filter(pk=seeds["000"].pk).update(status="draft")
    assert "政策宣讲培训" not in page()
    assert CommitmentStep.objects.filter(quoted__contains="政策宣讲培训").exists()


def test_a_step_is_never_changed_or_taken_back(editor: User, commitment: Commitment) -> None:
    step = take_step(commitment, CommitmentState.DONE, expected_version=0, by=editor, reason="已办结")
    with pytest.raises(TypeError):
        step.save()
    with pytest.raises(TypeError):
        step.delete()


def test_the_administration_only_shows_them(
    administrator_client: Client, editor: User, seeds: Seeds, commitment: Commitment
) -> None:
    step = take_step(commitment, CommitmentState.DONE, expected_version=0, by=editor, reason="已办结")
    address = f"/admin/measures/commitment/{commitment.pk}/"
    page = administrator_client.get(f"{address}change/")

    assert "已办结" in page.content.decode()
    assert administrator_client.post(f"{address}change/", {"words": "别的"}).status_code == 403
    assert administrator_client.post(f"{address}delete/", {"post": "yes"}).status_code == 403
    assert administrator_client.get("/admin/measures/commitment/add/").status_code == 403
    assert CommitmentStep.objects.filter(pk=step.pk).exists()
    letter = f"/admin/proposals/replyletter/{seeds['002'].pk}/delete/"
    assert administrator_client.post(letter, {"post": "yes"}).status_code == 302
    assert not Commitment.objects.in_use().filter(pk=commitment.pk).exists()
    assert administrator_client.get(commitment.get_absolute_url()).status_code == 404


def test_a_page_may_be_asked_for_its_head(client: Client, commitment: Commitment) -> None:
    assert client.head(commitment.get_absolute_url()).status_code == 200


def test_only_those_with_the_right_take_steps(client: Client, reader_client: Client, commitment: Commitment) -> None:
    for one in (client, reader_client):
        assert send(one, commitment, reason="已办结").status_code == 403
        assert 'name="expected_version"' not in one.get(commitment.get_absolute_url()).content.decode()
    assert not commitment.steps.exists()


def test_forged_forms_are_refused(editor: User, commitment: Commitment) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)

    assert send(strict, commitment, reason="已办结").status_code == 403
    assert not commitment.steps.exists()


def test_what_a_draft_promises_is_for_editors(client: Client, editor_client: Client, commitment: Commitment) -> None:
    ReplyLetter.objects.filter(pk=commitment.letter_id).update(status="draft")

    assert client.get(commitment.get_absolute_url()).status_code == 404
    page = editor_client.get(commitment.get_absolute_url())
    assert page.status_code == 200
    assert not page.context["may_follow"]


@pytest.mark.parametrize("pk", ["0", "999", "99999999999999999999"])
def test_unknown_commitments_are_not_there(client: Client, db: None, pk: str) -> None:
    assert client.get(f"/commitments/{pk}/").status_code == 404


def test_queries_do_not_grow_with_steps_and_offers(client: Client, editor: User, seeds: Seeds) -> None:
    plain = promise(seeds["002"], "放管服")
    followed = promise(seeds["002"], "政策宣讲全覆盖")
    evidence = list(seeds["000"].passages.filter(part__in=("measures", "outcomes")))[:6]
    for seen, one in enumerate(evidence):
        take_step(followed, CommitmentState.UNDER_WAY, expected_version=seen, by=editor, evidence=one)
    client.get(plain.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(plain.get_absolute_url())
    with CaptureQueriesContext(connection) as many:
        client.get(followed.get_absolute_url())

    assert len(many) <= len(few) + 2 <= 20
