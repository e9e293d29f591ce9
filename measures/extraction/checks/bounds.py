"""How far a printed amount reaches: 900余人 from 900 to 1000, 约5亿元 from 4 to 6, 4.64亿元 half a place to each side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from measures.extraction.checks.printed import read_printed
from measures.extraction.checks.statement import Statement
from measures.extraction.figures.figure import BETWEEN

# By how many units of its last digit but zeros an amount may lie lower and higher
_WORDS = (
    (
        "余 多 超 超过 超出 突破 逾 上 以上 及以上 或以上 不低于 不少于 不小于 不得低于 不得少于 不得小于 至少 高于 多于",
        (0, 1),
    ),
    (
        "近 将近 接近 低于 少于 不超 不超过 不高于 不大于 不多于 不得超过 不得高于 不得大于 不得多于 至多 最多 最高不超过 以下 以内 之内",
        (1, 0),
    ),
    ("约 大约 左右 上下", (1, 1)),
)
_LEANS = {word: lean for words, lean in _WORDS for word in words.split()}
# Of the last place that is printed: less than a half, lest 1.2亿 and 1.9亿 sum to 3亿
_ROUNDED_BY = Decimal("0.49")


@dataclass(frozen=True, slots=True)
class Bounds:
    low: Decimal
    high: Decimal

    def meets(self, other: Bounds) -> bool:
        """Both may mean the same value."""
        return self.low <= other.high and other.low <= self.high


def bounds(statement: Statement) -> Bounds:
    """Return the values that the words allow, in the unit of the statement."""
    leans = _leans(statement)
    if leans:
        lower, higher = max(low for low, _ in leans), max(high for _, high in leans)
        low, high = statement.low, statement.high
        return Bounds(max(Decimal(0), low - lower * _last_digit(low)), high + higher * _last_digit(high))
    printed = read_printed(statement)
    rounded = printed.last_place * _ROUNDED_BY if printed and printed.decimals else Decimal(0)
    return Bounds(statement.low - rounded, statement.high + rounded)


def is_exact(statement: Statement) -> bool:
    """Neither a range nor hedged."""
    return statement.low == statement.high and not _leans(statement)


def _leans(statement: Statement) -> list[tuple[int, int]]:
    return [_LEANS[word] for word in (statement.hedge or "").split(BETWEEN) if word in _LEANS]


def _last_digit(value: Decimal) -> Decimal:
    """What a one at the last digit that is not zero is worth: 5200 → 100; 0 → 0."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if value and isinstance(exponent, int) else Decimal(0)
