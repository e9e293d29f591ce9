"""How far a target was met by a reported figure. Nothing is ever called failed: what is missing may not be reported.

A figure counts for what all the values allow that its words may mean: 900余 exceeds 500, 约100 does not yet reach 100,
约120 exceeds it; where some values would and others would not, the standing is open.
"""

from __future__ import annotations

from decimal import Decimal

from django.db.models import TextChoices

from measures.extraction.figures import ValueInterval
from measures.models.plans import Comparator


class TargetStatus(TextChoices):
    EXCEEDED = "exceeded", "已超过"
    MET = "met", "已达到"
    WITHIN = "within", "在要求以内"
    NOT_YET = "not_yet", "尚未达到"
    BELOW = "below", "低于要求的下限"
    ABOVE = "above", "高于要求的上限"
    OPEN = "open", "有数据，尚不能判断"
    OFFERED = "offered", "有可能对应的数据，待认定"
    UNREPORTED = "unreported", "没有报告的数据"
    SUPERSEDED = "superseded", "已调整"


# 10个左右 is met by nine to eleven
_LESS, _MORE = Decimal("0.9"), Decimal("1.1")


def standing(comparator: str, low: Decimal, high: Decimal, reported: ValueInterval) -> TargetStatus:
    """Of a target from `low` to `high` and what a figure means, in the same base unit."""
    match comparator:
        case Comparator.AT_MOST:
            return _within(None, high, reported)
        case Comparator.RANGE:
            return _within(low, high, reported)
        case Comparator.ABOUT:
            return _reached(low * _LESS, high * _MORE, reported)
    return _reached(low, low, reported)


def _within(floor: Decimal | None, roof: Decimal, reported: ValueInterval) -> TargetStatus:
    if reported.is_above(roof):
        return TargetStatus.ABOVE
    if floor is not None and reported.is_below(floor):
        return TargetStatus.BELOW
    is_within = reported.is_at_most(roof) and (floor is None or reported.is_at_least(floor))
    return TargetStatus.WITHIN if is_within else TargetStatus.OPEN


def _reached(floor: Decimal, roof: Decimal, reported: ValueInterval) -> TargetStatus:
    if reported.is_above(roof):
        return TargetStatus.EXCEEDED
    if reported.is_at_least(floor):
        return TargetStatus.MET
    return TargetStatus.NOT_YET if reported.is_below(floor) else TargetStatus.OPEN
