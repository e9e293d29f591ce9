"""Read the targets of tables: a cell takes its name from its row, its unit and its year from the head of its column.

序号→指标→单位→2020年→2025年目标 above 1→研发投入强度→%→1.62→2.2以上 says 研发投入强度 ≥ 2.2 % by 2025年.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from kejiting.text.lazy_re import lazy_re
from kejiting.text.rows import CELL_END
from kejiting.text.spans import Span
from measures.extraction.comparators import compare
from measures.extraction.due import named_day
from measures.extraction.parsed import Comparator
from measures.extraction.quantities import GREATEST, Quantity, find_quantities

# What the heads of columns say, the surest first
_UNIT_HEAD = lazy_re(r"(?:计量)?单位")
_DUE_HEAD = lazy_re(r"时限|期限|(?:完成|办结|起止)时间|时间(?:节点|要求|安排)?$")
_NAME_HEADS = tuple(map(re.compile, (r"指标(?!值|数)", r"名称", r"任务|项目|内容|事项|工程|举措|措施|工作")))
_TARGET_HEAD = lazy_re(r"目标|规划(?:值|数)|预期值|指标[值数]|任务[量数]|计划[数量]")
_GROWTH_HEAD = lazy_re(r"年均|增速|增长")
_BASE_HEAD = lazy_re(r"基[期数准]|现状|实际|完成(?!时)|现值|当前")
_YEARS_HEAD = lazy_re("年度|年份|年|时间|阶段|目标年")
_NO_TARGET_HEAD = lazy_re(r"属性|单位|部门|责任|牵头|备注|序号|类[别型]")
_YEAR = lazy_re(r"(?<![0-9])(?P<year>[0-9]{4})年?(?![0-9])")
_IN_BRACKETS = lazy_re(r"[（(](?P<unit>[^（()）0-9]{1,10})[）)]")
# 2.2以上, ≥7, [12], 1,200家, 40—50, 700左右; not 1.建设, 第三
_VALUE = lazy_re(
    r"(?P<before>[^0-9]{0,8}?)(?P<value>[0-9][0-9,，]*(?:\.[0-9]+)?(?:\s?[-－—–~～至]{1,2}\s?[0-9][0-9,，]*(?:\.[0-9]+)?)?)"
    r"(?P<after>[^0-9]{0,20})"
)
_NONE = "-—－–/／"
_SIGNS: tuple[tuple[str, Comparator], ...] = (("≥>＞⩾", "≥"), ("≤<＜⩽", "≤"))


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    span: Span


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableTarget:
    """A value of a table; `due` is None where neither its column nor its row names a year."""

    span: Span
    indicator: str
    comparator: Comparator
    low: Decimal
    high: Decimal
    unit: str
    due: str | None


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column says what; `targets` with the year in the head of each, if it names one."""

    name: int
    unit: int | None
    due: int | None
    targets: tuple[tuple[int, str | None], ...]


@dataclass(frozen=True, slots=True)
class TargetTable:
    span: Span
    targets: tuple[TableTarget, ...]


def find_target_tables(text: str, *, since: int | None) -> Iterator[TargetTable]:
    """Yield the tables of values; `since` is the year of the plan: columns of earlier years hold no targets."""
    for is_row, group in groupby(_rows(text), key=bool):
        rows = list(group) if is_row else []
        if len(rows) < 2:
            continue
        span = Span(rows[0][0].span.start, rows[-1][-1].span.end)
        if _YEARS_HEAD.fullmatch(rows[0][0].text):
            yield TargetTable(span, tuple(_year_by_year(rows[0], rows[1:], since)))
        elif columns := _columns(rows[0], since):
            yield TargetTable(span, tuple(_targets(rows[0], rows[1:], columns)))


def _rows(text: str) -> Iterator[Row]:
    """Yield the cells of each line, none for a line that is no row; the first cell is empty where one was merged."""
    start = 0
    for line in text.split("\n"):
        yield tuple(_cells(line, start)) if CELL_END in line.strip() else ()
        start += len(line) + 1


def _cells(line: str, start: int) -> Iterator[Cell]:
    for printed in line.split(CELL_END):
        bare = printed.strip()
        at = start + printed.find(bare)
        yield Cell(bare, Span(at, at + len(bare)))
        start += len(printed) + 1


