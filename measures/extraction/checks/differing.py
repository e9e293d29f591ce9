"""Find values that stand apart although they are said of the same thing at nearly the same time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from measures.extraction.checks.bounds import Bounds
from measures.extraction.checks.lines import Point

_NEAR_DAYS = 92
_MOST = 8
"""So many earlier values a statement is held against, so that one more letter costs the same however many there are."""


def differing(before: Sequence[Point], one: Point) -> tuple[list[Point], int]:
    """Return those before it on its line from which it differs, the earliest first, the last of each value.

    None, if its own value is one of the last that were said. With them comes how many of `before`, the nearest first, that
    hangs on; one more than there are, if on all that may stand there.
    """
    said: dict[Bounds, Point] = {}
    looked = 0
    for looked, other in enumerate(reversed(before), start=1):
        if not _are_near(other, one):
            break
        if _are_of_one_period(other, one):
            said.setdefault(other.reach, other)
        if one.reach in said:
            return [], looked
        if len(said) == _MOST:
            break
    else:
        looked = len(before) + 1
    differ = [other for other in said.values() if not other.reach.meets(one.reach) and not _in_one(other, one)]
    return differ[::-1], looked


def _are_near(earlier: Point, later: Point) -> bool:
    return later.day is None or (later.day - (earlier.day or date.min)).days <= _NEAR_DAYS


def _are_of_one_period(one: Point, other: Point) -> bool:
    """What no date tells can be held against its own letter only."""
    are_of_letter = one.day is not None or one.letter == other.letter
    return one.period == other.period and are_of_letter


def _in_one(one: Point, other: Point) -> bool:
    """由20家增加到50家 says no one thing twice."""
    return (one.letter, one.sentence) == (other.letter, other.sentence)
