"""Put statements in lines: those that count the same thing in the same way, in the order of time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kejiting.text.fold import fold
from measures.extraction.checks.statement import Statement
from measures.extraction.checks.when import When, when
from measures.extraction.figures.figure import BETWEEN
from measures.extraction.numbers import NUMERALS, value_of

# 18家|高校院所, 十八家; not 试点单位
_GROUP = re.compile(rf"(?P<number>[0-9]+|[{NUMERALS}]+)(?P<classifier>[家个所户])")
_CHANGES = "净?增(?:加|长)?|提高|提升|下降|降低|减少|上升|扩大|压缩|缩短"
# 引进人才·增加, 净增: what is counted is a difference; not 高新技术企业, 增加值
_DIFFERENCE = re.compile(rf"(?:^|{BETWEEN})(?P<word>{_CHANGES}|[高低好快]于[^{BETWEEN}]*)$")
# 同比增加了|62人; not 增加到
_RISEN_BY = re.compile(rf"(?P<word>{_CHANGES})了?\s*$")
_FAR = 8
# Words of hedges that make another value of it
_MANNERS = ("平均", "最高", "最低")


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """What statements must share to be compared; `scope` is the group's number (18家), `manner` 平均, 最高 or 增加."""

    kind: str
    scope: str
    manner: str
    unit: str

    @property
    def label(self) -> str:
        return BETWEEN.join(filter(None, (self.kind, self.scope, self.manner, self.unit)))


@dataclass(frozen=True, slots=True)
class Point:
    """A statement on its line."""

    statement: Statement
    line: Line
    when: When

    @property
    def order(self) -> tuple[bool, date, date, int, int]:
        """By the day for which it holds; statements without one come last."""
        one, day = self.statement, self.when.day
        written_on = one.written_on or date.min
        return day is None, day or date.min, written_on, one.letter, one.id


def point(statement: Statement) -> Point:
    held = when(statement)
    line = Line(held.kind, _scope(statement.scope), _manner(statement), statement.unit)
    return Point(statement, line, held)


def in_lines(statements: Iterable[Statement]) -> dict[Line, Sequence[Point]]:
    """Return the lines in a fixed order, whatever the order of the statements; one that is given twice counts once."""
    lines = defaultdict[Line, list[Point]](list)
    for one in {statement.id: statement for statement in statements}.values():
        placed = point(one)
        lines[placed.line].append(placed)
    return {line: sorted(lines[line], key=lambda placed: placed.order) for line in sorted(lines)}


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
    hedge = statement.hedge or ""
    return difference["word"] if difference else next((manner for manner in _MANNERS if manner in hedge), "")
