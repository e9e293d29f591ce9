"""Hold the statements of one indicator against each other.

Whether a statement differs or repeats hangs on the `WINDOW` statements before it on its line and on no others. So what
changes at a place of a line changes only what is found of the `WINDOW` behind it, however long the line is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from measures.extraction.checks.check import Finding, Kind
from measures.extraction.checks.differing import differing
from measures.extraction.checks.lines import Point, in_lines, point
from measures.extraction.checks.printed import quoted
from measures.extraction.checks.statement import Statement
from measures.extraction.checks.unchanged import unchanged

WINDOW = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """Two points of a line that raise a question."""

    kind: Kind
    earlier: Point
    later: Point


@dataclass(frozen=True, slots=True)
class PointComparison:
    """What is found of a point, `later`, and the places from which on it hangs on what stands there."""

    later: Point
    pairs: tuple[Pair, ...]
    since: str

    def hangs_on(self, places: Sequence[str]) -> bool:
        """Whether it may be found otherwise when there is a change at one of the places; they come in order."""
        behind = bisect_right(places, self.later.sort_key)
        return behind > 0 and places[behind - 1] >= self.since


def look(line: Sequence[Point], number: int, reach: int = WINDOW) -> PointComparison:
    """Hold the point of that number against those before it on its line."""
    before, one = line[max(0, number - reach) : number], line[number]
    is_cut = len(before) == reach
    others, looked = differing(before, one)
    first, looked_further = unchanged(before, one, is_cut=is_cut)
    pairs = [Pair(Kind.DIFFERS, other, one) for other in others]
    if first:
        pairs.append(Pair(Kind.UNCHANGED, first, one))
    furthest = number - min(max(looked, looked_further), len(before) + (not is_cut))
    return PointComparison(one, tuple(pairs), line[furthest].sort_key if furthest >= 0 else "")


def find_near(
    line: Sequence[Point], places: Iterable[str], first: int, reach: int = WINDOW
) -> Iterator[PointComparison]:
    """Return the points from the number `first` on of which something else may be found by a change at the places."""
    changed = sorted(places)
    looked = (look(line, number, reach) for number in range(first, len(line)))
    return (one for one in looked if one.hangs_on(changed))


def find_pairs(line: Sequence[Point], reach: int = WINDOW) -> Iterator[Pair]:
    """Return the pairs of a whole line, in its order."""
    for number in range(len(line)):
        yield from look(line, number, reach).pairs


def find_checks(statements: Sequence[Statement]) -> tuple[Finding, ...]:
    """Return what differs and what never changes among the statements of one indicator, in whatever order they come."""
    known = {one.id: one for one in statements}
    pairs = (pair for line in in_lines(map(point, statements)).values() for pair in find_pairs(line))
    return tuple(_check(pair.kind, known[pair.earlier.id], known[pair.later.id]) for pair in pairs)


def say(kind: Kind, earlier: Statement, later: Statement) -> str:
    """Return the sentence that tells of a pair."""
    question = "请核口径" if kind == Kind.DIFFERS else "数值未更新"
    return f"{_both_say(earlier, later)}，{question}。"


def _check(kind: Kind, earlier: Statement, later: Statement) -> Finding:
    return Finding(kind, (earlier.id, later.id), say(kind, earlier, later))


def _both_say(earlier: Statement, later: Statement) -> str:
    if earlier.letter == later.letter:
        return f"同一份答复既写{quoted(earlier)}，又写{quoted(later)}"
    return f"{_letter(earlier)}写{quoted(earlier)}，{_letter(later)}写{quoted(later)}"


def _letter(statement: Statement) -> str:
    day = statement.written_on
    return f"{day.year}年{day.month}月{day.day}日的答复" if day else "未注明日期的答复"
