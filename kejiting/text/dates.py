"""Find full dates in text, in the forms that official documents and web pages print."""

from __future__ import annotations

import re
from datetime import date

from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import DIGIT, to_int
from kejiting.text.spans import Span

_YEAR = rf"(?P<year>{DIGIT}(?:\s?{DIGIT}){{3}}|[一二三四五六七八九](?:\s?[〇○零OОΟＯ一二三四五六七八九]){{3}})"
# Letters O, Latin, Cyrillic, Greek and wide, that typists take for 〇
_OLD = {"元": "一", "正": "一"}
_ZEROS = str.maketrans("OОΟＯ", "〇〇〇〇")
_PART = rf"(?:{DIGIT}(?:\s?{DIGIT})?|[一二三四五六七八九十廿卅](?:\s?[一二三四五六七八九十]){{0,2}})"
# 2025年6月18日, 2025 年 6 月 1 8 日, 二〇二五年六月廿八日, 2025年元月8日, 2025年6月18号; not 2025年6月, not 12025年6月18日
_WRITTEN = lazy_re(
    rf"(?<![0-9０-９〇○零一二三四五六七八九]){_YEAR}\s*年\s*(?P<month>{_PART}|[元正])\s*月\s*(?P<day>{_PART})\s*[日号]"
)
# 2025-06-25, 2025/06/25, 2025.6.18, ２０２５．６．１８; not 3.0.1, 2025.6.18.1, 2016-2020, 0431-2025-06-25
_SHORT = lazy_re(
    rf"(?<![0-9０-９])(?<![0-9０-９][-－/／.．])(?P<year>{DIGIT}{{4}})(?P<mark>[-－/／.．])(?P<month>{DIGIT}{{1,2}})"
    rf"(?P=mark)(?P<day>{DIGIT}{{1,2}})(?![0-9０-９]|[-－/／.．][0-9０-９])"
)


def find_dates(text: str) -> tuple[tuple[Span, date], ...]:
    """Return every full date with its place, in the order of the text; impossible ones (2月30日) are left out."""
    matches = sorted((*_WRITTEN.finditer(text), *_SHORT.finditer(text)), key=re.Match.start)
    found = ((Span(*match.span()), _as_date(match)) for match in matches)
    return tuple((span, day) for span, day in found if day is not None)


def read_date(text: str) -> date | None:
    """Return the first full date of the text."""
    return next((day for _, day in find_dates(text)), None)


def _number(written: str) -> int | None:
    """元 → 1 (of a month), 廿八 → 28, 二О二五 → 2025."""
    plain = "".join(written.split()).translate(_ZEROS)
    return to_int(_OLD.get(plain, plain.replace("廿", "二十").replace("卅", "三十")))


def _as_date(match: re.Match[str]) -> date | None:
    year, month, day = (_number(match[name]) for name in ("year", "month", "day"))
    # The People's Republic writes these documents; a year outside is a number that looks like one.
    if year is None or month is None or day is None or not 1949 <= year <= 2149:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
