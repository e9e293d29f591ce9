"""Hold the statements of one indicator against each other.

Whether a statement differs or repeats hangs on the `REACH` statements before it on its line and on no others. So what
changes at a place of a line changes only what is found of the `REACH` behind it, however long the line is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from measures.extraction.checks.check import Check, Kind
from measures.extraction.checks.differing import differing
from measures.extraction.checks.lines import Point, in_lines, point
from measures.extraction.checks.printed import quoted
from measures.extraction.checks.statement import Statement
from measures.extraction.checks.unchanged import unchanged

REACH = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """Two points of a line that raise a question."""

    kind: Kind
    earlier: Point
    later: Point


def find_pairs(line: Sequence[Point], first: int = 0, reach: int = REACH) -> Iterator[Pair]:
    """Return the pairs whose later point is that of the number `first` or stands behind it; in the order of the line."""
    for number in range(first, len(line)):
        before, one = line[max(0, number - reach) : number], line[number]
        for other in differing(before, one):
            yield Pair(Kind.DIFFERS, other, one)
        repeated = unchanged(before, one, is_cut=len(before) == reach)
        if repeated:
            yield Pair(Kind.UNCHANGED, repeated, one)


def find_checks(statements: Sequence[Statement]) -> tuple[Check, ...]:
    """Return what differs and what never changes among the statements of one indicator, in whatever order they come."""
    known = {one.id: one for one in statements}
    pairs = (pair for line in in_lines(map(point, statements)).values() for pair in find_pairs(line))
    return tuple(_check(pair.kind, known[pair.earlier.id], known[pair.later.id]) for pair in pairs)


def say(kind: Kind, earlier: Statement, later: Statement) -> str:
    """Return the sentence that tells of a pair."""
    question = "请核口径" if kind == Kind.DIFFERS else "数值未更新"
    return f"{_both_say(earlier, later)}，{question}。"


def _check(kind: Kind, earlier: Statement, later: Statement) -> Check:
    return Check(kind, (earlier.id, later.id), say(kind, earlier, later))


def _both_say(earlier: Statement, later: Statement) -> str:
    if earlier.letter == later.letter:
        return f"同一份答复既写{quoted(earlier)}，又写{quoted(later)}"
    return f"{_letter(earlier)}写{quoted(earlier)}，{_letter(later)}写{quoted(later)}"


def _letter(statement: Statement) -> str:
    day = statement.written_on
    return f"{day.year}年{day.month}月{day.day}日的答复" if day else "未注明日期的答复"
