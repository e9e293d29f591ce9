"""Figures that may tell how far a target was met. They are offered with what speaks for them; people link them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce
from operator import or_

from django.db.models import Q

from kejiting.text.fold import fold
from kejiting.text.words import cut
from measures.models import Figure, Target

MOST = 10
# People and organisations are counted by more than one word.
_SAME_UNITS = (frozenset("人名"), frozenset("家户个"), frozenset("项个件"))
# 技术 or 中心 alone says nothing; 分市场 does.
_LEAST_SHARED = 3
_MOST_COMPARED = 500


@dataclass(frozen=True, slots=True)
class Offer:
    """A figure, and the words that it shares with the target."""

    figure: Figure
    shared: str


def offers_for(target: Target) -> list[Offer]:
    """Those that share most words first, then the newest; none that are linked already."""
    wanted = fold(target.indicator)
    words = sorted({word for word in cut(wanted) if len(word) > 1}, key=len, reverse=True)
    if not words:
        return []
    figures = (
        Figure.objects.filter(reduce(or_, (Q(counted_folded__contains=word) for word in words)))
        .filter(unit__in=_units(target.unit), letter__status="published")
        .exclude(target_links__target=target)
        .select_related("letter", "passage")
        .defer("letter__text", "letter__as_read_text")
        .order_by("-letter__written_on", "pk")[:_MOST_COMPARED]
    )
    offers = [Offer(figure, _shared(wanted, figure.counted_folded or "")) for figure in figures]
    fitting = [offer for offer in offers if len(offer.shared) >= _LEAST_SHARED]
    return sorted(fitting, key=lambda offer: -len(offer.shared))[:MOST]


def _units(unit: str) -> Iterable[str]:
    return {unit}.union(*(units for units in _SAME_UNITS if unit in units))


def _shared(one: str, other: str) -> str:
    """The longest piece that both have."""
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one[match.a : match.a + match.size]
