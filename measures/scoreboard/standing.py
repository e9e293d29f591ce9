"""How far a target was met by a reported figure. Nothing is ever called failed: what is missing may not be reported."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import TextChoices

from measures.models import Comparator


class Standing(TextChoices):
    EXCEEDED = "exceeded", "已超过"
    MET = "met", "已达到"
    NOT_YET = "not_yet", "尚未达到"
    UNREPORTED = "unreported", "没有报告的数据"
    SUPERSEDED = "superseded", "已调整"


# 10个左右 is met by nine
_ABOUT = Decimal("0.9")


def standing(comparator: str, low: Decimal, high: Decimal, reported: Decimal) -> Standing:
    """Of a target from `low` to `high` and a reported value, in the same base unit."""
    match comparator:
        case Comparator.AT_MOST:
            return Standing.MET if reported <= high else Standing.EXCEEDED
        case Comparator.RANGE if reported < low:
            return Standing.NOT_YET
        case Comparator.RANGE:
            return Standing.MET if reported <= high else Standing.EXCEEDED
        case Comparator.ABOUT if low * _ABOUT <= reported <= low:
            return Standing.MET
    if reported > low:
        return Standing.EXCEEDED
    return Standing.MET if reported == low else Standing.NOT_YET
