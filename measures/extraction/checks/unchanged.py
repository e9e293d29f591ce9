"""Find values that letters repeat for so long that they may not have been brought up to date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from measures.extraction.checks.bounds import bounds
from measures.extraction.checks.lines import Point
from measures.extraction.checks.statement import Statement

_LONG_DAYS = 270


def unchanged(line: Sequence[Point]) -> Iterator[tuple[Statement, Statement]]:
    """Return the first statement of each run of equal values and the first that repeats it long after, in order of time.

    A later repetition tells nothing new: what a person closed stays closed.
    What holds for a named period (2022年) or every year does not change, so only what holds on a day is looked at.
    """
    run: list[Point] = []
    for one in line:
        if one.when.key or one.when.day is None:
            continue
        if run and _value(run[0]) == _value(one):
            run = run if _is_long(run) else [run[0], one]
        elif not run or not bounds(run[0].statement).meets(bounds(one.statement)):
            yield from _told(run)
            run = [one]
    yield from _told(run)


def _value(placed: Point) -> tuple[object, ...]:
    return placed.statement.low, placed.statement.high


def _told(run: Sequence[Point]) -> Iterator[tuple[Statement, Statement]]:
    if _is_long(run) and run[0].statement.letter != run[-1].statement.letter:
        yield run[0].statement, run[-1].statement


def _is_long(run: Sequence[Point]) -> bool:
    days = [one.when.day for one in run if one.when.day]
    return len(days) > 1 and (days[-1] - days[0]).days >= _LONG_DAYS
