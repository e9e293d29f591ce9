"""Put statements in lines: those that count the same thing in the same way, in the order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from zlib import crc32

from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from measures.extraction.checks.bounds import Bounds, bounds
from measures.extraction.checks.statement import Statement
from measures.extraction.checks.when import PLAN, when
from measures.extraction.figures.figure import BETWEEN
from measures.extraction.numbers import NUMERALS, value_of
from measures.extraction.units import unit_family

# 18家|高校院所, 十八家; not 试点单位
_GROUP = lazy_re(rf"(?P<number>(?<![0-9])[0-9]++|(?<![{NUMERALS}])[{NUMERALS}]++)(?P<classifier>[家个所户])")
_CHANGES = "净?增(?:加|长)?|提高|提升|下降|降低|减少|上升|扩大|压缩|缩短"
# 引进人才·增加, 净增: what is counted is a difference; not 高新技术企业, 增加值
_DIFFERENCE = lazy_re(rf"(?:^|{BETWEEN})(?P<word>{_CHANGES}|[高低好快]于[^{BETWEEN}]*)$")
# 同比增加了|62人; not 增加到
_RISEN_BY = lazy_re(rf"(?P<word>{_CHANGES})了?\s*$")
# 受理|概念验证中心16个: not yet what there is; not 申报数量，建成
_ASKED_FOR = lazy_re(r"(?P<word>受理|推荐|申报|申请)[^，。；：\n]{0,60}$")
_FAR = 8
# Words of hedges that make another value of it
_MANNERS = ("平均", "最高", "最低")
_APART = "\n"
LONGEST_LINE, LONGEST_PERIOD = 500, 200
# How the lines of plans begin
PLANNED = f"{PLAN}{_APART}"


@dataclass(frozen=True)
class Point:
    """Where a statement stands among the others of its indicator, and all that they are compared by.

    `series` is what statements must share to be compared, `period` names what it holds for, empty for what holds on a day,
    `held_on`, which is None if no date tells it; `written_on` is the letter's date. `least` and `most` are what its words
    allow; `sentence` is the same for the statements of a letter that stand in one sentence.
    """

    figure_id: int
    letter_id: int
    series: str
    period: str
    held_on: date | None
    written_on: date | None
    printed: str
    low: Decimal
    high: Decimal
    least: Decimal
    most: Decimal
    sentence: int

    @cached_property
    def reach(self) -> Bounds:
        return Bounds(self.least, self.most)

    @property
    def sort_key(self) -> str:
        """What points of a line are ordered by, in digits alone: the day, 0 for none, the letter's date, the letter."""
        return f"{_digits(self.held_on)}{_digits(self.written_on)}{self.letter_id:019}{self.figure_id:019}"


def point(statement: Statement) -> Point:
    held, reach = when(statement), bounds(statement)
    kinds = (held.kind, _scope(statement.scope), _manner(statement), unit_family(statement.unit))
    return Point(
        figure_id=statement.id,
        letter_id=statement.letter,
        series=_APART.join(kinds)[:LONGEST_LINE],
        period=held.key[:LONGEST_PERIOD],
        held_on=held.day,
        written_on=statement.written_on,
        printed=statement.printed,
        low=statement.low,
        high=statement.high,
        least=reach.low,
        most=reach.high,
        sentence=crc32(statement.sentence.encode()),
    )


def series_label(line: str, unit: str) -> str:
    """What its statements share, in Chinese: 时点数·18家·所; the unit as it is to be called, of those that count the same."""
    *shared, _ = line.split(_APART)
    return BETWEEN.join(filter(None, (*shared, unit)))


@lru_cache(maxsize=1024)
def _scope(scope: str | None) -> str:
    """18家高校院所 and 18家试点单位 are one group as far as words tell."""
    words = fold(scope or "")
    match = _GROUP.search(words)
    number = value_of(match["number"]) if match else None
    return f"{number}{match['classifier']}" if match and number is not None else words


def _manner(statement: Statement) -> str:
    start = statement.place.start
    before = statement.sentence[max(0, start - _FAR) : start]
    difference = _DIFFERENCE.search(statement.counted or "") or _RISEN_BY.search(before)
    difference = difference or _ASKED_FOR.search(statement.sentence[:start])
    hedge = statement.hedge or ""
    return difference["word"] if difference else next((manner for manner in _MANNERS if manner in hedge), "")


def _digits(day: date | None) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}" if day else "0" * 8
