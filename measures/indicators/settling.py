"""Settle which indicator a figure belongs to. All that a person chose, or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kejiting.text.fold import fold
from measures.extraction.units import units_alike
from measures.models import Figure, Indicator, IndicatorAlias
from measures.records import catch_up_checks, queue_recheck

MAY_SETTLE = "measures.change_indicator"


class DeedError(Exception):
    """What cannot be done; the sentence is for people."""


def choice_of(figure: Figure) -> str:
    """How a form names a figure, and how the person saw it: 12:unsettled, 12:none, 12:7."""
    seen = figure.indicator_id or ("none" if figure.settled_at else "unsettled")
    return f"{figure.pk}:{seen}"


def hold_indicators(others: Q, choices: Iterable[str]) -> None:
    """Hold those, and the ones from which the choices take figures: before any figures, and always in one order.

    So of two people who move figures to and fro at once the second waits, and neither is refused.
    """
    seen = [choice.split(":")[-1] for choice in choices]
    wanted = Indicator.objects.filter(others | Q(pk__in=[int(one) for one in seen if is_number(one)]))
    list(wanted.order_by("pk").select_for_update().values_list("pk", flat=True))


def chosen(choices: Iterable[str]) -> list[Figure]:
    """Hold the figures that a form names. Raises DeedError if there are none, or one is not as it was seen."""
    wanted = set(choices)
    if not wanted:
        raise DeedError("请先勾选数据。")
    numbers = [number for number in (choice.split(":")[0] for choice in wanted) if is_number(number)]
    figures = Figure.objects.select_for_update(of=("self",)).filter(pk__in=numbers, letter__status="published")
    held = list(figures.order_by("pk"))
    if {choice_of(figure) for figure in held} != wanted:
        raise DeedError("勾选的数据里，有的刚刚被别人认定过，或者答复函刚刚改过。什么也没有改动，请看过以后再选。")
    return held


@transaction.atomic
def settle(figures: list[Figure], indicator: Indicator | None, by: User) -> None:
    """Say that the figures are of the indicator, or of none; its wordings are learnt. Raises DeedError."""
    units = {figure.unit for figure in figures}.difference(units_alike(indicator.unit) if indicator else ())
    if indicator and units:
        raise DeedError(
            f"“{indicator}”的单位是“{indicator.unit}”，所选数据里有单位为“{'、'.join(sorted(units))}”的，不能认定。"
        )
    _put(figures, indicator=indicator, settled_by=by, settled_at=timezone.now())
    if indicator:
        learn(indicator, (figure.counted or "" for figure in figures))


@transaction.atomic
def release(figures: list[Figure]) -> None:
    """Take back what was settled."""
    _put(figures, indicator=None, settled_by=None, settled_at=None)


def learn(indicator: Indicator, words: Iterable[str]) -> None:
    for one in dict.fromkeys(filter(None, words)):
        IndicatorAlias.objects.get_or_create(indicator=indicator, folded=fold(one), defaults={"words": one})


def is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _put(figures: list[Figure], **values: object) -> None:
    left: dict[int, set[str]] = defaultdict(set)
    for figure in figures:
        if figure.indicator_id:
            left[figure.indicator_id].add(figure.counted_folded or "")
    Figure.objects.filter(pk__in=[figure.pk for figure in figures]).update(**values)
    for indicator, folded in left.items():
        _forget(indicator, folded)
    queue_recheck(figure.letter_id for figure in figures)
    transaction.on_commit(catch_up_checks, robust=True)


def _forget(indicator: int, folded: set[str]) -> None:
    """Wordings by which no figure of the indicator goes any more."""
    kept = Figure.objects.filter(indicator=indicator, counted_folded__in=folded).values("counted_folded")
    for wording in IndicatorAlias.objects.filter(indicator=indicator, folded__in=folded).exclude(folded__in=kept):
        wording.delete()
