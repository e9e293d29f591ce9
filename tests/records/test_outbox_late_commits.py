"""On PostgreSQL transactions end in another order than they began in: no note is missed, however late it comes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connection

from kejiting.indexing.outbox import Position, PositionLost, current_position, read_unread
from proposals.models import IndexOutbox
from proposals.records import queue_for_indexing
from tests.soak.chance import Chance

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("sqlite" in connection.settings_dict["ENGINE"], reason="one writes at a time in SQLite"),
]

NOTE = """
INSERT INTO proposals_indexoutbox (key, transaction, mark, noted_at)
VALUES (%s, pg_current_xact_id()::text::bigint, (random() * 9e18)::bigint, now())
"""


class Writer:
    """A transaction under way, on a connection of its own."""

    def __init__(self) -> None:
        held = connection.get_connection_params()
        known = {name: held[name] for name in ("dbname", "user", "password", "host", "port") if held.get(name)}
        self._connection: psycopg.Connection[Any] = psycopg.connect(**known)

    def note(self, key: str) -> None:
        self._connection.execute(NOTE, [key])

    def commit(self) -> None:
        self._connection.commit()

    def close(self) -> None:
        self._connection.close()


@contextmanager
def writers(count: int) -> Iterator[list[Writer]]:
    with ExitStack() as stack:
        made = [Writer() for _ in range(count)]
        for one in made:
            stack.callback(one.close)
        yield made


class Reader:
    """Reads on from where it was, and keeps what it was told."""

    def __init__(self) -> None:
        self.position: Position = current_position()
        self.told: list[str] = []

    def read(self) -> None:
        news = read_unread(self.position)
        self.position = news.position
        self.told += news.keys


def test_a_note_that_is_committed_late_is_read() -> None:
    reader = Reader()
    with writers(2) as (early, late):
        late.note("letter:late")
        early.note("letter:early")
        early.commit()
        reader.read()
        assert reader.told == ["letter:early"]
        late.commit()
    reader.read()
    assert reader.told == ["letter:early", "letter:late"]
    reader.read()
    assert reader.told == ["letter:early", "letter:late"]


def test_one_that_starts_to_read_while_a_note_is_under_way_reads_it_later() -> None:
    with writers(1) as (late,):
        late.note("letter:late")
        reader = Reader()
        late.commit()
    reader.read()
    assert reader.told == ["letter:late"]


def test_a_note_that_is_taken_back_is_never_read() -> None:
    reader = Reader()
    with writers(1) as (undone,):
        undone.note("letter:undone")
        reader.read()
    reader.read()
    assert reader.told == []


def test_what_ended_is_let_go_of() -> None:
    """Positions stay small: only what stands above a transaction under way is remembered by its mark."""
    reader = Reader()
    with writers(2) as (long, busy):
        long.note("letter:long")
        for number in range(20):
            busy.note(f"letter:{number}")
            busy.commit()
            reader.read()
        assert len(reader.position.marks) >= 20
        long.commit()
    # other tests' transactions may go on in the same server
    until = time.monotonic() + 60
    while len(reader.position.marks) > 1 and time.monotonic() < until:
        time.sleep(0.1)
        reader.read()
    assert len(reader.position.marks) == 1


@pytest.mark.parametrize("seed", range(5))
def test_in_any_order_every_note_is_read_once(seed: int) -> None:
    """Transactions begin, note and end by chance while two readers read by chance."""
    chance = Chance(f"late commits {seed}")
    readers = [Reader(), Reader()]
    committed: list[str] = []
    noted = 0
    with writers(6) as every:
        under_way: dict[int, list[str]] = {}
        for _ in range(400):
            place = chance.randrange(len(every))
            match chance.choice(["note", "note", "commit", "read"]):
                case "note":
                    noted += 1
                    every[place].note(f"letter:{noted}")
                    under_way.setdefault(place, []).append(f"letter:{noted}")
                case "commit":
                    every[place].commit()
                    committed += under_way.pop(place, [])
                case "read":
                    reader = chance.choice(readers)
                    reader.read()
                    assert set(reader.told) <= set(committed)
        for place, one in enumerate(every):
            one.commit()
            committed += under_way.pop(place, [])
    for reader in readers:
        reader.read()
        assert sorted(reader.told) == sorted(committed)


def test_numbers_of_another_server_count_for_nothing() -> None:
    """A base that was dumped and brought into a new server has notes whose numbers are above all that come there."""
    queue_for_indexing("letter:1")
    IndexOutbox.objects.update(transaction=50_000_000)
    reader = Reader()
    assert not IndexOutbox.objects.exclude(transaction=0).exists()
    queue_for_indexing("letter:2")
    reader.read()
    assert reader.told == ["letter:2"]
    IndexOutbox.objects.last().delete()
    with pytest.raises(PositionLost):
        reader.read()
