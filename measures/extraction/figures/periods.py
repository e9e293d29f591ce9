"""Find when an amount holds: 2024年, 近三年, 每年, 截至2025年5月, “十四五”期间, 目前."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from kejiting.text.title_marks import TITLE

_D = "[0-9０-９]"
_YEAR = rf"{_D}{{4}}\s?年"
_MONTH = rf"(?:\s?{_D}{{1,2}}\s?月(?:\s?{_D}{{1,2}}\s?日)?)"
_PART = r"(?:[上下]半年|前[一二三]季度|第?[一二三四]季度)"
_COMPARED = r"(?<![较比])(?<![较比]上)"
_NUMERALS = "[一二三四五六七八九十两0-9０-９]"
# 截至2025年5月底, 到2027年, 2016－2020年, 2019年至2021年, 2025年1—5月, 2024年上半年; not 较2020年, 与2015年相比, 2016年版
_YEARS = (
    rf"{_COMPARED}(?:截[至止]到?\s?|(?<!截)[到至]\s?)?"
    rf"(?:{_D}{{4}}\s?年?\s?[-－—–~～至到]{{1,2}}\s?{_YEAR}"
    rf"|{_YEAR}\s?(?:{_D}{{1,2}}\s?月?\s?[-－—–~～至到]{{1,2}}\s?{_D}{{1,2}}\s?月份?|至今|{_MONTH}?(?:{_PART}|度)?))"
    r"[初底末]?(?:以来|以后)?(?!\s?(?:相比|版|的规定|的?基础上|同期))"
)
# “十四五”末, 十三五期间, 十四五以来; not “十四五”规划
_PLAN_PERIOD = r"[“\"]?十[一二三四五六七八九]五[”\"]?(?:期间|时期|以来|期末|末)"
# 近三年, 近5年来, 今年以来, 去年, 全年, 截至目前, 目前; not 较上年, 附近几年
_SPOKEN = (
    rf"(?<!附)近\s?{_NUMERALS}{{1,2}}\s?年(?:来|以来)?|截[至止]目前|目前|近年来|{_COMPARED}[今去]年(?:以来|底|末)?(?!同期)|(?<![0-9０-９年])[0-9０-９]{{1,2}}\s?[-－—–~～至]\s?[0-9０-９]{{1,2}}\s?月份?|全年|{_COMPARED}上半年"
    rf"|(?<![较比上年度第]){_PART}"
)
_LASTING = lazy_re(f"{_YEARS}|{_PLAN_PERIOD}|{_SPOKEN}")
# 每年培训100名, 年均增长8%: hold for the clause they stand in; not 每年级, 常年均匀
_REPEATED = lazy_re("每年(?!级)|(?<![常历])年均")
# 《2024年推进计划》, “十四五”规划: years in names hold for nothing; “十四五”末 begins outside its quotes
_NAME = lazy_re(rf"{TITLE}|“[^“”\n]*”|〔[^〔〕\n]*〕")
# 由2015年的|343家: the year of this amount alone
_ALONE = lazy_re(rf"^.?[由从自]{_YEAR}[底末]?的")
_NEAR = 3
# What is looked at around a year: 由2015年的
_AROUND = 2


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods of one sentence in order, in characters of the text."""

    lasting: tuple[Span, ...]
    repeated: tuple[Span, ...]
    alone: tuple[Span, ...]

    @classmethod
    def of(cls, text: str, within: Span) -> Periods:
        names = [match.span() for match in _NAME.finditer(text, within.start, within.end)]
        found = [Span(*match.span()) for match in _LASTING.finditer(text, within.start, within.end)]
        found = [span for span in found if not any(start < span.start and span.end <= end for start, end in names)]
        alone = tuple(span for span in found if _is_alone(text, span))
        repeated = tuple(Span(*match.span()) for match in _REPEATED.finditer(text, within.start, within.end))
        return cls(tuple(span for span in found if span not in alone), repeated, alone)

    def governing(self, amount: Span, clause_start: int) -> Span | None:
        """Return what is said of the amount: 每年 in its own clause, else the last period named before it."""
        repeated, alone = _last(self.repeated, amount.start), _last(self.alone, amount.start)
        near = [span for span in repeated if span.start >= clause_start]
        near += [span for span in alone if amount.start - span.end <= _NEAR]
        return max(near or _last(self.lasting, amount.start), default=None)

    def inside(self, span: Span) -> list[Span]:
        """Return the periods that stand in a part of the text, in order."""
        spans = (*self.lasting, *self.repeated, *self.alone)
        return sorted(period for period in spans if span.start <= period.start and period.end <= span.end)


def _is_alone(text: str, span: Span) -> bool:
    return _ALONE.search(text[max(0, span.start - _AROUND) : span.end + _AROUND]) is not None


def _last(spans: tuple[Span, ...], end: int) -> tuple[Span, ...]:
    """The last of the spans that end up to there, if there is one."""
    number = bisect_right(spans, end, key=lambda span: span.end)
    return spans[number - 1 : number] if number else ()
