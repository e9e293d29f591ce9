"""Gather the targets of a plan: of its prose and its tables, without what only tells of the past."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import to_int
from kejiting.text.spans import Span
from measures.extraction.due import governing_dues, is_goal
from measures.extraction.parsed import ParsedPlanItem, ParsedTarget
from measures.extraction.target_tables import TargetTable, find_target_tables
from measures.extraction.targets import find_targets, without_points

# 发展基础, “十三五”时期主要成就, 面临形势: what stands below tells of the past
_LOOKS_BACK = lazy_re(r"(?:(?:发展|工作|现有)基础(?:[和与及].*)?|成就|成效|成绩|回顾|现状|形势|背景)$")
_FIVE_YEARS = lazy_re(r"十([一二三四五六七八九])五")


def plan_targets(text: str, items: Sequence[ParsedPlanItem], issued_on: date | None) -> tuple[ParsedTarget, ...]:
    """Return the targets in the order of the text."""
    dues = governing_dues(text, items)
    tables = tuple(find_target_tables(text, since=issued_on.year if issued_on else None))
    found = [*_of_tables(tables, items, dues), *_of_prose(text, items, dues, [table.span for table in tables])]
    found.sort(key=lambda target: target.span)
    return tuple(target for target in found if not _is_past(target, issued_on))


def _of_tables(
    tables: Sequence[TargetTable], items: Sequence[ParsedPlanItem], dues: Sequence[str | None]
) -> Iterator[ParsedTarget]:
    starts = [item.span.start for item in items]
    for cell in (cell for table in tables for cell in table.targets):
        place = bisect_right(starts, cell.span.start) - 1
        if cell.span.end > items[place].span.end:  # cut by a head
            continue
        low, high = float(cell.low), float(cell.high)
        due = cell.due or dues[place]
        yield ParsedTarget(place, cell.span, cell.indicator, cell.comparator, low, high, cell.unit, due)


def _of_prose(
    text: str, items: Sequence[ParsedPlanItem], dues: Sequence[str | None], tables: Sequence[Span]
) -> Iterator[ParsedTarget]:
    first = next((place for place, item in enumerate(items) if item.level != "paragraph"), 0)
    starts = [table.start for table in tables]
    for place, item in enumerate(items):
        outside = item.parent is None and item.level == "paragraph"
        if (outside and place > first) or _looks_back(items, item):
            continue
        span = without_points(text, item.span) if item.level in ("chapter", "section") else item.span
        for target in find_targets(text, span, item=place, running_due=is_goal(items, item), governing_due=dues[place]):
            table = bisect_right(starts, target.span.start) - 1
            in_table = table >= 0 and target.span.start < tables[table].end
            # What stands before the first chapter says why the plan is made, and where matters stand.
            if not in_table and (place >= first or _looks_ahead(text, item, target)):
                yield target


def _looks_back(items: Sequence[ParsedPlanItem], item: ParsedPlanItem) -> bool:
    above = item.parent
    while above is not None and not _LOOKS_BACK.search(items[above].title or ""):
        above = items[above].parent
    return above is not None


def _looks_ahead(text: str, item: ParsedPlanItem, target: ParsedTarget) -> bool:
    """全年目标：增长12%; not 2015年达到26亿元."""
    return "目标" in text[item.span.start : target.span.start]


def _is_past(target: ParsedTarget, issued_on: date | None) -> bool:
    """2015年达到26亿元, in a plan of 2016, says what was reached, and so does “十二五”期间达到26亿元."""
    due = target.due or ""
    year = re.match(r"[0-9]{4}", due)
    period = _FIVE_YEARS.match(due)
    last = int(year[0]) if year else 2005 + 5 * (to_int(period[1]) or 0) if period else None
    return bool(last and issued_on and last < issued_on.year)
