"""By when a target is to be met, and whether a figure tells of a time after that."""

from __future__ import annotations

from datetime import date

from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.commitments.due import find_dues
from measures.models import Figure, Target

EVERY_YEAR = "每年"
# 十三五, as plans name it that are written for it
_FIVE_YEARS = lazy_re("十[二三四五六七八九]五")
# 2020年, 截至2020年底, 2016-2020年; not 2020年以来
_YEAR = lazy_re(r"(?<!\d)(20\d\d)年(?!以来|以后|至今)")
# 2024年, 2024年度, 每年, 全年: one year's number; not 2016-2020年, 截至2024年
_ONE_YEAR = lazy_re("(?:(?:20\\d\\d|全|每|今|去)年度?|年均)")


def last_day(target: Target) -> date | None:
    """2020年 → 2020-12-31, 十三五 → 2020-12-31; None where nothing is said, and for 每年."""
    said = fold(target.due or "")
    words = f"{said}期间" if _FIVE_YEARS.fullmatch(said) else said
    dues = find_dues(words, Span(0, len(words)), target.item.plan.issued_on)
    return dues[0].day if dues else None


def is_late(figure: Figure, last: date | None) -> bool:
    """A letter written after the last day is late, unless it tells of a year before it: 截至2020年底."""
    written = figure.letter.written_on
    if last is None or written is None or written <= last:
        return False
    years = [int(year) for year in _YEAR.findall(fold(figure.period or ""))]
    return not years or max(years) > last.year


def is_of_one_year(figure: Figure) -> bool:
    return _ONE_YEAR.fullmatch(fold(figure.period or "")) is not None
