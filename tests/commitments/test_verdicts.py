"""What a rule took for a promise and a person found to be none: hidden, kept, and taken back if need be."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from kejiting.web.actions import ActionError
from measures.models import Commitment, CommitmentReview, CommitmentState, CommitmentStep, Mention
from measures.records import dismiss_commitment, refresh_ledger, restore_commitment, take_step
from measures.topics.rows import commitments_of
from proposals.models import ReplyLetter
from tests.commitments.following import Seeds, promise, send
from tests.commitments.ruling import press_add, press_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment(seeds: Seeds) -> Commitment:
    return promise(seeds["003"], "人才政策升级版")


@pytest.fixture
def aside(editor_client: Client, commitment: Commitment) -> Commitment:
    press_verdict(editor_client, commitment, "set_aside")
    commitment.refresh_from_db()
    return commitment


def test_it_works(editor_client: Client, client: Client, commitment: Commitment) -> None:
    before = client.get("/api/commitments").json()["count"]
    response = press_verdict(editor_client, commitment, "set_aside", reason="只是介绍背景")

    assert response["Location"] == commitment.get_absolute_url()
    assert client.get("/api/commitments").json()["count"] == before - 1
    (item,) = client.get("/api/commitments", {"set_aside": "yes"}).json()["items"]
    assert (item["id"], item["set_aside"]) == (commitment.pk, True)
    page = client.get(commitment.get_absolute_url()).content.decode()
    for words in ("不是承诺", "只是介绍背景", "认定经过"):
        assert words in page


@pytest.mark.parametrize("address", ["/commitments/", "/letters/{letter}/", "/delegates/{delegate}/"])
def test_it_is_not_shown_among_promises(client: Client, aside: Commitment, address: str) -> None:
    delegate = aside.letter.answers.get().proposal.delegates.get()
    page = client.get(address.format(letter=aside.letter_id, delegate=delegate.pk)).content.decode()

    assert f'"{aside.get_absolute_url()}"' not in page


def test_a_topic_does_not_count_it_among_what_was_promised(seeds: Seeds, editor: User) -> None:
    named = Mention.objects.filter(passage__commitments__letter=seeds["003"]).select_related("topic", "passage")[0]
    assert named.passage is not None
    before = commitments_of(named.topic, [seeds["003"].pk]).count()
    for one in named.passage.commitments.all():
        dismiss_commitment(one, reason="只是介绍背景", expected_version=0, by=editor)

    assert commitments_of(named.topic, [seeds["003"].pk]).count() < before


def test_a_filter_shows_it(client: Client, aside: Commitment) -> None:
    page = client.get("/commitments/", {"set_aside": "yes"})

    assert [row.commitment for row in page.context["rows"]] == [aside]
    assert "不计入承诺的项数" in page.content.decode()
    assert "规则识别（不是承诺）" in client.get("/commitments/export/?set_aside=yes&format=csv").content.decode()


def test_it_is_taken_back(editor_client: Client, client: Client, aside: Commitment) -> None:
    press_verdict(editor_client, aside, "restored", reason="是承诺", expected_version=1)
    aside.refresh_from_db()

    assert not aside.is_dismissed
    assert [(one.action, one.reason) for one in aside.reviews.all()] == [
        ("set_aside", "只是介绍背景"),
        ("restored", "是承诺"),
    ]
    assert aside.get_absolute_url() in client.get(f"/letters/{aside.letter_id}/").content.decode()


def test_nothing_is_found_of_what_is_no_promise(editor_client: Client, editor: User, aside: Commitment) -> None:
    page = editor_client.get(aside.get_absolute_url())
    assert not page.context["may_follow"]
    with pytest.raises(ActionError, match="不是承诺"):
        take_step(aside, CommitmentState.DONE, expected_version=0, by=editor, reason="已办结")
    assert send(editor_client, aside, reason="已办结").status_code == 422
    assert not aside.steps.exists()


def test_what_was_followed_up_may_be_no_promise_and_keeps_its_steps(
    editor_client: Client, editor: User, commitment: Commitment
) -> None:
    take_step(commitment, CommitmentState.UNDER_WAY, expected_version=0, by=editor, reason="正在办")
    press_verdict(editor_client, commitment, "set_aside", expected_version=1)
    commitment.refresh_from_db()

    assert commitment.is_dismissed
    assert commitment.steps.count() == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"reason": ""}, "请写明理由"),
        ({"reason": "  "}, "请写明理由"),
        ({"reason": "好" * 501}, "理由太长"),
        ({"expected_version": ""}, "请刷新页面再填"),
        ({"expected_version": "-1"}, "请刷新页面再填"),
        ({"expected_version": "9" * 30}, "请刷新页面再填"),
        ({"expected_version": "1"}, "别人刚刚更新了"),
        ({"action": "restored"}, "没有认定过不是承诺"),
        ({"action": "added"}, "请刷新页面再填"),
        ({"action": "delete"}, "请刷新页面再填"),
    ],
)
def test_what_cannot_be_said_is_refused_and_kept_in_the_form(
    editor_client: Client, commitment: Commitment, said: dict[str, str], sentence: str
) -> None:
    response = press_verdict(editor_client, commitment, **{"action": "set_aside", **said})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert said.get("reason", "只是介绍背景").strip() in response.content.decode()
    assert not CommitmentReview.objects.exists()


def test_the_second_of_two_is_told(editor_client: Client, administrator_client: Client, commitment: Commitment) -> None:
    press_verdict(administrator_client, commitment, "set_aside", reason="第一个人的理由")
    response = press_verdict(editor_client, commitment, "set_aside", reason="第二个人的理由")
    page = response.content.decode()

    assert response.status_code == 422
    for words in ("别人刚刚更新了", "第一个人的理由", "第二个人的理由</textarea>"):
        assert words in page
    assert [one.reason for one in commitment.reviews.all()] == ["第一个人的理由"]


def test_a_step_that_was_not_seen_is_told(editor_client: Client, editor: User, commitment: Commitment) -> None:
    take_step(commitment, CommitmentState.UNDER_WAY, expected_version=0, by=editor, reason="正在办")

    assert press_verdict(editor_client, commitment, "set_aside").status_code == 422
    assert not Commitment.objects.get(pk=commitment.pk).is_dismissed


def test_a_commitment_that_a_correction_took_away_is_told(editor: User, commitment: Commitment) -> None:
    stale = Commitment.objects.get(pk=commitment.pk)
    Commitment.objects.filter(pk=commitment.pk).delete()

    with pytest.raises(ActionError, match="已没有这项承诺"):
        dismiss_commitment(stale, reason="只是介绍背景", expected_version=0, by=editor)


def test_drafts_are_not_ruled_on(editor: User, commitment: Commitment) -> None:
    ReplyLetter.objects.filter(pk=commitment.letter_id).update(status="draft")

    with pytest.raises(ActionError, match="没有发布"):
        dismiss_commitment(commitment, reason="只是介绍背景", expected_version=0, by=editor)


def test_only_those_with_the_right_rule(client: Client, reader_client: Client, commitment: Commitment) -> None:
    for one in (client, reader_client):
        assert press_verdict(one, commitment, "set_aside").status_code == 403
        assert "这不是承诺" not in one.get(commitment.get_absolute_url()).content.decode()
    assert not CommitmentReview.objects.exists()


def test_forged_forms_and_other_methods_are_refused(editor: User, commitment: Commitment) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)

    assert press_verdict(strict, commitment, "set_aside").status_code == 403
    assert strict.get(f"{commitment.get_absolute_url()}verdict/").status_code == 405
    assert not CommitmentReview.objects.exists()


def test_a_verdict_is_never_changed_or_taken_back(aside: Commitment) -> None:
    verdict = aside.reviews.get()
    with pytest.raises(TypeError):
        verdict.save()
    with pytest.raises(TypeError):
        verdict.delete()


def test_it_stays_set_aside_when_its_letter_is_read_again(seeds: Seeds, aside: Commitment) -> None:
    refresh_ledger(seeds["003"])
    held = promise(seeds["003"], "人才政策升级版")

    assert (held.pk, held.is_dismissed) == (aside.pk, True)
    assert held.passage is not None


def test_what_was_cut_wrongly_is_named_anew(editor_client: Client, editor: User, aside: Commitment) -> None:
    """Set aside, one of its parts may be a promise by itself; both may not be."""
    assert aside.passage is not None
    response = press_add(editor_client, aside.passage, words="搭建人才分类信息系统")
    part = Commitment.objects.get(origin="person")

    assert response["Location"] == part.get_absolute_url()
    assert part.verifiability == "deliverable"
    with pytest.raises(ActionError, match="已经在一项承诺里"):
        restore_commitment(aside, reason="是承诺", expected_version=1, by=editor)
    refresh_ledger(aside.letter)
    assert (
        Commitment.objects.filter(letter=aside.letter_id, is_dismissed=False, wording__contains="人才分类信息").count()
        == 1
    )


def test_the_administration_shows_them(administrator_client: Client, aside: Commitment) -> None:
    page = administrator_client.get(f"/admin/measures/commitment/{aside.pk}/change/").content.decode()

    assert "只是介绍背景" in page
    assert not CommitmentStep.objects.exists()
