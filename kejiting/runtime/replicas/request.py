"""The request at hand: which server its reads go to, and what it has met."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import count

from django.db import Error, connections

from kejiting.runtime.replicas.positions import replayed_position
from kejiting.runtime.replicas.servers import PRIMARY, REPLICAS, Server, primary_is_gone
from kejiting.runtime.replicas.watch import primary_is_back


@dataclass(slots=True, kw_only=True)
class RequestAtHand:
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


_at_hand: ContextVar[RequestAtHand | None] = ContextVar("request_at_hand", default=None)
_turns = count()


def request_at_hand() -> RequestAtHand | None:
    return _at_hand.get()


@contextmanager
def answering(request: RequestAtHand) -> Iterator[RequestAtHand]:
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
        if not any(one.alias == request.chosen and one.replayed >= position for one in REPLICAS):
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


def _choose(request: RequestAtHand) -> str:
    """A replica that is good enough, each in its turn; the primary if none is, the best one if that is gone."""
    turn = next(_turns)
    in_turn = [REPLICAS[(turn + i) % len(REPLICAS)] for i in range(len(REPLICAS))]
    candidates = [one for one in in_turn if not one.is_gone and one.alias not in request.left_out]
    good = next((one for one in candidates if one.is_fresh and _come_to(request.needed, one) >= request.needed), None)
    if good is None and primary_is_gone():
        good = max(candidates, key=lambda one: _come_to(request.needed, one), default=None)
        # they may have written just now, through a process that has already seen the primary come back
        if good and good.replayed < request.needed and primary_is_back():
            return PRIMARY
    return good.alias if good else PRIMARY


def _come_to(position: int, server: Server) -> int:
    """How far it is; it is asked unless it was known before to have come to `position`. -1 if it does not answer."""
    if server.replayed < position:
        try:
            server.replayed = replayed_position(server.alias)
        except Error:
            return -1  # the connection has noted what it met
    return server.replayed


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
