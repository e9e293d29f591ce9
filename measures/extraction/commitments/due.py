"""By when, in folded words: 年底前, 2025年内, 到2027年, 十五五期间, 三年内 — and the last day that they allow."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import to_int
from kejiting.text.spans import Span
from kejiting.text.title_marks import TITLE
from measures.extraction.commitments.commitment import Due

_TITLE = lazy_re(TITLE)
_END = "(?:底|末|份)?(?:之前|以前|前|内)?"
_PART = "(?:第?(?P<quarter>[一二三四])季度|(?P<half>[上下]半年))"
_MONTH = "(?P<month>1[0-2]|[1-9])月(?:(?P<day>[12]\\d|3[01]|[1-9])日)?(?:上旬|中旬|下旬)?"
# What would make a year the name of something: 2025年度, 2016年以来, 2024年版
_NO_NAME = "(?!度|以来|起|版|[-至~])"
# Matches one of each: 到2027年, 2025年9月底前, 2026年上半年, 2028年前; not 截至2024年底, 〔2025〕84号, 2025年度
_YEAR = lazy_re(
    rf"到?(?<!截至)(?<!截止)(?<![\d自从])(?<![\d年][-至~])(?P<year>20\d\d)年(?:{_MONTH}|年?{_PART})?{_END}{_NO_NAME}"
)
# 今年10月, 今年年底前, 明年上半年, 年内, 年底前; not 三年内, 去年底, 今年以来
_THIS = lazy_re(
    rf"(?<![一二三四五六七八九十两\d去近年每])到?(?P<which>今年|明年|后年|本年度?|年(?=[底末内]))(?:{_MONTH}|{_PART}|年)?{_END}{_NO_NAME}"
)
# 6月底前, 12月31日前; not 2025年6月底前 (above), 6月
_MONTH_ONLY = lazy_re(rf"(?<![\d年]){_MONTH}(?:底前|末前|底|之前|前)")
# 一季度前, 下半年, 第三季度内; not 每季度, 上半年以来
_PART_ONLY = lazy_re(rf"(?<![每年]){_PART}{_END}(?!以来)")
# 十五五期间, 到"十五五"末; not 十五五规划
_FIVE = lazy_re(r'(?:到"?)?(?P<five>十[二三四五六七八九]五)"?(?:期间|时期|期末|末|内)')
# 三年内, 两个月内, 3年之内; not 3年以上
_WITHIN = lazy_re(
    r"(?P<count>\d{1,2}|[一二三四五六七八九十两]{1,3})(?:个?(?P<unit>年|月)|(?P<days>个工作日|天|日))(?:时间)?之?内"
)


def find_dues(text: str, within: Span, written_on: date | None) -> tuple[Due, ...]:
    """Return every expression in order; where two overlap the one that begins first. Days before the letter are past.

    Words that count from the letter (年底前, 三年内) have a day only if `written_on`, the letter's date, is given.
    """
    return tuple(_dues(text, within, written_on))


def _dues(text: str, within: Span, written_on: date | None) -> Iterator[Due]:
    found = [
        (Span(*match.span()), read(match, written_on))
        for pattern, read in _FORMS
        for match in pattern.finditer(text, within.start, within.end)
    ]
    end = within.start
    for span, day in sorted(found, key=lambda pair: (pair[0].start, -pair[0].end)):
        if span.start >= end and not (day and written_on and day < written_on) and not _in_title(text, span, within):
            yield Due(span, day)
            end = span.end


def _in_title(text: str, span: Span, within: Span) -> bool:
    """Also in one that is never closed."""
    is_behind_mark = text.rfind("《", 0, span.start) > text.rfind("》", 0, span.start)
    titles = _TITLE.finditer(text, within.start, within.end)
    return is_behind_mark or any(title.start() < span.start < title.end() for title in titles)


def _in_year(match: re.Match[str], written_on: date | None) -> date | None:
    return _last_day(match, int(match["year"]))


def _from_letter(match: re.Match[str], written_on: date | None) -> date | None:
    if written_on is None:
        return None
    return _last_day(match, written_on.year + {"明年": 1, "后年": 2}.get(match["which"], 0))


def _next_such(match: re.Match[str], written_on: date | None) -> date | None:
    """6月底前: the first one after the letter."""
    if written_on is None:
        return None
    day = _last_day(match, written_on.year)
    return _last_day(match, written_on.year + 1) if day and day < written_on else day


def _five_years(match: re.Match[str], written_on: date | None) -> date | None:
    """十五五 ends with 2030, 十四五 with 2025."""
    plan = to_int(match["five"][:2])
    return date(1955 + 5 * plan, 12, 31) if plan else None


def _within(match: re.Match[str], written_on: date | None) -> date | None:
    count = to_int(match["count"])
    if written_on is None or count is None:
        return None
    if match["days"]:
        return None if match["days"] == "个工作日" else written_on + timedelta(days=count)
    months = written_on.month - 1 + count * (12 if match["unit"] == "年" else 1)
    year, month = written_on.year + months // 12, months % 12 + 1
    return date(year, month, min(written_on.day, monthrange(year, month)[1]))


def _last_day(match: re.Match[str], year: int) -> date | None:
    said = match.groupdict()
    month = 12
    if said.get("month"):
        month = int(said["month"])
    elif said.get("quarter"):
        month = 3 * (to_int(said["quarter"]) or 4)
    elif said.get("half") == "上半年":
        month = 6
    last = monthrange(year, month)[1]
    day = int(said["day"]) if said.get("day") else last
    return date(year, month, day) if day <= last else None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date | None], date | None]], ...] = (
    (_YEAR, _in_year),
    (_THIS, _from_letter),
    (_MONTH_ONLY, _next_such),
    (_PART_ONLY, _next_such),
    (_FIVE, _five_years),
    (_WITHIN, _within),
)
