"""Lay two lists beside each other: which runs of them are the same, and which stand in the place of which.

The work is bounded: lists that are too long for difflib are cut at what stands once in each of them (as patience diff
does); what is still too long between two such places counts as different.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

_AT_ONCE = 40_000


@dataclass(frozen=True, slots=True)
class Block:
    """`old[old_start:old_end]` and `new[new_start:new_end]`: the same, or one in the place of the other."""

    is_same: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


class Work:
    """How many pairs of pieces may still be laid beside each other."""

    def __init__(self, pairs: int = 10_000_000) -> None:
        self._left = pairs

    def affords(self, old: int, new: int) -> bool:
        """Say whether two lists of these lengths may be compared pair by pair, and count it."""
        if old * new > min(_AT_ONCE, self._left):
            return False
        self._left -= old * new
        return True


def align(old: Sequence[str], new: Sequence[str], work: Work) -> Iterator[Block]:
    """Yield the two lists block by block, in order; same and different ones take turns."""
    old_at = new_at = 0
    for block in _joined(_same(old, new, work)):
        if (old_at, new_at) != (block.old_start, block.new_start):
            yield Block(False, old_at, block.old_start, new_at, block.new_start)
        yield block
        old_at, new_at = block.old_end, block.new_end
    if (old_at, new_at) != (len(old), len(new)):
        yield Block(False, old_at, len(old), new_at, len(new))


def _joined(runs: Iterator[tuple[int, int, int]]) -> Iterator[Block]:
    """Runs of the same that touch on both sides as one block; a run is where it starts in each list, and its size."""
    held: Block | None = None
    for old_at, new_at, size in runs:
        if not size:
            continue
        if held and (held.old_end, held.new_end) == (old_at, new_at):
            held = Block(True, held.old_start, old_at + size, held.new_start, new_at + size)
            continue
        if held:
            yield held
        held = Block(True, old_at, old_at + size, new_at, new_at + size)
    if held:
        yield held


def _same(old: Sequence[str], new: Sequence[str], work: Work) -> Iterator[tuple[int, int, int]]:
    """Runs that are the same: what both lists begin and end with first."""
    head = _common(old, new)
    tail = min(_common(old[::-1], new[::-1]), len(old) - head, len(new) - head)
    yield 0, 0, head
    for one, other, size in _same_inside(old[head : len(old) - tail], new[head : len(new) - tail], work):
        yield head + one, head + other, size
    yield len(old) - tail, len(new) - tail, tail


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    return next(
        (place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )


def _same_inside(old: Sequence[str], new: Sequence[str], work: Work) -> Iterator[tuple[int, int, int]]:
    if work.affords(len(old), len(new)):
        yield from _paired(old, new)
        return
    anchors = [(-1, -1), *_anchors(old, new), (len(old), len(new))]
    for (old_at, new_at), (old_next, new_next) in pairwise(anchors):
        if old_at >= 0:
            yield old_at, new_at, 1
        ours, theirs = old[old_at + 1 : old_next], new[new_at + 1 : new_next]
        if work.affords(len(ours), len(theirs)):
            for one, other, size in _paired(ours, theirs):
                yield old_at + 1 + one, new_at + 1 + other, size


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    yield from matcher.get_matching_blocks()


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places of what stands once in each list, as many as keep their order in both."""
    ours, theirs = _once(old), _once(new)
    pairs = [(place, theirs[one]) for one, place in ours.items() if one in theirs]
    return _longest_rising(pairs)


def _once(pieces: Sequence[str]) -> dict[str, int]:
    counts = Counter(pieces)
    return {piece: place for place, piece in enumerate(pieces) if counts[piece] == 1}


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest sequence of pairs, given in the order of their first numbers, whose second numbers rise too."""
    ends: list[int] = []  # the smallest second number that a sequence of each length can end with
    places: list[int] = []
    before: list[int] = []
    for place, (_, number) in enumerate(pairs):
        length = bisect_left(ends, number)
        before.append(places[length - 1] if length else -1)
        ends[length : length + 1], places[length : length + 1] = [number], [place]
    rising = []
    place = places[-1] if places else -1
    while place >= 0:
        rising.append(pairs[place])
        place = before[place]
    return rising[::-1]
