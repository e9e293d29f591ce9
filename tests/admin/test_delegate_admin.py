"""One person of two rows, and corrected names."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from proposals.models import Delegate, DelegateKind, ReplyLetter, Signature
from proposals.records import reread_letter, to_parsed
from tests.admin.admin_pages import act, change, words_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_works(editor_client: Client, editor: User, seeds: dict[str, ReplyLetter]) -> None:
    kept, other = Delegate.objects.get(name="王洪福"), Delegate.objects.get(name="李锐")

    page = act(editor_client, "merge", other, kept)

    assert "已把 李锐委员 合并到 王洪福委员" in words_of(page)
    assert not Delegate.objects.filter(pk=other.pk).exists()
    letter = ReplyLetter.objects.get(pk=seeds["001"].pk)
    assert to_parsed(letter).delegates == ("王洪福",)
    assert (letter.set_by_person, letter.version) == (["delegates"], 2)
    reread_letter(letter, by=editor)
    assert to_parsed(ReplyLetter.objects.get(pk=letter.pk)).delegates == ("王洪福",)
    assert ReplyLetter.objects.get(pk=seeds["000"].pk).version == 1


def test_both_signed_the_same(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    kept = Delegate.objects.get(name="王洪福")
    twin = Delegate.objects.create(name="王洪富", kind=DelegateKind.MEMBER, region="省")
    proposal = kept.proposals.get()
    Signature.objects.create(proposal=proposal, delegate=twin, position=1)

    act(editor_client, "merge", kept, twin)

    assert list(proposal.delegates.all()) == [kept]


def test_one_alone(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    page = act(editor_client, "merge", Delegate.objects.get(name="王洪福"))

    assert "请至少选两条" in words_of(page)


def test_of_two_kinds(editor_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    page = act(editor_client, "merge", Delegate.objects.get(name="王洪福"), Delegate.objects.get(name="王松伟"))

    assert "身份不同" in words_of(page)
    assert Delegate.objects.filter(name="王松伟").exists()


def test_a_corrected_name_outlives_a_reading(
    editor_client: Client, editor: User, seeds: dict[str, ReplyLetter]
) -> None:
    change(editor_client, Delegate.objects.get(name="王洪福"), name="王洪富")

    reread_letter(ReplyLetter.objects.get(pk=seeds["000"].pk), by=editor)

    assert to_parsed(ReplyLetter.objects.get(pk=seeds["000"].pk)).delegates == ("王洪富",)


def test_reader_is_refused(reader_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    act(reader_client, "merge", *Delegate.objects.filter(name__in=("王洪福", "李锐")))

    assert Delegate.objects.filter(name="李锐").exists()
