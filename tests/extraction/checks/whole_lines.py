"""What is found when lines are looked at whole: what looking near a change has to find, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from measures.extraction.checks import Finding, Kind, Point, PointComparison, Statement, point, say
from measures.extraction.checks.comparison import WINDOW, look


class Pair(NamedTuple):
    kind: Kind
    earlier: Point
    later: Point


def in_series(points: Iterable[Point]) -> dict[str, list[Point]]:
    """The lines in a fixed order, whatever the order of the points; one that is given twice counts once."""
    lines = defaultdict[str, list[Point]](list)
    for one in {placed.figure_id: placed for placed in points}.values():
        lines[one.series].append(one)
    return {line: sorted(lines[line], key=lambda placed: placed.sort_key) for line in sorted(lines)}


def pairs_of(looked: PointComparison) -> Iterator[Pair]:
    return (Pair(kind, earlier, looked.later) for kind, earlier in looked.pairs)


def find_pairs(line: Sequence[Point], reach: int = WINDOW) -> Iterator[Pair]:
    """The pairs of a whole line, in its order."""
    for number in range(len(line)):
        yield from pairs_of(look(line, number, reach))


def find_checks(statements: Sequence[Statement]) -> tuple[Finding, ...]:
    """What differs and what never changes among the statements of one indicator, in whatever order they come."""
    known = {one.id: one for one in statements}
    pairs = (pair for line in in_series(map(point, statements)).values() for pair in find_pairs(line))
    return tuple(_check(pair.kind, known[pair.earlier.figure_id], known[pair.later.figure_id]) for pair in pairs)


def _check(kind: Kind, earlier: Statement, later: Statement) -> Finding:
    return Finding(kind, (earlier.id, later.id), (earlier.printed, later.printed), say(kind, earlier, later))
