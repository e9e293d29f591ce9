"""Which values the words around an amount allow: 900余 is more than 900 and less than 1000, 约100 is 90 to 110."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from measures.extraction.figures.figure import BETWEEN

# A tenth more or less: what 约, 左右, 近 leave open
_LESS, _MORE = Decimal("0.9"), Decimal("1.1")
HEDGES = {
    word: kind
    for kind, words in {
        "some more": "余 多",
        "more": "超 超过 超出 突破 逾 高于 多于",
        "at least": "不低于 不少于 不小于 不得低于 不得少于 不得小于 至少 最低 以上 及以上 或以上 上",
        "about": "约 大约 左右 上下",
        "nearly": "近 将近 接近",
        "less": "低于 少于",
        "at most": "不高于 不超过 不超 不多于 不大于 不得高于 不得超过 不得多于 不得大于 最高不超过 至多 最高 最多 以下 以内 之内",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class ValueInterval:
    """From `low` to `high`, None where the words set no bound; with `beyond` not `low` itself, with `short` not `high`."""

    low: Decimal | None
    high: Decimal | None
    beyond: bool = False
    short: bool = False

    def is_above(self, value: Decimal) -> bool:
        """All that is meant is greater."""
        return self.low is not None and (self.low > value or (self.beyond and self.low == value))

    def is_below(self, value: Decimal) -> bool:
        return self.high is not None and (self.high < value or (self.short and self.high == value))

    def is_at_least(self, value: Decimal) -> bool:
        return self.low is not None and self.low >= value

    def is_at_most(self, value: Decimal) -> bool:
        return self.high is not None and self.high <= value


def meant_by(low: Decimal, high: Decimal, hedge: str | None) -> ValueInterval:
    """Return what an amount from `low` to `high` with a figure's hedges (达·余) may be.

    达到, 累计 and 平均 leave the amount as it is printed.
    """
    meant = ValueInterval(low, high)
    for word in (hedge or "").split(BETWEEN):
        match HEDGES.get(word):
            case "some more":
                meant = replace(meant, high=high + last_place(high), beyond=True, short=True)
            case "more":
                meant = replace(meant, high=None, beyond=True)
            case "at least":
                meant = replace(meant, high=None)
            case "about":
                meant = replace(meant, low=low * _LESS, high=high * _MORE)
            case "nearly":
                meant = replace(meant, low=low * _LESS, short=True)
            case "less":
                meant = replace(meant, low=None, short=True)
            case "at most":
                meant = replace(meant, low=None)
    return meant


def last_place(value: Decimal) -> Decimal:
    """900 → 100, 3890 → 10, 1.25 → 0.01: 余 stays below the next."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)
