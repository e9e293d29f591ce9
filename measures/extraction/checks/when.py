"""Say when a statement holds: on a day, over a period, or not yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from measures.extraction.checks.calendar_period import CalendarPeriod, read_stretch
from measures.extraction.checks.statement import Statement

STATE, RATE, PLAN = "时点数", "每年", "计划"

# 截至2025年5月, 2023年底, “十四五”期间, 2021年以来; not 截至目前
_WORDS = lazy_re(
    r"(?P<lead>截[至止]到?|[到至])?(?P<stretch>.+?)(?P<tail>期末|[底末初]|期间|时期|度(?<!季度)|以来|以后|至今)?"
)
# 目前, 截至目前; not 目前两年
_NOW = lazy_re("(?:截[至止]到?)?目前")
_EVERY_YEAR = frozenset(("每年", "年均"))
_SINCE = frozenset(("以来", "以后", "至今"))
_END = frozenset(("期末", "底", "末", "初"))
# 力争|建成50家, 计划每年选派|200名; not 列入科技计划|30项
_AIM = lazy_re(r"(?:力争|预计|拟|计划(?=[到在于利用每再新])|将(?=[再新达]))[^，。；：\n]*$")
# What next steps say of today: 已|建成50家, 目前|有500名, 去年|完成3项, 推荐的|16个
_SO_FAR = lazy_re("已|目前|现有|截[至止]|累计|去年|近年来|以来|的$")
_DUE = lazy_re(r"\d{4}-\d\d-\d\d$")
_FAR = 40


@dataclass(frozen=True, slots=True)
class When:
    """Statements of one kind can be drawn as one line. `key` names the period; it is empty for what holds on a day.

    `day` is the last one for which the statement holds, never later than its letter; None if neither says.
    """

    kind: str
    key: str
    day: date | None


def when(statement: Statement) -> When:
    """Read the period in the light of the letter's date, the words before the figure and the part of the answer."""
    read = _read(statement.period or "", statement.written_on)
    if read.kind != PLAN and _is_aim(statement, read):
        return When(PLAN, f"{read.kind}{read.key}", statement.written_on)
    return read


def is_planned(statement: Statement) -> bool:
    """Whether it says what is to be reached, not what there is."""
    return when(statement).kind == PLAN


def due_of(key: str) -> date | None:
    """The last day of the period for which a plan is made, by its `When.key`; None where none can be told."""
    day = _DUE.search(key)
    return date.fromisoformat(day[0]) if day else None


def _is_aim(statement: Statement, read: When) -> bool:
    place = statement.place.start
    before = statement.sentence[max(0, place - _FAR) : place]
    if not statement.is_next_step:
        return bool(_AIM.search(before))
    is_past = read.day and statement.written_on and read.day < statement.written_on
    return not is_past and not _SO_FAR.search(f"{statement.period or ''}{before}")


def _read(period: str, written_on: date | None) -> When:
    named = _name(period, written_on.year if written_on else None)
    if not named.words or _NOW.fullmatch(named.words):
        return When(STATE, "", written_on)
    if named.words in _EVERY_YEAR:
        return When(RATE, RATE, written_on)
    if named.stretch is None:
        return When(named.words, "", written_on)
    if named.tail in _SINCE:  # 2021年至今 is 2021年以来
        return When(f"{named.words.removesuffix(named.tail)}以来", "", written_on)
    if named.lead or named.tail in _END:
        day = named.stretch.first if named.tail == "初" else named.stretch.last
        return _on_day(day, named.lead, written_on)
    return _over(named.stretch, written_on)


@dataclass(frozen=True, slots=True)
class _Named:
    """截至|2025年5月|底: the words without spaces and quotation marks, and what stands around the stretch they name."""

    words: str
    lead: str = ""
    tail: str = ""
    stretch: CalendarPeriod | None = None


@lru_cache(maxsize=4096)
def _name(period: str, year: int | None) -> _Named:
    words = fold(period).replace('"', "")
    if year is not None:  # 去年底 → 2024年底
        words = words.replace("去年", f"{year - 1:04}年").replace("今年", f"{year:04}年")
    match = _WORDS.fullmatch(words)
    if match is None:
        return _Named(words)
    return _Named(words, match["lead"] or "", match["tail"] or "", read_stretch(match["stretch"], year))


def _on_day(day: date, lead: str, written_on: date | None) -> When:
    if written_on and day > written_on:
        is_aim = not lead.startswith("截")  # 到2027年; 截至2025年5月 in a letter of that month is no aim
        return When(PLAN, day.isoformat(), written_on) if is_aim else When(STATE, "", written_on)
    return When(STATE, "", day)


def _over(stretch: CalendarPeriod, written_on: date | None) -> When:
    key = f"{stretch.first.isoformat()}/{stretch.last.isoformat()}"
    if written_on and stretch.first > written_on:
        return When(PLAN, key, written_on)
    return When(stretch.kind, key, min(stretch.last, written_on or stretch.last))
