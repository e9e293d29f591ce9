"""Correcting what a letter answers."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from kejiting.indexing.sync import pending
from proposals.models import Answer, Delegate, Proposal, ReplyLetter
from proposals.records import reread_letter, to_parsed
from tests.admin.admin_pages import change, list_address, words_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_works(editor_client: Client, editor: User, seeds: dict[str, ReplyLetter]) -> None:
    change(editor_client, Proposal.objects.get(number="157"), number="175", title="关于别的建议")

    letter = ReplyLetter.objects.get(pk=seeds["000"].pk)
    assert (letter.set_by_person, letter.version) == (["number", "proposal_title"], 2)
    assert not pending().keys
    reread_letter(letter, by=editor)
    parsed = to_parsed(ReplyLetter.objects.get(pk=letter.pk))
    assert parsed.number == "175"
    assert parsed.proposal_title is not None
    assert parsed.proposal_title.value == "关于别的建议"


def test_who_signed(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    other = Delegate.objects.get(name="李锐")

    change(
        editor_client,
        Proposal.objects.get(number="157"),
        **{"signatures-1-delegate": str(other.pk), "signatures-1-position": "1"},
    )

    letter = ReplyLetter.objects.get(pk=seeds["000"].pk)
    assert to_parsed(letter).delegates == ("王洪福", "李锐")
    assert letter.set_by_person == ["delegates"]


def test_a_proposal_that_does_not_lead(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    """What is read from a letter's text is its leading proposal: another one's correction sets none of its fields."""
    second = Proposal.objects.create(number="300", title="并案")
    Answer.objects.create(letter=seeds["000"], proposal=second, position=1)

    change(editor_client, second, number="301")

    letter = ReplyLetter.objects.get(pk=seeds["000"].pk)
    assert (letter.set_by_person, letter.version) == ([], 1)


def test_saved_as_it_was_shown(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    change(editor_client, Proposal.objects.get(number="157"))

    assert ReplyLetter.objects.get(pk=seeds["000"].pk).set_by_person == []


def test_the_list(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    assert "王洪福委员" in words_of(editor_client.get(list_address(Proposal), {"q": "157"}))
