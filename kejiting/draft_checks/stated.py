"""The figures of a draft, as the checks of the ledgers see those of letters, and the passages of its answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.checks import Point, Statement, point
from measures.extraction.figures import ParsedFigure, letter_figures, words_of
from measures.records.statements import sentence_around
from proposals.parsing.parsed import ParsedLetter, ParsedPassage

_PERCENT = "%"
_YEAR_BEFORE = lazy_re(r"20\d\d\s?年$")
# 覆盖4个市（州）, 涉及7个部门
_WHERE = lazy_re(r"(?:市(?:\(州\))?|州|[市州]?县(?:\([市、区]+\))?|区|地区|部门|方面|领域|环节|国家|省份?)$")


@dataclass(frozen=True, slots=True)
class DraftFigure:
    """A figure of the draft with what it states; `counted` is folded, empty where nothing says what is counted."""

    parsed: ParsedFigure
    statement: Statement
    point: Point
    counted: str
    sentence: Span

    @property
    def span(self) -> Span:
        return self.parsed.span

    @property
    def counts_things(self) -> bool:
        """No share, and not only where: 覆盖4个市（州）."""
        return self.statement.unit != _PERCENT and not _WHERE.search(self.counted)

    @property
    def is_exact(self) -> bool:
        return self.statement.low == self.statement.high and not self.statement.hedge


def figures_of(draft: ReplyDraft) -> tuple[DraftFigure, ...]:
    """All figures of the answer in order."""
    return _figures(draft.parsed)


@lru_cache(maxsize=4)
def _figures(parsed: ParsedLetter) -> tuple[DraftFigure, ...]:
    passages = sorted(
        {passage for ask in parsed.recommendations for passage in ask.passages} | {*parsed.letter_passages},
        key=lambda passage: passage.span,
    )
    found = dict.fromkeys(letter_figures(parsed))
    return tuple(
        _stated(parsed, figure, number, passage)
        for number, figure in enumerate(found, 1)
        if (passage := next((one for one in passages if one.span.overlaps(figure.span)), None))
    )


def _stated(parsed: ParsedLetter, figure: ParsedFigure, number: int, passage: ParsedPassage) -> DraftFigure:
    text = parsed.text
    sentence = sentence_around(text, passage.span, figure.span)
    counted = words_of(text, figure.indicator)
    statement = Statement(
        id=number,
        printed=figure.text,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        counted=counted,
        hedge=words_of(text, figure.hedge),
        scope="".join(figure.scope.of(text).split()) if figure.scope else None,
        period=_period(text, figure.period) if figure.period else None,
        written_on=parsed.written_on,
        letter=0,
        sentence=sentence.of(text),
        place=figure.span.shifted(-sentence.start),
        is_next_step=passage.part == "next_steps",
    )
    return DraftFigure(figure, statement, point(statement), fold(counted or ""), sentence)


def _period(text: str, period: Span) -> str:
    """2024年|全年 is all of that year."""
    year = _YEAR_BEFORE.search(text[max(0, period.start - 8) : period.start]) if period.of(text) == "全年" else None
    return "".join((year[0] if year else period.of(text)).split())
