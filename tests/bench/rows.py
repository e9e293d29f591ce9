"""What a benchmark gives: a figure of ours beside the same figure of a peer, taken in the same run."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """`ours` and `peer` in the same `unit`; `peer_name` says what the peer does."""

    what: str
    unit: str
    ours: float
    peer_name: str
    peer: float

    @property
    def ratio(self) -> float:
        """1 where neither has anything, infinite where the peer alone has nothing."""
        if self.ours == self.peer:
            return 1.0
        return self.ours / self.peer if self.peer else math.inf


def compare(
    what: str, unit: str, amount: int, ours: Callable[[], object], peer_name: str, peer: Callable[[], object]
) -> Row:
    """`amount` units a call. Ours and the peer take turns, so that a busy machine slows both; the median counts."""
    taken = [(_seconds(ours), _seconds(peer)) for _ in range(_ROUNDS)]
    our_seconds, peer_seconds = (statistics.median(column) for column in zip(*taken, strict=True))
    return Row(what, unit, amount / our_seconds, peer_name, amount / peer_seconds)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def table(rows: Sequence[Row]) -> str:
    """A table in Markdown."""
    lines = ["| what | unit | ours | peer | peer is | ours / peer |", "|---|---|--:|--:|---|--:|"]
    lines += [
        f"| {row.what} | {row.unit} | {row.ours:,.1f} | {row.peer:,.1f} | {row.peer_name} | {row.ratio:.3g} |"
        for row in rows
    ]
    return "\n".join(lines)
