"""Find values that letters repeat for so long that they may not have been brought up to date."""

from __future__ import annotations

from collections.abc import Sequence

from measures.extraction.checks.lines import Point

_LONG_DAYS = 270


def unchanged(before: Sequence[Point], one: Point, *, is_cut: bool) -> tuple[Point | None, int]:
    """Return the one that said the same value first, if this is the first to repeat it long after.

    No other value was said between them. A later repetition tells nothing new: what a person closed stays closed; nor
    does one whose first cannot be told, as the line `is_cut` before it. What holds for a named period (2022年) or every
    year does not change, so only what holds on a day is looked at. How many of `before` that hangs on: see `differing`.
    """
    if one.period or one.day is None:
        return None, 0
    first, days, looked = None, list[int](), 0
    for other in reversed(before):
        looked += 1
        if other.day is None or other.period:
            continue
        if not other.reach.meets(one.reach):
            break
        if (other.low, other.high) == (one.low, one.high):
            first = other
            days.append((one.day - other.day).days)
    else:
        looked = len(before) + 1
        first = None if is_cut else first
    if first is None or days[-1] < _LONG_DAYS or first.letter == one.letter:
        return None, looked
    was_told = any(days[-1] - ago >= _LONG_DAYS for ago in days)
    return None if was_told else first, looked
