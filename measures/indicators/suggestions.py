"""Offer figures to the likeliest indicator: of the same wording, else of words alike. People confirm.

Of indicators of the figure's own unit before those of a unit in which the same may be counted (个 and 家).

What it costs hangs on the indicators and on the figures asked about, never on how many figures the ledger holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import inf

from kejiting.text.fold import fold
from measures.extraction.units import units_alike
from measures.models import Indicator, IndicatorAlias

# 技术 or 中心 alone says nothing; 分市场 does
_LEAST_SHARED = 3

Counted = tuple[str, str]
"""A unit, and what is counted, folded."""


@dataclass(frozen=True, slots=True)
class IndicatorSuggestion:
    """An indicator with what speaks for it; `same` if its wording is the very same, and its unit."""

    indicator: Indicator
    reason: str
    same: bool
    weight: float = 0

    @property
    def rank(self) -> tuple[bool, float]:
        return not self.same, -self.weight


def suggest_indicators(counted: Collection[Counted]) -> dict[Counted, IndicatorSuggestion]:
    """The likeliest of each, if there is one."""
    same = _of_same_wording(counted)
    rest = {one for one in counted if one not in same and len(one[1]) >= _LEAST_SHARED}
    return {**_of_words_alike(rest), **same}


def _of_same_wording(counted: Collection[Counted]) -> dict[Counted, IndicatorSuggestion]:
    """Of several the one that learnt it last."""
    wordings = IndicatorAlias.objects.filter(
        folded__in={folded for _, folded in counted}, indicator__unit__in=_units(counted)
    )
    known = {
        (wording.indicator.unit, wording.folded): wording
        for wording in wordings.select_related("indicator").order_by("pk")
    }
    found = (
        (one, next((known[unit, one[1]] for unit in units_alike(one[0]) if (unit, one[1]) in known), None))
        for one in counted
    )
    return {one: _said_alike(one, wording) for one, wording in found if wording}


def _said_alike(counted: Counted, wording: IndicatorAlias) -> IndicatorSuggestion:
    indicator, reason = wording.indicator, f"说法相同：{wording.wording}"
    if indicator.unit == counted[0]:
        return IndicatorSuggestion(indicator, reason, same=True)
    return IndicatorSuggestion(indicator, reason + _other_unit(counted, indicator), same=False, weight=inf)


def _of_words_alike(counted: Collection[Counted]) -> dict[Counted, IndicatorSuggestion]:
    known = _Known(_units(counted))
    best = {one: likest for one in counted if (likest := known.likest(one))}
    indicators = Indicator.objects.in_bulk({number for _, number, _ in best.values()})
    return {
        one: IndicatorSuggestion(
            indicators[number], f"都有“{shared}”{_other_unit(one, indicators[number])}", same=False, weight=weight
        )
        for one, (weight, number, shared) in best.items()
        if number in indicators
    }


def _units(counted: Collection[Counted]) -> set[str]:
    return {alike for unit, _ in counted for alike in units_alike(unit)}


def _other_unit(counted: Counted, indicator: Indicator) -> str:
    return "" if indicator.unit == counted[0] else f"，指标以“{indicator.unit}”计"


class _Known:
    """How the indicators of some units are named, by the unit and the pieces of three characters in them."""

    def __init__(self, units: Collection[str]) -> None:
        wordings = IndicatorAlias.objects.filter(indicator__unit__in=units).order_by("pk")
        names = Indicator.objects.filter(unit__in=units).order_by("pk").values_list("unit", "pk", "name")
        self.wordings = [
            *wordings.values_list("indicator__unit", "indicator", "folded"),
            *((unit, pk, fold(name)) for unit, pk, name in names),
        ]
        self.with_piece: dict[Counted, list[int]] = defaultdict(list)
        for place, (unit, _, words) in enumerate(self.wordings):
            for piece in _pieces(words):
                self.with_piece[unit, piece].append(place)

    def likest(self, counted: Counted) -> tuple[float, int, str] | None:
        """How much speaks for it, the indicator, and the longest piece shared: rare pieces speak louder."""
        own, *others = units_alike(counted[0])
        return self._likest_of([own], counted[1]) or self._likest_of(others, counted[1])

    def _likest_of(self, units: Sequence[str], folded: str) -> tuple[float, int, str] | None:
        weights: dict[int, float] = defaultdict(float)
        for piece in _pieces(folded):
            places = [place for unit in units for place in self.with_piece.get((unit, piece), ())]
            for place in places:
                weights[place] += 1 / len(places)
        if not weights:
            return None
        place = max(weights, key=lambda one: (weights[one], -len(self.wordings[one][2]), -one))
        _, indicator, words = self.wordings[place]
        return weights[place], indicator, _longest_shared(folded, words)


def _pieces(words: str) -> Iterable[str]:
    return {words[start : start + _LEAST_SHARED] for start in range(len(words) - _LEAST_SHARED + 1)}


def _longest_shared(one: str, other: str) -> str:
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one[match.a : match.a + match.size]
