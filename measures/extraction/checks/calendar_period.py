"""Read the words for a stretch of the calendar: 2024年上半年, 1—5月, 2016－2020年, 十三五."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from kejiting.text.lazy_re import lazy_re

_YEAR = "(?P<year>[0-9]{4})年"
_TO = "[-~—–至到]{1,2}"
# 2016-2020年, 2019年至2021年; not 2024年
_YEARS = lazy_re(rf"(?P<first>[0-9]{{4}})年?{_TO}(?P<last>[0-9]{{4}})年")
# 2025年5月, 2025年5月27日, 1-5月份; not 2025年
_MONTHS = lazy_re(
    rf"(?:{_YEAR})?(?:(?P<first>[0-9]{{1,2}})月?{_TO})?(?P<last>[0-9]{{1,2}})月份?(?:(?P<day>[0-9]{{1,2}})日)?"
)
# 2024年, 2024年上半年, 第二季度; not 2024
_PART = lazy_re(rf"(?=.)(?:{_YEAR})?第?(?P<part>[上下]半年|前?[一二三四]季度)?")
# 十三五; not 五年
_PLAN = lazy_re("十(?P<number>[一二三四五六七八九])五")
_PARTS = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
    "前一季度": (1, 3),
    "前二季度": (1, 6),
    "前三季度": (1, 9),
    "前四季度": (1, 12),
}
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class CalendarPeriod:
    """From the first day to the last, both included."""

    first: date
    last: date

    @property
    def kind(self) -> str:
        """What it has in common with the same stretch of another year: 年度, 1—6月, 5年, 当日."""
        if self.first == self.last:
            return "当日"
        if (self.first.month, self.last.month) != (1, _DECEMBER):
            months = dict.fromkeys((self.first.month, self.last.month))
            return f"{'—'.join(map(str, months))}月"
        years = self.last.year - self.first.year + 1
        return "年度" if years == 1 else f"{years}年"


def read_stretch(words: str, year: int | None) -> CalendarPeriod | None:
    """Return what the folded words name, in `year` if they name none; None if no day of the calendar fits."""
    try:
        return _years(words) or _months(words, year) or _part(words, year) or _plan(words)
    except ValueError:  # 13月, 2月30日, 0000年
        return None


def _years(words: str) -> CalendarPeriod | None:
    match = _YEARS.fullmatch(words)
    return _whole(int(match["first"]), 1, int(match["last"]), _DECEMBER) if match else None


def _months(words: str, year: int | None) -> CalendarPeriod | None:
    match = _MONTHS.fullmatch(words)
    year = int(match["year"]) if match and match["year"] else year
    if match is None or year is None:
        return None
    first, last = int(match["first"] or match["last"]), int(match["last"])
    if match["day"]:
        day = date(year, last, int(match["day"]))
        return CalendarPeriod(day, day)
    return _whole(year, first, year, last)


def _part(words: str, year: int | None) -> CalendarPeriod | None:
    match = _PART.fullmatch(words)
    year = int(match["year"]) if match and match["year"] else year
    if match is None or year is None:
        return None
    first, last = _PARTS[match["part"]] if match["part"] else (1, _DECEMBER)
    return _whole(year, first, year, last)


def _plan(words: str) -> CalendarPeriod | None:
    match = _PLAN.fullmatch(words)
    if match is None:
        return None
    first = 2006 + 5 * "一二三四五六七八九".index(match["number"])
    return _whole(first, 1, first + 4, _DECEMBER)


def _whole(first_year: int, first_month: int, last_year: int, last_month: int) -> CalendarPeriod | None:
    first = date(first_year, first_month, 1)
    last = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return CalendarPeriod(first, last) if first <= last else None
