"""Hold the statements of one indicator against each other.

Whether a statement differs or repeats hangs on the `WINDOW` statements before it on its line and on no others. So what
changes at a place of a line changes only what is found of the `WINDOW` behind it, however long the line is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from measures.extraction.checks.bounds import Bounds
from measures.extraction.checks.check import Kind
from measures.extraction.checks.printed import quoted
from measures.extraction.checks.series import Point
from measures.extraction.checks.statement import Statement

WINDOW = 200


@dataclass(frozen=True, slots=True)
class PointComparison:
    """What is found of a point, `later`, and the place from which on it hangs on what stands there.

    `pairs`: the points before it with which it raises a question, and of what kind that is.
    """

    later: Point
    pairs: tuple[tuple[Kind, Point], ...]
    since: str

    def depends_on(self, places: Sequence[str]) -> bool:
        """Whether it may be found otherwise when there is a change at one of the places; they come in order."""
        behind = bisect_right(places, self.later.sort_key)
        return behind > 0 and places[behind - 1] >= self.since


def look(line: Sequence[Point], number: int, reach: int = WINDOW) -> PointComparison:
    """Hold the point of that number against those before it on its line."""
    before, one = line[max(0, number - reach) : number], line[number]
    is_cut = len(before) == reach
    others, looked = differing(before, one)
    first, looked_further = unchanged(before, one, is_cut=is_cut)
    pairs = [(Kind.DIFFERS, other) for other in others]
    if first:
        pairs.append((Kind.UNCHANGED, first))
    furthest = number - min(max(looked, looked_further), len(before) + (not is_cut))
    return PointComparison(one, tuple(pairs), line[furthest].sort_key if furthest >= 0 else "")


def find_near(
    line: Sequence[Point], places: Iterable[str], first: int, reach: int = WINDOW
) -> Iterator[PointComparison]:
    """Return the points from the number `first` on of which something else may be found by a change at the places."""
    changed = sorted(places)
    looked = (look(line, number, reach) for number in range(first, len(line)))
    return (one for one in looked if one.depends_on(changed))


def say(kind: Kind, earlier: Statement, later: Statement) -> str:
    """Return the sentence that tells of a pair."""
    question = "请核口径" if kind == Kind.DIFFERS else "数值未更新"
    return f"{_both_say(earlier, later)}，{question}。"


def _both_say(earlier: Statement, later: Statement) -> str:
    if earlier.letter == later.letter:
        return f"同一份答复既写{quoted(earlier)}，又写{quoted(later)}"
    return f"{_letter(earlier)}写{quoted(earlier)}，{_letter(later)}写{quoted(later)}"


def _letter(statement: Statement) -> str:
    day = statement.written_on
    return f"{day.year}年{day.month}月{day.day}日的答复" if day else "未注明日期的答复"


_LONG_DAYS = 270


def unchanged(before: Sequence[Point], one: Point, *, is_cut: bool) -> tuple[Point | None, int]:
    """Return the one that said the same value first, if this is the first to repeat it long after.

    No other value was said between them. A later repetition tells nothing new: what a person closed stays closed; nor
    does one whose first cannot be told, as the line `is_cut` before it. What holds for a named period (2022年) or every
    year does not change, so only what holds on a day is looked at. How many of `before` that hangs on: see `differing`.
    """
    if one.period or one.held_on is None:
        return None, 0
    first, days, looked = None, list[int](), 0
    for other in reversed(before):
        looked += 1
        if other.held_on is None or other.period:
            continue
        if not other.reach.meets(one.reach):
            break
        if (other.low, other.high) == (one.low, one.high):
            first = other
            days.append((one.held_on - other.held_on).days)
    else:
        looked = len(before) + 1
        first = None if is_cut else first
    if first is None or days[-1] < _LONG_DAYS or first.letter_id == one.letter_id:
        return None, looked
    was_told = any(days[-1] - ago >= _LONG_DAYS for ago in days)
    return None if was_told else first, looked


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
    return later.held_on is None or (later.held_on - (earlier.held_on or date.min)).days <= _NEAR_DAYS


def _are_of_one_period(one: Point, other: Point) -> bool:
    """What no date tells can be held against its own letter only."""
    are_of_letter = one.held_on is not None or one.letter_id == other.letter_id
    return one.period == other.period and are_of_letter


def _in_one(one: Point, other: Point) -> bool:
    """由20家增加到50家 says no one thing twice."""
    return (one.letter_id, one.sentence) == (other.letter_id, other.sentence)
