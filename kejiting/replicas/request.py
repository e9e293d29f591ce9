"""The request at hand: which server its reads go to, and what it has met."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import count

from django.db import Error, connections

from kejiting.replicas.positions import replayed_position
from kejiting.replicas.servers import PRIMARY, REPLICAS, Server, primary_is_gone


@dataclass(slots=True, kw_only=True)
class Request:
    """`needed` is the position that a replica must have replayed to be read, in bytes; 0 if any fresh one will do."""

    only_reads: bool
    needed: int = 0
    # aliases not to be read any more
    left_out: set[str] = field(default_factory=set)
    # the server that its reads go to, once it has read
    chosen: str | None = None
    # inside of how many `with primary():`
    held_to_primary: int = 0
    has_written: bool = False
    # something may be in the base, even if the primary was lost before it said so
    may_have_saved: bool = False
    # aliases whose connection could not be made or was lost, and those that failed in another way, too
    lost: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)


_at_hand: ContextVar[Request | None] = ContextVar("request_at_hand", default=None)
_turns = count()


def request_at_hand() -> Request | None:
    return _at_hand.get()


@contextmanager
def answering(request: Request) -> Iterator[Request]:
    """Put what is read and written within under the rules of this request."""
    token = _at_hand.set(request)
    try:
        yield request
    finally:
        _at_hand.reset(token)


@contextmanager
def primary() -> Iterator[None]:
    """Read from the primary within. Raises OperationalError where it is read while it is gone."""
    request = _at_hand.get()
    if request is None:
        yield
        return
    request.held_to_primary += 1
    try:
        yield
    finally:
        request.held_to_primary -= 1


def require(position: int) -> None:
    """From here on, read only a replica that has replayed the log up to `position` (bytes), else the primary.

    While the primary is gone, it is the replica that has come furthest. Outside of requests it changes nothing.
    """
    request = _at_hand.get()
    if request is not None and position > request.needed:
        request.needed = position
        request.chosen = None


def alias_for_reading() -> str:
    """The alias of the server to read from now."""
    request = _at_hand.get()
    if request is None or not request.only_reads or request.held_to_primary or connections[PRIMARY].in_atomic_block:
        return PRIMARY
    # what it wrote has to be seen; with the primary gone it wrote nothing
    if request.has_written and not primary_is_gone():
        return PRIMARY
    if request.chosen is None:
        request.chosen = _choose(request)
    return request.chosen


def _choose(request: Request) -> str:
    """A replica that is good enough, each in its turn; the primary if none is."""
    turn = next(_turns)
    in_turn = [REPLICAS[(turn + i) % len(REPLICAS)] for i in range(len(REPLICAS))]
    candidates = [one for one in in_turn if not one.is_gone and one.alias not in request.left_out]
    if primary_is_gone():
        best = max(candidates, key=lambda one: (one.is_fresh, min(one.replayed, request.needed)), default=None)
        return best.alias if best else PRIMARY
    return next((one.alias for one in candidates if one.is_fresh and _has_come_to(request.needed, one)), PRIMARY)


def _has_come_to(position: int, server: Server) -> bool:
    """What it had replayed at the last look may be enough; else it is asked."""
    if server.replayed < position:
        try:
            server.replayed = replayed_position(server.alias)
        except Error:
            return False  # the connection has noted what it met
    return server.replayed >= position


def note_written() -> None:
    request = _at_hand.get()
    if request is not None:
        request.has_written = True


def note_saving() -> None:
    """From now on the base may hold what the request wrote."""
    request = _at_hand.get()
    if request is not None:
        request.may_have_saved = True


def note_failure(alias: str, *, is_lost: bool) -> None:
    """Read from another server for the rest of the request."""
    request = _at_hand.get()
    if request is None:
        return
    request.failed.add(alias)
    if is_lost:
        request.lost.add(alias)
    if alias != PRIMARY:
        request.left_out.add(alias)
    request.chosen = None
