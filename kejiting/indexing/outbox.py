"""Read what changed, in the order in which it was committed, and remember how far.

Numbers of transactions are given out when they begin, and they end in any order. PostgreSQL says below which number
all have ended (`pg_snapshot_xmin`): that is the `horizon` of a reading, asked for before the notes are read. A note of a
transaction below it was there to be read; one that comes later, however late, stands at the horizon or above it, where
the next reading begins. What was read there already is known by its marks. In SQLite one writes at a time: nothing
comes late.

A position is good only in the base that it was read in. Another base, this one brought back from a copy, or a replica
that took over without the last commits, lacks the newest note that was read, or is another server or timeline: then
there is nothing to go on from, and the index is built anew. So it is when notes were swept before they were read: what
stands in their place is a note for every document.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.db import connections, transaction
from django.utils import timezone

from kejiting.runtime.replicas import PRIMARY
from kejiting.runtime.replicas.positions import written_position
from proposals.models import EVERYTHING, IndexOutbox, new_mark

# So many of the newest notes stay, and all that are younger.
MOST_SWEPT_BEFORE = 1000
KEPT_DAYS = 30

# By vendor: which base this is, and below which number all transactions have ended.
_BASE = {
    "postgresql": "(SELECT system_identifier FROM pg_control_system())"
    " || ' ' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)",
    "sqlite": "'sqlite'",
}
_ENDED = {
    "postgresql": "pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
    "sqlite": '(SELECT COALESCE(MAX("transaction"), 0) + 1 FROM proposals_indexoutbox)',
}
_HERE = "SELECT {base}, {ended}"
_NEWEST = 'SELECT MAX("transaction") FROM proposals_indexoutbox'
_MARKS = 'SELECT mark, {base} FROM proposals_indexoutbox WHERE "transaction" >= %s'
# Numbers that a base brought along from another server say nothing here, and may stand above all that come for years. Of
# this server none is seen at or above that bound but those of the transaction under way.
_SETTLE_NUMBERS = """
UPDATE proposals_indexoutbox SET "transaction" = 0
WHERE "transaction" >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
    AND "transaction" IS DISTINCT FROM pg_current_xact_id_if_assigned()::text::bigint
"""
_NOTES = 'SELECT "transaction", mark, key FROM proposals_indexoutbox WHERE "transaction" >= %s ORDER BY 1, id'


class PositionLost(Exception):
    """There is no reading on from this position: the index has to be built anew."""


@dataclass(frozen=True, slots=True)
class Position:
    """How far the notes of the `base` were read: all below the `horizon`, and those of the `marks` above it.

    The last mark is that of the newest note; () only if there was none at all. `written` is how far the primary's log was
    when the documents had been read, in bytes; 0 in SQLite. A replica that has come so far shows what they hold.
    """

    base: str
    horizon: int
    marks: tuple[int, ...]
    written: int = 0

    def __str__(self) -> str:
        return json.dumps(asdict(self))

    def behind_documents(self) -> Position:
        """The same, for one who has read the documents by now."""
        is_sqlite = connections[PRIMARY].vendor == "sqlite"
        return self if is_sqlite else replace(self, written=written_position())

    @classmethod
    def of(cls, written: str) -> Position:
        """The position that `str` has written. Raises PositionLost if it is none."""
        try:
            return _read_position(written)
        except (ValueError, TypeError, KeyError) as error:
            raise PositionLost("no position") from error


@lru_cache(maxsize=8)  # every search asks from the same one, until something changes
def _read_position(written: str) -> Position:
    fields = json.loads(written)
    return Position(fields["base"], fields["horizon"], tuple(fields["marks"]), fields["written"])


@dataclass(frozen=True, slots=True)
class UnreadNotes:
    """The keys of the documents that changed, each once, and the position behind them."""

    keys: tuple[str, ...]
    position: Position


def current_position() -> Position:
    """The position of one who reads the documents from now on."""
    _settle_numbers()
    base, ended = _rows(_HERE)[0]
    ((newest,),) = _rows(_NEWEST)
    return _position(base, ended, _rows(_NOTES, [ended if newest is None else min(ended, newest)]))


def has_unread(since: Position) -> bool:
    """Has anything been noted that was not read yet? One question, which every search asks. Raises PositionLost."""
    found = _rows(_MARKS, [since.horizon])
    _check(since, {base for _, base in found}, [mark for mark, _ in found])
    return not {mark for mark, _ in found} <= set(since.marks)


def read_unread(since: Position) -> UnreadNotes:
    """What was noted since. Documents are to be read afterwards: they are then at least as new. Raises PositionLost."""
    base, ended = _rows(_HERE)[0]
    notes = _rows(_NOTES, [since.horizon])
    _check(since, {base}, [mark for _, mark, _ in notes])
    known = set(since.marks)
    keys = dict.fromkeys(key for _, mark, key in notes if mark not in known)
    if EVERYTHING in keys:
        raise PositionLost("notes were swept before they were read")
    return UnreadNotes(tuple(keys), _position(base, ended, notes))


@transaction.atomic(using=PRIMARY)
def sweep() -> int:
    """Take away old notes, and leave one for every document in their place; how many were taken away."""
    _settle_numbers()
    notes = IndexOutbox.objects.using(PRIMARY)
    newest = notes.order_by("-pk").values_list("pk", flat=True)[MOST_SWEPT_BEFORE : MOST_SWEPT_BEFORE + 1]
    old = notes.filter(noted_at__lt=timezone.now() - timedelta(days=KEPT_DAYS), pk__lte=max(newest, default=0))
    # in one order, whoever else may be sweeping
    every = list(old.select_for_update().order_by("pk").values_list("transaction", "pk"))
    if not every:
        return 0
    _, last = max(every)
    # a new mark: who has read the note that it was has not read all that were swept
    notes.filter(pk=last).update(key=EVERYTHING, mark=new_mark())
    return notes.filter(pk__in=[pk for _, pk in every if pk != last]).delete()[0]


def _settle_numbers() -> None:
    """Let notes that a base brought along from another server stand below all that are noted here."""
    if connections[PRIMARY].vendor == "postgresql":
        with connections[PRIMARY].cursor() as cursor:
            cursor.execute(_SETTLE_NUMBERS)


def _position(base: str, ended: int, notes: Sequence[tuple[Any, ...]]) -> Position:
    """Behind these notes, which are all there are from some number on."""
    horizon = min(ended, notes[-1][0]) if notes else ended
    return Position(base, horizon, tuple(mark for number, mark, _ in notes if number >= horizon))


def _check(since: Position, bases: set[str], marks: Sequence[int]) -> None:
    if bases - {since.base}:
        raise PositionLost("another base, or another timeline of this one")
    if since.marks and since.marks[-1] not in marks:
        raise PositionLost("the newest note that was read is not there")


def _rows(question: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Of the primary: a replica may not have heard of the newest."""
    connection = connections[PRIMARY]
    vendor = connection.vendor
    with connection.cursor() as cursor:
        cursor.execute(question.replace("{base}", _BASE[vendor]).replace("{ended}", _ENDED[vendor]), list(values))
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
