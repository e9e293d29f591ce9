"""Figures of a draft that cannot all be true, and what is shared by all that looks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from kejiting.draft_checks.stated import DraftFigure
from kejiting.text.lazy_re import lazy_re
from measures.extraction.checks.bounds import is_exact
from measures.extraction.checks.printed import read_printed

PERCENT, TIMES = "%", "倍"
POWERS = tuple(Decimal(10) ** power for power in range(1, 9))
_NEAR_IN_PERCENT = Decimal("0.6")
_ALIKE = Decimal("0.02")
# Of the last place that is printed
_HALF = Decimal("0.51")
_FINE = 3
# 八成
_TENTH = Decimal(10)
# A sentence of a letter has a dozen; what has so many is a table written as a line, and each of them is held against each
_MOST_IN_A_SENTENCE = 60
_OF_IT = lazy_re(r"\s*其中")


Holds = Callable[[Sequence[Decimal]], bool]
"""Whether figures of these values can all be true, in the order of the figures."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Figures of which not all can be true. `is_scale`: they miss each other by a power of ten.

    `doubted` are those of which one is likely wrong: the one that a plain slip explains, or all.
    """

    figures: tuple[DraftFigure, ...]
    message: str
    is_scale: bool
    doubted: tuple[DraftFigure, ...]


def mismatch(
    figures: tuple[DraftFigure, ...], message: str, *, is_scale: bool = False, holds: Holds | None = None
) -> Mismatch:
    """Doubt the one figure with which all hold once two digits side by side are changed about: 2170 for 2710.

    If all hold once one of them is a power of ten more or less, it is a slip of scale.
    """
    values = [value_of(figure) for figure in figures]

    def mended(slips: Callable[[Decimal], Iterable[Decimal]]) -> list[DraftFigure]:
        return [
            figure
            for place, figure in enumerate(figures if holds else ())
            if holds and any(holds([*values[:place], other, *values[place + 1 :]]) for other in slips(values[place]))
        ]

    slipped = mended(swapped)
    if not is_scale and not slipped and mended(_scaled):
        return Mismatch(figures, f"{message}，像是数量级有误", is_scale=True, doubted=figures)
    return Mismatch(figures, message, is_scale, (slipped[0],) if len(slipped) == 1 else figures)


def adds_up(values: Sequence[Decimal]) -> bool:
    """Tell whether the first is the sum of the others."""
    return values[0] == sum(values[1:])


def _scaled(value: Decimal) -> Iterator[Decimal]:
    for power in POWERS:
        yield from (value * power, value / power)


def swapped(value: Decimal) -> Iterator[Decimal]:
    """39.2 → 93.2, 32.9."""
    digits = [*f"{value.normalize():f}"]
    for one, other in pairwise(at for at, digit in enumerate(digits) if digit.isdigit()):
        if digits[one] != digits[other]:
            changed = [*digits]
            changed[one], changed[other] = digits[other], digits[one]
            yield Decimal("".join(changed))


def joined(figures: Sequence[DraftFigure]) -> list[DraftFigure]:
    """The figures with sentences that begin with 其中 joined to the one before them."""
    before: DraftFigure | None = None
    told = list[DraftFigure]()
    for one in figures:
        figure, sentence = one, one.statement.sentence
        if before and before.sentence.end == figure.sentence.start and _OF_IT.match(sentence):
            words = before.statement.sentence + sentence
            moved = figure.statement.place.shifted(len(before.statement.sentence))
            for number, other in enumerate(told):
                if other.sentence == before.sentence:
                    told[number] = replace(other, statement=replace(other.statement, sentence=words))
            figure = replace(figure, statement=replace(figure.statement, sentence=words, place=moved))
        else:
            before = figure
        told.append(figure)
    return told


def by_sentence(figures: Sequence[DraftFigure]) -> Iterator[list[DraftFigure]]:
    """Yield the figures of each sentence in order, none over another; a line with more of them than any sentence is left out."""
    sentences = defaultdict[str, list[DraftFigure]](list)
    for figure in joined(figures):
        same = sentences[figure.statement.sentence]
        if not same or same[-1].statement.place.end <= figure.statement.place.start:
            same.append(figure)
    yield from (same for same in sentences.values() if len(same) <= _MOST_IN_A_SENTENCE)


def between(one: DraftFigure, other: DraftFigure) -> str:
    return one.statement.sentence[one.statement.place.end : other.statement.place.start]


def before_it(figure: DraftFigure) -> str:
    return figure.statement.sentence[: figure.statement.place.start]


def value_of(figure: DraftFigure) -> Decimal:
    return figure.statement.low


def are_exact(*figures: DraftFigure) -> bool:
    return all(is_exact(figure.statement) and value_of(figure) > 0 for figure in figures)


def words_of_figure(figure: DraftFigure) -> str:
    return "".join(figure.parsed.text.split())


@dataclass(frozen=True, slots=True)
class Deviation:
    """How far what is said lies from what is reckoned: as near as people reckon, and as near as it is printed."""

    is_right: bool
    is_very_right: bool


def deviation(said: DraftFigure, expected: Decimal, as_if: Decimal | None = None) -> Deviation:
    """Hold what is said, or what would be said instead, against what is reckoned."""
    printed = read_printed(said.statement)
    last_place = printed.last_place if printed else _TENTH
    off = abs(expected - (value_of(said) if as_if is None else as_if))
    return Deviation(off <= _slack(said, expected, last_place), off <= last_place * _HALF)


def _slack(said: DraftFigure, expected: Decimal, last_place: Decimal) -> Decimal:
    if said.statement.unit == PERCENT:
        return max(_NEAR_IN_PERCENT, expected / 50, last_place * _HALF if last_place >= _TENTH else Decimal(0))
    return max(last_place * _HALF, expected * _ALIKE) if said.statement.unit in ("元", TIMES) else Decimal(0)


def judge(figures: tuple[DraftFigure, ...], reckon: Callable[..., Decimal], said: DraftFigure) -> Iterator[Mismatch]:
    """Hold what is said against what is reckoned of the figures' values, as nearly as it is printed."""
    printed = read_printed(said.statement)
    value, expected = value_of(said), reckon(*map(value_of, figures))
    if expected <= 0 or deviation(said, expected).is_right or (printed is None and said.statement.unit != PERCENT):
        return
    last_place = printed.last_place if printed else _TENTH
    slack = _slack(said, expected, last_place)
    others = "".join(f"“{words_of_figure(one)}”" for one in figures if one is not said)
    shown = (
        f"{expected:.1f}%"
        if said.statement.unit == PERCENT or printed is None
        else printed.of(round(expected / printed.scale, 2) * printed.scale)
    )
    message = f"按{others}推算约为{shown}，与“{words_of_figure(said)}”不符"
    place = figures.index(said)

    def holds(values: Sequence[Decimal]) -> bool:
        with suppress(ArithmeticError):
            return abs(reckon(*values) - values[place]) <= min(slack, max(last_place, value / 200))
        return False

    found = mismatch(figures, message, holds=holds)
    # 15% is near what many slips would make
    is_coarse = said.statement.unit in (PERCENT, TIMES) and len(value.normalize().as_tuple().digits) < _FINE
    if is_coarse and len(found.doubted) == 1 and said not in found.doubted:
        found = replace(found, doubted=(*found.doubted, said))
    yield found
