"""Notes of changes, and how far an index has read them."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from kejiting.indexing import outbox
from kejiting.indexing.outbox import Position, PositionLost, current_position, has_unread, read_unread, sweep
from proposals.models import EVERYTHING, IndexOutbox
from proposals.records import queue_for_indexing

pytestmark = pytest.mark.django_db


def noted(*keys: str, days_ago: int = 0) -> None:
    for key in keys:
        queue_for_indexing(key)
    if days_ago:
        at = timezone.now() - timedelta(days=days_ago)
        IndexOutbox.objects.filter(key__in=keys).update(noted_at=at)


def test_it_works() -> None:
    start = current_position()
    assert not has_unread(start)

    noted("letter:1", "letter:2", "letter:1")
    assert has_unread(start)
    news = read_unread(start)
    assert news.keys == ("letter:1", "letter:2")
    assert not has_unread(news.position)

    noted("plan:1")
    assert has_unread(news.position)
    assert read_unread(news.position).keys == ("plan:1",)
    assert read_unread(start).keys == ("letter:1", "letter:2", "plan:1")


def test_a_note_is_nobodys_own() -> None:
    """Two servers read the same notes, each at its own pace."""
    one = other = current_position()
    noted("letter:1")
    one = read_unread(one).position
    noted("letter:2")
    assert read_unread(one).keys == ("letter:2",)
    assert read_unread(other).keys == ("letter:1", "letter:2")


def test_a_position_is_written_and_read_back() -> None:
    noted("letter:1")
    position = current_position()
    assert Position.of(str(position)) == position


@pytest.mark.parametrize("written", ["", "null", "[]", "{}", '{"base": 1}', "position"])
def test_what_is_no_position_is_lost(written: str) -> None:
    with pytest.raises(PositionLost):
        Position.of(written)


def test_an_empty_base_has_a_position_too() -> None:
    IndexOutbox.objects.all().delete()
    start = current_position()
    assert (start.marks, has_unread(start)) == ((), False)
    noted("letter:1")
    assert read_unread(start).keys == ("letter:1",)


def test_a_base_brought_back_from_a_copy_is_another_one() -> None:
    """The note that was read last is gone, or another one has its number."""
    noted("letter:1")
    last = current_position()
    IndexOutbox.objects.last().delete()
    for _ in range(2):
        with pytest.raises(PositionLost):
            has_unread(last)
        with pytest.raises(PositionLost):
            read_unread(last)
        noted("letter:1")


def test_another_server_or_timeline_is_another_base() -> None:
    position = current_position()
    elsewhere = Position(f"{position.base}.", position.horizon, position.marks)
    for ask in (has_unread, read_unread):
        with pytest.raises(PositionLost, match="another base"):
            ask(elsewhere)


@pytest.fixture
def few_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "MOST_SWEPT_BEFORE", 2)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("few_are_kept")
def test_old_notes_are_swept_by_age(monkeypatch: pytest.MonkeyPatch) -> None:
    # other tests' transactions go on in the same server, as none does for a month
    monkeypatch.setitem(outbox._ENDED, "postgresql", "9223372036854775807")
    IndexOutbox.objects.all().delete()
    noted("letter:1", "letter:2", "letter:3", days_ago=31)
    noted("letter:4", days_ago=29)
    before = current_position()
    noted("letter:5", "letter:6")
    current = current_position()

    assert sweep() == 2
    assert list(IndexOutbox.objects.order_by("pk").values_list("key", flat=True)) == [
        EVERYTHING,
        "letter:4",
        "letter:5",
        "letter:6",
    ]
    assert sweep() == 0
    assert read_unread(before).keys == ("letter:5", "letter:6")
    assert not has_unread(current)


@pytest.mark.usefixtures("few_are_kept")
def test_who_has_not_read_what_was_swept_starts_anew() -> None:
    """As a server that was switched off for a month."""
    start = current_position()
    noted("letter:1", "letter:2", days_ago=31)
    half = current_position()
    noted("letter:3", "letter:4", days_ago=31)
    noted("letter:5", "letter:6")
    sweep()

    for old in (start, half):
        with pytest.raises(PositionLost):
            read_unread(old)


def test_the_newest_stay_however_old_they_are() -> None:
    """As where nothing was changed for years: no index is built anew for that."""
    noted("letter:1", "letter:2", days_ago=900)
    position = current_position()
    assert sweep() == 0
    assert not has_unread(position)


@pytest.mark.usefixtures("few_are_kept")
def test_a_clock_set_back_sweeps_nothing_that_is_wanted() -> None:
    """Notes of tomorrow are not old, and no position hangs on a clock."""
    noted("letter:1", "letter:2", "letter:3", days_ago=-400)
    position = current_position()
    noted("letter:4", "letter:5")

    assert sweep() == 0
    assert read_unread(position).keys == ("letter:4", "letter:5")


@pytest.mark.usefixtures("few_are_kept")
def test_what_stands_for_swept_notes_is_a_note_of_its_own() -> None:
    """Whoever has read the last of them may have missed another one."""
    noted("letter:1", "letter:2", "letter:3", days_ago=31)
    marks = set(IndexOutbox.objects.values_list("mark", flat=True))
    noted("letter:4", "letter:5")
    sweep()

    assert IndexOutbox.objects.filter(key=EVERYTHING).exclude(mark__in=marks).count() == 1


def test_many_notes_above_a_transaction_under_way_are_read_in_no_time() -> None:
    """As many as a long transaction of somebody else holds the horizon back for."""
    many = 20_000
    position = replace(current_position(), horizon=10**12, marks=tuple(range(many)))
    IndexOutbox.objects.bulk_create(
        IndexOutbox(key=f"letter:{number}", transaction=10**12 + number, mark=number) for number in range(many)
    )
    began = time.process_time()
    for _ in range(5):
        assert not has_unread(position)
    assert time.process_time() - began < 5  # a minute, were each looked for among all
