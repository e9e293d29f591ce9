"""Find values that letters repeat for so long that they may not have been brought up to date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from measures.extraction.checks.bounds import bounds
from measures.extraction.checks.lines import Point
from measures.extraction.checks.statement import Statement

_LONG_DAYS = 270


def unchanged(line: Sequence[Point]) -> Iterator[tuple[Statement, Statement]]:
    """Return the first and the last statement of each run of equal values; the line is in the order of time.

    What holds for a named period (2022年) or every year does not change, so only what holds on a day is looked at.
    """
    run: list[Point] = []
    for one in line:
        if one.when.key or one.when.day is None:
            continue
        if run and _value(run[0]) == _value(one):
            run = [run[0], one]
        elif not run or not bounds(run[0].statement).meets(bounds(one.statement)):
            yield from _told(run)
            run = [one]
    yield from _told(run)


def _value(placed: Point) -> tuple[object, ...]:
    return placed.statement.low, placed.statement.high


def _told(run: Sequence[Point]) -> Iterator[tuple[Statement, Statement]]:
    if not run or not run[0].when.day or not run[-1].when.day:
        return
    first, last = run[0].statement, run[-1].statement
    if (run[-1].when.day - run[0].when.day).days >= _LONG_DAYS and first.letter != last.letter:
        yield first, last
