"""A letter is first published once, and tells followers of it once, or never."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from kejiting.text.clean import clean
from proposals.models import ReplyLetter, Status
from proposals.parsing import parse_letter
from proposals.records import save_letter, set_status
from proposals.records.reread import reread_letter
from proposals.records.save import Provenance

pytestmark = pytest.mark.django_db
TEXT = clean(
    "对省政协十三届三次会议第157号委员提案的答复\n王洪福委员：\n您提出的建议收悉，现答复如下：\n一、关于中试中心\n已备案3家。"
)


def saved(by: User | None, written_on: date | None, status: Status = Status.PUBLISHED) -> ReplyLetter:
    parsed = replace(parse_letter(TEXT), written_on=written_on)
    return save_letter(parsed, source=Provenance(TEXT), by=by, status=status)


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def test_it_works(editor: User) -> None:
    letter = saved(editor, days_ago(4000), Status.DRAFT)
    assert (letter.first_published_at, letter.is_news) == (None, False)

    set_status(letter, Status.PUBLISHED)
    published = ReplyLetter.objects.get()

    assert published.first_published_at is not None
    assert timezone.now() - published.first_published_at < timedelta(minutes=1)
    assert published.is_news


@pytest.mark.parametrize(
    ("written_on", "is_news"),
    [(days_ago(0), True), (days_ago(183), True), (days_ago(184), False), (days_ago(4000), False), (None, False)],
)
def test_of_what_the_command_line_brings_in_only_new_letters_are_news(written_on: date | None, is_news: bool) -> None:
    letter = saved(None, written_on)

    assert letter.first_published_at is not None
    assert letter.is_news is is_news


def test_a_letter_is_no_new_one_again(editor: User) -> None:
    letter = saved(editor, days_ago(1))
    first = ReplyLetter.objects.get().first_published_at

    set_status(letter, Status.WITHDRAWN, reason="误发")
    set_status(letter, Status.PUBLISHED)
    reread_letter(letter, by=editor)

    assert ReplyLetter.objects.get().first_published_at == first


def test_an_old_letter_brought_in_is_none_when_it_is_corrected(editor: User) -> None:
    letter = saved(None, days_ago(4000))
    set_status(letter, Status.WITHDRAWN, reason="误发")
    parsed = replace(parse_letter(TEXT), written_on=days_ago(1))

    save_letter(
        parsed,
        source=Provenance(TEXT),
        by=editor,
        letter=letter,
        set_by_person=frozenset({"written_on"}),
        status=Status.PUBLISHED,
    )

    assert not ReplyLetter.objects.get().is_news
