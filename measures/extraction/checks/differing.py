"""Find values that stand apart although they are said of the same thing at nearly the same time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from measures.extraction.checks.bounds import Bounds, bounds
from measures.extraction.checks.lines import Point
from measures.extraction.checks.statement import Statement

_NEAR_DAYS = 92
_MOST = 8
"""So many earlier values a statement is held against, so that one more letter costs the same however many there are."""


def differing(line: Sequence[Point]) -> Iterator[tuple[Statement, Statement]]:
    """Return the pairs, the earlier first, each pair of values once; the line is in the order of time."""
    periods = sorted(line, key=_period)
    for _, points in groupby(periods, key=_period):
        yield from _of_period(points)


def _period(placed: Point) -> tuple[str, int]:
    """What no date tells can be held against its own letter only."""
    return placed.when.key, placed.statement.letter if placed.when.day is None else -1


def _of_period(points: Iterator[Point]) -> Iterator[tuple[Statement, Statement]]:
    said: dict[Bounds, Point] = {}
    for one in points:
        said = {value: other for value, other in said.items() if _are_near(other, one)}
        own = bounds(one.statement)
        if own not in said:
            yield from (
                (other.statement, one.statement)
                for value, other in said.items()
                if not value.meets(own) and not _are_one_sentence(other.statement, one.statement)
            )
        said.pop(own, None)
        said[own] = one
        if len(said) > _MOST:
            del said[next(iter(said))]


def _are_near(earlier: Point, later: Point) -> bool:
    if earlier.when.day is None or later.when.day is None:
        return True
    return (later.when.day - earlier.when.day).days <= _NEAR_DAYS


def _are_one_sentence(one: Statement, other: Statement) -> bool:
    """由20家增加到50家 says no one thing twice."""
    return (one.letter, one.sentence) == (other.letter, other.sentence)
