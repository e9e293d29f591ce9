"""Read by when a proposal is to be answered, where the paper that hands it over says a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kejiting.text.dates import find_dates
from kejiting.text.lazy_re import lazy_re
from proposals.parsing.lines import LetterLine
from proposals.parsing.requests.cells import Cells, read_day

# 请于…|前书面答复代表
_ANSWER = lazy_re(r"(?:[日号])?(?:之?前|以前)[^。；;，,]{0,16}(?:答复|办复|办结|办理完|回复|复函|办理结果|办理情况)")
# 会办单位于…前将会办意见送主办单位
_HELPS = lazy_re("(?:会办|协办|分办)(?:单位|意见|部门)")
_CLAUSE = lazy_re("[^。；;，,]+")
# 4月30日, of the year in which it was handed over
_MONTH_AND_DAY = lazy_re(r"(?<![年\d])(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_LONGEST_LINE = 120


def read_due(cells: Cells, lines: Sequence[LetterLine], handed_over_on: date | None) -> date | None:
    """Return the day that a label or a sentence such as 请于2026年5月31日前答复 says, None for one before handing over."""
    stated = (read_day(value) for value in cells["due_on"])
    days = (day for day in (*stated, *_said(lines, handed_over_on)) if day)
    return next((day for day in days if handed_over_on is None or day >= handed_over_on), None)


def wants_answer(line: str) -> bool:
    """Tell what the unit is asked: 请于2026年5月31日前答复; no proposal says so."""
    return len(line) <= _LONGEST_LINE and _ANSWER.search(line) is not None


def _said(lines: Sequence[LetterLine], handed_over_on: date | None) -> Iterator[date | None]:
    for line in lines:
        for clause in _CLAUSE.finditer(line.text):
            words = clause[0]
            if _HELPS.search(words) or not _ANSWER.search(words):
                continue
            yield from (day for span, day in find_dates(words) if _ANSWER.match(words, span.end))
            short = _MONTH_AND_DAY.search(words)
            if short and handed_over_on and _ANSWER.match(words, short.end()):
                yield _day(handed_over_on.year, int(short["month"]), int(short["day"]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
