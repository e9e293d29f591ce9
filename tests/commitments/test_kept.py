"""A corrected letter: commitments keep their ids while their words stay, and what people followed up is never lost."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import stage_letter
from measures.models import Commitment, CommitmentState
from measures.records import Named, add_commitment, dismiss_commitment, refresh_ledger, take_step
from proposals.models import ReplyLetter
from proposals.records import correcting, edit_text, replace_letter
from tests.commitments.following import Seeds, passage, promise
from tests.commitments.ruling import LABORATORIES
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db

PROMISED = "研究制定更加积极有效的人才政策升级版"


@pytest.fixture
def followed(seeds: Seeds, editor: User) -> Commitment:
    commitment = promise(seeds["003"], PROMISED)
    take_step(commitment, CommitmentState.UNDER_WAY, expected_version=0, by=editor, reason="仍在研究")
    commitment.refresh_from_db()
    return commitment


def rewrite(letter: ReplyLetter, old: str, new: str) -> None:
    assert old in letter.text
    edit_text(letter, letter.text.replace(old, new))
    letter.save()


def test_steps_stay_when_another_sentence_is_corrected(seeds: Seeds, followed: Commitment) -> None:
    rewrite(seeds["003"], "谋划设计重大产业关键技术攻关专项", "谋划设计若干重大产业技术攻关专项")
    held = Commitment.objects.get(pk=followed.pk)

    assert (held.wording, held.state, held.steps.count()) == (followed.wording, CommitmentState.UNDER_WAY, 1)
    assert held.passage is not None
    assert held.passage.text[held.start : held.end] == held.wording
    assert Commitment.objects.filter(letter=seeds["003"], wording__contains="谋划设计若干").exists()


def test_what_was_followed_stays_when_its_words_go(client: Client, seeds: Seeds, followed: Commitment) -> None:
    rewrite(seeds["003"], PROMISED, "研究制定人才政策4.0版")
    held = Commitment.objects.get(pk=followed.pk)

    assert (held.wording, held.passage, held.steps.count()) == (followed.wording, None, 1)
    new = promise(seeds["003"], "人才政策4.0版")
    assert new.pk != held.pk
    assert new.state == CommitmentState.OPEN
    page = client.get(held.get_absolute_url()).content.decode()
    for words in ("原文已改", PROMISED, "仍在研究", "吉科发规划〔2024〕56号"):
        assert words in page
    assert "原文已改" in client.get("/commitments/", {"state": "under_way"}).content.decode()
    assert held.get_absolute_url() in client.get(seeds["003"].get_absolute_url()).content.decode()
    item = client.get(f"/api/commitments/{held.pk}").json()
    assert (item["passage"], item["start"], item["words"]) == (None, None, held.wording)


def test_what_nobody_followed_goes_with_its_words(seeds: Seeds) -> None:
    commitment = promise(seeds["003"], PROMISED)
    rewrite(seeds["003"], PROMISED, "研究制定人才政策4.0版")

    assert not Commitment.objects.filter(pk=commitment.pk).exists()


def test_a_step_back_to_open_is_a_step_too(seeds: Seeds, followed: Commitment, editor: User) -> None:
    take_step(followed, CommitmentState.OPEN, expected_version=1, by=editor, reason="重新来过")
    rewrite(seeds["003"], PROMISED, "研究制定人才政策4.0版")

    assert Commitment.objects.get(pk=followed.pk).steps.count() == 2


def test_words_that_come_back_are_the_same_commitment(seeds: Seeds, followed: Commitment) -> None:
    letter = seeds["003"]
    rewrite(letter, PROMISED, "研究制定人才政策4.0版")
    refresh_ledger(letter)
    rewrite(letter, "研究制定人才政策4.0版", PROMISED)
    held = promise(letter, PROMISED)

    assert held.pk == followed.pk
    assert held.passage is not None
    assert held.steps.count() == 1


def test_a_passage_taken_out_by_hand_loses_no_steps(seeds: Seeds, followed: Commitment) -> None:
    with correcting(seeds["003"]):
        assert followed.passage is not None
        followed.passage.delete()

    assert Commitment.objects.get(pk=followed.pk).is_reworded
    assert Commitment.objects.get(pk=followed.pk).steps.count() == 1


def test_the_one_that_was_followed_is_kept_of_two_alike(seeds: Seeds, followed: Commitment) -> None:
    """A copy of the whole passage is another commitment, which comes and goes without the first."""
    assert followed.passage is not None
    again = Commitment.objects.get(pk=followed.pk)
    again.pk = None
    again.state = CommitmentState.OPEN
    again.save()
    refresh_ledger(seeds["003"])

    assert [one.pk for one in Commitment.objects.filter(wording=followed.wording)] == [followed.pk]


@pytest.fixture
def named(seeds: Seeds, editor: User) -> Commitment:
    """Found by a person in prose, followed by nobody."""
    prose = passage(seeds["003"], LABORATORIES)
    return add_commitment(prose, Named(LABORATORIES), expected_version=prose.letter.version, by=editor)


def test_what_a_person_named_moves_with_its_words(seeds: Seeds, named: Commitment) -> None:
    rewrite(seeds["003"], "有效利用科研院所、高新技术企业", "用好科研院所、重点高新技术企业和中介机构")
    held = Commitment.objects.get(pk=named.pk)

    assert held.start != named.start
    assert held.passage is not None
    assert held.passage.text[held.start : held.end] == held.wording == LABORATORIES
    assert (held.origin, held.reviews.count()) == ("person", 1)


def test_what_a_person_named_is_read_anew_where_it_stands(seeds: Seeds, named: Commitment) -> None:
    """Its words are broken over two lines now."""
    rewrite(seeds["003"], "三江实验室、吉光", "三江\n实验室、吉光")
    held = Commitment.objects.get(pk=named.pk)

    assert held.folded == named.folded
    assert held.passage is not None
    assert held.passage.text[held.start : held.end] == held.wording


def test_what_a_person_named_stays_when_its_words_go_and_comes_back_with_them(
    client: Client, seeds: Seeds, named: Commitment
) -> None:
    letter = seeds["003"]
    rewrite(letter, LABORATORIES, "谋划若干省实验室")
    held = Commitment.objects.get(pk=named.pk)

    assert (held.wording, held.is_reworded, held.origin) == (LABORATORIES, True, "person")
    page = client.get(held.get_absolute_url()).content.decode()
    assert "原文已改" in page
    assert "人工认定" in page
    rewrite(letter, "谋划若干省实验室", LABORATORIES)
    held.refresh_from_db()
    assert held.passage is not None
    assert Commitment.objects.filter(letter=letter, origin="person").count() == 1


def test_the_rules_add_nothing_over_what_a_person_named(seeds: Seeds, named: Commitment) -> None:
    """The paragraph is found to be a next step."""
    with correcting(seeds["003"]):
        seeds["003"].passages.filter(pk=named.passage_id).update(part="next_steps")
    beside = Commitment.objects.filter(letter=seeds["003"], passage=named.passage_id)

    assert beside.get(wording__contains="长白山").pk == named.pk


def test_what_was_taken_back_stays_so(seeds: Seeds, named: Commitment, editor: User) -> None:
    dismiss_commitment(named, reason="看错了", expected_version=1, by=editor)
    rewrite(seeds["003"], "有效利用科研院所", "用好科研院所")
    held = Commitment.objects.get(pk=named.pk)

    assert held.is_dismissed
    assert held.passage is not None


def test_what_is_no_promise_stays_so_when_its_words_go_and_come_back(seeds: Seeds, editor: User) -> None:
    letter = seeds["003"]
    commitment = promise(letter, PROMISED)
    dismiss_commitment(commitment, reason="只是介绍背景", expected_version=0, by=editor)
    rewrite(letter, PROMISED, "研究制定人才政策4.0版")
    assert Commitment.objects.get(pk=commitment.pk).is_reworded
    assert not promise(letter, "人才政策4.0版").is_dismissed
    rewrite(letter, "研究制定人才政策4.0版", PROMISED)

    held = promise(letter, PROMISED)
    assert (held.pk, held.is_dismissed) == (commitment.pk, True)


def test_what_a_person_named_outlives_a_new_version_of_the_letter(
    seeds: Seeds, named: Commitment, editor: User
) -> None:
    (path,) = (FIXTURES / "letters").glob("003_*.txt")
    data = path.read_bytes().replace("一是政策体系逐步优化".encode(), "一是人才政策体系逐步优化".encode())
    arrived = stage_letter(read_letter("003_again.txt", data), by=editor)
    replace_letter(ReplyLetter.objects.get(pk=seeds["003"].pk), arrived, by=editor)
    held = Commitment.objects.get(pk=named.pk)

    assert (held.wording, held.letter_id, held.is_reworded) == (LABORATORIES, seeds["003"].pk, False)
    assert held.passage is not None
    assert held.passage.text[held.start : held.end] == LABORATORIES
