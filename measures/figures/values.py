"""Values as people type them: 5000万元, >1亿元, ≥100名, 100..500名, 超过1亿元, 三亿二千万. No Django."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from measures.extraction.numbers import ARABIC, SPELLED, scale_of, value_of
from measures.extraction.quantities import find_quantities
from measures.extraction.units import UNIT, in_base_units

# What stands before an amount or behind it, as folded → what it asks for
_BEFORE = {
    word: relation
    for relation, words in {
        ">": "> 大于 多于 高于 超过 超 突破 逾",
        "≥": "≥ ≧ ⩾ >= => 不低于 不少于 不小于 至少 最少 最低 达到 达",
        "<": "< 小于 少于 低于 不足 不到 不满",
        "≤": "≤ ≦ ⩽ <= =< 不高于 不超过 不超 不多于 不大于 至多 最多 最高",
        "=": "= 等于 约 近",
    }.items()
    for word in words.split()
}
_BEHIND = {"以上": "≥", "及以上": "≥", "以下": "≤", "及以下": "≤", "以内": "≤", "左右": "=", "上下": "="}
_NUMBER = rf"(?:{ARABIC}|(?![百千万亿]){SPELLED})"
_TO = r"(?:\.{2,3}|[-–—―−~]{1,2}|至|到)"


def _any_of(words: dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


# >1亿元, 100..500名, 5000元至5万元, 三亿二千万, 3000人以上; not 百家, 第84号, 2025年
_TYPED = lazy_re(
    rf"(?P<before>{_any_of(_BEFORE)})?"
    rf"(?P<amount>(?:(?P<low>{_NUMBER})(?P<low_unit>{UNIT}|){_TO})?(?P<high>{_NUMBER})(?P<unit>{UNIT}|))"
    rf"(?P<behind>{_any_of(_BEHIND)})?"
)
# 100 500名 is not 100500名; 8 . 5亿 is 8.5亿
_APART = lazy_re(r"\d\s+\d")
_LONGEST = 40
# Greater numbers are no values that a letter states, and databases refuse them.
_GREATEST = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Condition:
    """What a value has to be, in base units: 0.5亿元 is 50000000 元.

    A bound that is None is open, and with `beyond` the bounds themselves are left out (>1亿元); a unit that is None is
    any. `written` is the amount as typed, folded.
    """

    low: Decimal | None
    high: Decimal | None
    unit: str | None
    written: str
    beyond: bool = False

    @property
    def is_one_value(self) -> bool:
        return self.low == self.high


def read_value(typed: str) -> Condition | None:
    """Return what the whole of the words asks for; None if they are no value."""
    if len(typed) > _LONGEST or _APART.search(typed):
        return None
    folded = fold(typed)
    match = _TYPED.fullmatch(folded)
    if match is None:
        return _share(folded)
    bounds = _bounds(match)
    if bounds is None:
        return None
    low, high = bounds
    relation = _BEFORE.get(match["before"] or "") or _BEHIND.get(match["behind"] or "", "=")
    if relation != "=" and match["low"]:
        return None
    unit = in_base_units(high, match["unit"])[1] if match["unit"] else None
    return Condition(
        low=None if relation in "<≤" else low,
        high=None if relation in ">≥" else high,
        unit=unit,
        written=match["amount"],
        beyond=relation in "<>",
    )


def _bounds(match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    high = value_of(match["high"])
    low = high
    if match["low"]:
        # 15-30万元: the scale behind the second number is that of both; not in 5000-1万元.
        shared = "" if match["low_unit"] or scale_of(match["low"]) else scale_of(match["high"])
        scaled, low = value_of(match["low"] + shared), value_of(match["low"])
        low = scaled if scaled is not None and high is not None and scaled <= high else low
    if low is None or high is None or not low <= high <= _GREATEST:
        return None
    low, _ = in_base_units(low, match["low_unit"] or match["unit"])
    high, _ = in_base_units(high, match["unit"])
    return low, high


def _share(folded: str) -> Condition | None:
    """百分之十五, 三分之一"""
    found = find_quantities(folded, spelled=True)
    if len(found) != 1 or found[0].span.of(folded) != folded:
        return None
    return Condition(found[0].low, found[0].high, found[0].unit, folded)