def _columns(head: Row, since: int | None) -> _Columns | None:
    heads = [cell.text for cell in head]
    unit = next((place for place, words in enumerate(heads) if _UNIT_HEAD.fullmatch(words)), None)
    due = next((place for place, words in enumerate(heads) if _DUE_HEAD.search(words)), None)
    targets = _target_columns(heads, since)
    taken = {unit, due, *(place for place, _ in targets)}
    names = (
        place
        for pattern in _NAME_HEADS
        for place, words in enumerate(heads)
        if place not in taken and pattern.search(words)
    )
    name = next(names, None)
    is_table = targets or any(map(_YEAR.search, heads))
    return _Columns(name, unit, due, targets) if name is not None and is_table else None


def _target_columns(heads: Sequence[str], since: int | None) -> tuple[tuple[int, str | None], ...]:
    """Return the columns that are called targets, or those of the years from the plan's own on, and growth."""
    years = [_YEAR.search(words) for words in heads]
    called = [place for place, words in enumerate(heads) if _TARGET_HEAD.search(words)]
    if not called:
        ahead = [
            place
            for place, year in enumerate(years)
            if year and not _BASE_HEAD.search(heads[place]) and (since is None or int(year["year"]) >= since)
        ]
        called = ahead if since is not None else ahead[-1:]
    called += [place for place, words in enumerate(heads) if place not in called and _GROWTH_HEAD.search(words)]
    able = [place for place in sorted(called) if not _NO_TARGET_HEAD.search(heads[place])]
    return tuple((place, f"{year['year']}年" if (year := years[place]) else None) for place in able)


def _targets(head: Row, rows: Sequence[Row], columns: _Columns) -> Iterator[TableTarget]:
    name = ""
    for row in rows:
        cells = dict(enumerate(row))
        name = cells[columns.name].text if columns.name in cells and cells[columns.name].text else name
        unit = cells[columns.unit].text.strip(_NONE) if columns.unit in cells else ""
        due = named_day(cells[columns.due].text) if columns.due in cells else None
        for place, year in columns.targets:
            if name and place in cells and (target := _target(cells[place], head[place].text, name, unit, year or due)):
                yield target


def _year_by_year(head: Row, rows: Sequence[Row], since: int | None) -> Iterator[TableTarget]:
    """Read a table whose rows are years: 年度→新增上市公司（家） above 2024年→2."""
    for row in rows:
        year = _YEAR.search(row[0].text)
        if year is None or _BASE_HEAD.search(row[0].text) or (since is not None and int(year["year"]) < since):
            continue
        for name, cell in zip(head[1:], row[1:], strict=False):
            known = name.text and not _NO_TARGET_HEAD.search(name.text)
            if known and (target := _target(cell, "", name.text, "", f"{year['year']}年")):
                yield target


def _target(cell: Cell, head: str, name: str, unit: str, due: str | None) -> TableTarget | None:
    match = _VALUE.fullmatch(cell.text.strip("[]【】［］"))
    if not match:
        return None
    own = next((found["unit"] for words in (head, name) if (found := _IN_BRACKETS.search(words))), "")
    quantity, after = _quantity(match["value"], match["after"], own if _GROWTH_HEAD.search(head) else unit or own)
    if quantity.high > GREATEST:
        return None
    comparison = compare(match["before"], after, quantity)
    sign = next((comparator for signs, comparator in _SIGNS if set(signs) & set(match["before"])), None)
    growth = "年均增长" if _GROWTH_HEAD.search(head) and not _GROWTH_HEAD.search(name) else ""
    return TableTarget(
        cell.span,
        f"{_IN_BRACKETS.sub('', name) or name}{growth}",
        comparison.comparator if quantity.low < quantity.high or not sign else sign,
        quantity.low,
        quantity.high,
        quantity.unit,
        due,
    )


def _quantity(value: str, after: str, unit: str) -> tuple[Quantity, str]:
    """Return the amount and what stands behind it; a unit that no rule knows stays as it is printed."""
    for printed, rest in ((f"{value}{after}", after), (f"{value}{unit}", "")):
        found = find_quantities(printed)
        if found and found[0].span.start == 0:
            return found[0], printed[found[0].span.end :] if rest else after
    low, *high = (
        Decimal(number.replace(",", "").replace("，", "")) for number in re.split(r"\s?[-－—–~～至]{1,2}\s?", value)
    )
    return Quantity(Span(0, len(value)), low, max([low, *high]), unit, more=False), after
