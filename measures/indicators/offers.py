"""Offer figures to the likeliest indicator of their unit: of the same wording, else of words alike. People confirm.

What it costs hangs on the indicators and on the figures asked about, never on how many figures the ledger holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from kejiting.text.fold import fold
from measures.models import Indicator, Wording

# 技术 or 中心 alone says nothing; 分市场 does
_LEAST_SHARED = 3

Counted = tuple[str, str]
"""A unit, and what is counted, folded."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An indicator with what speaks for it; `same` if its wording is the very same."""

    indicator: Indicator
    reason: str
    same: bool
    weight: float = 0

    @property
    def rank(self) -> tuple[bool, float]:
        return not self.same, -self.weight


def offers_for(counted: Collection[Counted]) -> dict[Counted, Offer]:
    """The likeliest of each, if there is one."""
    same = _of_same_wording(counted)
    rest = {one for one in counted if one not in same and len(one[1]) >= _LEAST_SHARED}
    return {**_of_words_alike(rest), **same}


def _of_same_wording(counted: Collection[Counted]) -> dict[Counted, Offer]:
    """Of several the one that learnt it last."""
    wordings = Wording.objects.filter(
        folded__in={folded for _, folded in counted}, indicator__unit__in={unit for unit, _ in counted}
    )
    return {
        (wording.indicator.unit, wording.folded): Offer(wording.indicator, f"说法相同：{wording.words}", same=True)
        for wording in wordings.select_related("indicator").order_by("pk")
    }


def _of_words_alike(counted: Collection[Counted]) -> dict[Counted, Offer]:
    known = _Known({unit for unit, _ in counted})
    best = {one: likest for one in counted if (likest := known.likest(one))}
    indicators = Indicator.objects.in_bulk({number for _, number, _ in best.values()})
    return {
        one: Offer(indicators[number], f"都有“{shared}”", same=False, weight=weight)
        for one, (weight, number, shared) in best.items()
        if number in indicators
    }


class _Known:
    """How the indicators of some units are named, by the unit and the pieces of three characters in them."""

    def __init__(self, units: Collection[str]) -> None:
        wordings = Wording.objects.filter(indicator__unit__in=units).order_by("pk")
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
        unit, folded = counted
        weights: dict[int, float] = defaultdict(float)
        for piece in _pieces(folded):
            places = self.with_piece.get((unit, piece), ())
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
