"""What a figure may be meant of, and whether any of it explains the figure.

A figure that any reading explains is right. Where none does, it is doubted if one reading is plain, or if two of its
digits changed about would fit another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kejiting.draft_checks.figure_roles import VALUES, Role, Told
from kejiting.draft_checks.mismatch import Mismatch, are_exact, deviation, judge, mismatch, swapped, words_of_figure
from kejiting.draft_checks.stated import DraftFigure

_SCALE = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """Figures that the last of them may be meant of, and what it then should be. `is_plain`: hardly anything else is meant."""

    figures: tuple[Told, ...]
    reckon: Callable[..., Decimal]
    is_plain: bool

    @property
    def said(self) -> DraftFigure:
        return self.figures[-1].figure

    @property
    def is_exact(self) -> bool:
        """Whether it can be reckoned: each figure is exact and more than nothing."""
        return are_exact(*(one.figure for one in self.figures))

    @property
    def expected(self) -> Decimal:
        return self.reckon(*(one.value for one in self.figures))


def judged(readings: Sequence[Reading]) -> Iterator[Mismatch]:
    """Yield one mismatch if none of the exact readings explains the figure that all of them are about."""
    off = [(deviation(one.said, one.expected), one) for one in readings]
    if any(found.is_right if one.is_plain else found.is_very_right for found, one in off):
        return
    for _, one in off:
        said, expected = one.said, one.expected
        if one.is_plain:
            figures = tuple(told.figure for told in one.figures)
            if expected > 0:
                yield from judge(figures, one.reckon, said)
            else:
                values = sorted(told.value for told in one.figures[:2])
                message = f"“{words_of_figure(figures[0])}”与“{words_of_figure(figures[1])}”相比，与“{words_of_figure(said)}”的增减不符"
                yield mismatch(figures, message, is_scale=values[1] >= values[0] * _SCALE)
            return
    for _, one in off:
        if any(
            deviation(one.said, one.expected, as_if=other).is_very_right for other in swapped(one.said.statement.low)
        ):
            yield from judge(tuple(told.figure for told in one.figures), one.reckon, one.said)
            return


def back(told: Sequence[Told], at: int, unit: str, roles: frozenset[Role] = VALUES) -> Iterator[int]:
    """Where figures of the unit stand before that one, the nearest first."""
    return (place for place in range(at - 1, -1, -1) if told[place].unit == unit and told[place].role in roles)
