"""Find the numbers that a plan commits to: indicator, comparator, value in base units, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.clauses import Clause, find_clauses, without_list_mark
from measures.extraction.comparators import ComparatorMatch, compare
from measures.extraction.conditions import without_conditions
from measures.extraction.due import closing_due, find_due, lead_due, listed_years, stated_dues, stated_for
from measures.extraction.indicators import OFTEN, name_indicator
from measures.extraction.parsed import ParsedTarget

# How many characters away a word may stand that says something of an amount
_REACH = 1000
# 截至2015年底，建有20个: what was reached; from 到2020年 on the sentence looks ahead again; not 直截了当
_REACHED_BY = lazy_re(r"截[至止]")
# 到2020年新增10个; not 2015年, 达到
_AHEAD = lazy_re(r"到[0-9０-９]{4}年|力争|新增|再")
# 已建成20个, 目前拥有30家; not 对已完成备案的项目，每项给予5万元
_REACHED = lazy_re(r"(?:已经?|目前|现已)(?:建成|建立|达到|达|累计|实现|形成|培育|认定|拥有|建有|有)[^，。；]{0,15}$")
# 由20个增加到50个, 比2015年的26亿元翻一番: where it starts from; not 从业人员
_START = lazy_re(r"(?:由|从(?!业|事|严)|比)[^，。；]{0,12}$")
# 由20个|左右增加到50个; not 由20个部门组成
_GROWS = lazy_re(r"\s*(?:左右|以上)?(?:增加|增长|提高|提升|上升|下降|降低|减少|扩大|发展|翻)")
# 开工率、投产率分别达到70%和50%
_EACH = lazy_re("分别|各")
_SENTENCE_END = lazy_re(r"[。！？\n]")
# 一、促进就业(3项), 改善教育（共2项）: how many points follow below a head
_POINTS = lazy_re(
    r"[（(][共计]*[0-9０-９一二三四五六七八九十]+[项条个件][^（()）]{0,4}[）)]$|(?<![0-9０-９])[0-9０-９]+[项条]$"
)
# 对年销售收入5000万元以上的企业，…, 对全区315座矿山逐一建档: who is meant, not what is aimed at; not 对获奖企业给予5万元的奖励
_WHO_IS_MEANT = lazy_re("的|逐[一个]|全部|一律|进行|开展|实施")
_CONDITION = lazy_re(r"^(?:对于?|凡)(?!.*(?:给予|支持|奖励|补助|补贴))")


def without_points(text: str, head: Span) -> Span:
    """Return a head without the number of points below it, which is no target: 一、促进就业(3项)."""
    points = _POINTS.search(head.of(text).rstrip("。"))
    return Span(head.start, head.start + points.start()) if points else head


def find_targets(
    text: str, within: Span, *, item: int, running_due: bool = False, governing_due: str | None = None
) -> tuple[ParsedTarget, ...]:
    """Return the targets of one item.

    With `running_due` a year once named governs the sentences after it too; `governing_due` is what the item's head or
    lead says of all that stands below it.
    """
    stated = stated_dues(within.of(text))
    found: list[tuple[_Read, str | None]] = []
    last: _Read | None = None
    for clause in map(_in_reach, without_conditions(text, find_clauses(text, within, spelled=True))):
        if last and last.clause.sentence_start != clause.sentence_start:
            last = None
        if _is_start(text, clause):
            last = _read(text, clause, last)
            continue
        if _is_no_target(text, clause):
            continue
        last = _read(text, clause, last)
        due = _due(text, clause, max(within.start, clause.span.start - _REACH) if running_due else None)
        due = due or _lead_due(text, within, clause) or stated_for(stated, clause.span.end - within.start)
        found.append((last, due or governing_due))
    return tuple(_target(read, item, due) for read, due in _year_by_year(text, found))


def _year_by_year(text: str, found: list[tuple[_Read, str | None]]) -> Iterator[tuple[_Read, str | None]]:
    """Give each value its own year where a list of years shares them out: 到2027年、2030年分别达到1.2%、1.8%."""
    place = 0
    while place < len(found):
        clause = found[place][0].clause
        end = place + 1
        if _EACH.search(clause.before(text)):
            while end < len(found) and _goes_on(text, clause, found[end][0].clause):
                end += 1
        years = listed_years(text[clause.sentence_start : clause.quantity.span.start]) if end - place > 1 else ()
        for number, (read, due) in enumerate(found[place:end]):
            yield read, years[number] if len(years) == end - place else due
        place = end


def _goes_on(text: str, first: Clause, clause: Clause) -> bool:
    return clause.sentence_start == first.sentence_start and not clause.before(text)


@dataclass(frozen=True, slots=True)
class _Read:
    """A clause with what it says of its amount."""

    clause: Clause
    comparison: ComparatorMatch
    indicator: str


def _read(text: str, clause: Clause, last: _Read | None) -> _Read:
    """Read a clause; without words of its own it goes on with the last one: 开工率、投产率分别达到70%和|50%."""
    quantity, start = clause.quantity, clause.span.start
    before, after = clause.before(text), "" if _is_start(text, clause) else clause.after(text)
    comparison = compare(before, after, quantity)
    if last and not before and _EACH.search(last.clause.before(text)) and comparison.comparator == "=":
        comparison = replace(comparison, comparator=last.comparison.comparator)
    indicator = name_indicator(
        before[: len(before) - comparison.before],
        after[comparison.after :],
        quantity=quantity,
        earlier=without_list_mark(text[clause.sentence_start : start]),
        last=last.indicator if last else "",
    )
    return _Read(clause, comparison, indicator)


def _target(read: _Read, item: int, due: str | None) -> ParsedTarget:
    quantity = read.clause.quantity
    return ParsedTarget(
        item,
        read.clause.span,
        read.indicator,
        read.comparison.comparator,
        float(quantity.low),
        float(quantity.high),
        quantity.unit,
        due,
    )


def _in_reach(clause: Clause) -> Clause:
    """Return the clause in a sentence that begins no further away than words are read back."""
    return replace(clause, sentence_start=max(clause.sentence_start, clause.span.start - _REACH))


def _due(text: str, clause: Clause, running_from: int | None) -> str | None:
    """Return the date by the words of the sentence: before the amount, behind it, or, under goals, further before."""
    start, amount = clause.sentence_start, clause.quantity.span
    often = clause.quantity.unit.endswith(OFTEN)
    due = find_due(text[start : clause.span.end], clause.span.start - start, amount.start - start, often=often)
    if not due:
        end = _SENTENCE_END.search(text, amount.end, amount.end + _REACH)
        due = closing_due(text[amount.end : end.start() if end else amount.end + _REACH])
    if due or running_from is None:
        return due
    before = text[running_from : clause.span.end]
    return find_due(before, clause.span.start - running_from, amount.start - running_from)


def _lead_due(text: str, within: Span, clause: Clause) -> str | None:
    """Return the date of the last line above, in the item, that leads in a list: 到2025年完成以下任务："""
    above = text[max(within.start, clause.sentence_start - _REACH) : clause.sentence_start]
    return next((due for line in reversed(above.splitlines()) if (due := lead_due(line))), None)


def _is_start(text: str, clause: Clause) -> bool:
    """由20个|增加到50个: the value before, which says what the next one counts."""
    return _START.search(clause.before(text)) is not None and _GROWS.match(clause.after(text)) is not None


def _is_no_target(text: str, clause: Clause) -> bool:
    before, after = clause.before(text), clause.after(text)
    reached = list(_REACHED_BY.finditer(text, clause.sentence_start, clause.quantity.span.start))
    if reached and not _AHEAD.search(text, reached[-1].end(), clause.quantity.span.start):
        return True
    if before.endswith("每"):  # 每10万人
        return True
    if _REACHED.search(before):
        return True
    return _CONDITION.search(before + after) is not None and _WHO_IS_MEANT.search(after) is not None
