"""Two at the same moment: letters are saved, figures settled, checks found, and nobody is refused or waits for ever."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from measures.models import Discrepancy, Figure, Indicator, PendingRecheck
from measures.records import assign, catch_up_checks, lock_indicators, of_choices
from proposals.models import ReplyLetter
from proposals.records import correcting, edit_text
from tests.conftest import settle_figures
from tests.entry.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = range(3)
Seeds = dict[str, ReplyLetter]


@pytest.fixture
def indicators(seeds: Seeds) -> dict[str, Indicator]:
    return settle_figures(seeds)


def correct(letter: ReplyLetter, *changes: tuple[str, str]) -> Callable[[], None]:
    def save() -> None:
        held = ReplyLetter.objects.get(pk=letter.pk)
        text = held.text
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        with correcting(held):
            edit_text(held, text)
            held.save()

    return save


def move(figures: list[Figure], to: Indicator, by: User) -> Callable[[], None]:
    @transaction.atomic
    def put() -> None:
        lock_indicators(Q(pk=to.pk) | of_choices(f"{figure.pk}:{figure.indicator_id}" for figure in figures))
        held = Figure.objects.select_for_update().filter(pk__in=[figure.pk for figure in figures]).order_by("pk")
        assign(list(held), to, by=by)

    return put


def doubts() -> set[tuple[str, ...]]:
    found = Discrepancy.objects.filter(kind="differs", found=True)
    return {tuple(member.printed.replace(" ", "") for member in check.members.all()) for check in found}


@pytest.mark.parametrize("time", TIMES)
def test_letters_whose_figures_are_of_the_same_indicators(
    indicators: dict[str, Indicator], seeds: Seeds, time: int, caplog: pytest.LogCaptureFixture
) -> None:
    """In 000 what is transferred stands before what it earns, in 002 the other way round, once it is corrected so."""
    at_once(
        correct(seeds["000"], ("1239个", "1240个"), ("3.2亿元", "3.3亿元")),
        correct(seeds["002"], ("633个", "634个"), ("1.6亿元", "1.7亿元")),
        catch_up_checks,
    )

    assert catch_up_checks()
    assert not caplog.records
    assert not PendingRecheck.objects.exists()
    assert {("634个", "1240个"), ("1.7亿元", "3.3亿元")} <= doubts()
    assert not any("1239个" in printed or "1.6亿元" in printed for printed in doubts())


@pytest.mark.parametrize("time", TIMES)
def test_settling_beside_a_letter_that_is_saved(
    indicators: dict[str, Indicator], seeds: Seeds, editor: User, time: int, caplog: pytest.LogCaptureFixture
) -> None:
    """The figures of a letter go to another indicator and back while it is saved and its checks are found."""
    one, other = indicators["职务科技成果转化"], Indicator.objects.create(name="转化成果", unit="个")
    figures = list(one.figures.all())

    at_once(
        move(figures, other, editor),
        correct(seeds["000"], ("1239个", "1240个")),
        correct(seeds["002"], ("633个", "634个")),
        catch_up_checks,
    )
    at_once(
        move(list(other.figures.all()), one, editor),
        correct(seeds["000"], ("1240个", "1239个")),
        catch_up_checks,
    )

    assert catch_up_checks()
    assert not caplog.records
    assert not PendingRecheck.objects.exists()
    assert set(Figure.objects.filter(pk__in=[figure.pk for figure in figures]).values_list("indicator", flat=True)) == {
        one.pk
    }
    assert ("634个", "1239个") in doubts()
