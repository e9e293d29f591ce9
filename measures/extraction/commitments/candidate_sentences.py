"""Sentences that may promise something: of those that are no commitment by themselves people say whether one is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kejiting.text.fold_places import fold_with_offsets
from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import to_int
from kejiting.text.spans import Span
from measures.extraction.commitments.commitment import PromiseCue
from measures.extraction.commitments.due import find_dues
from measures.extraction.commitments.expressions import Expression
from measures.extraction.commitments.future_cues import BY_THEN, CAME_ABOUT, ONCE, OUTLOOK, RULED
from measures.extraction.commitments.leads import is_lead
from measures.extraction.commitments.promising import goes_on
from proposals.parsing.stops import sentence_spans

_GOES_ON = "接着前面说的以后的事"
# 自2025年元旦起, 2026年3月起
_START = lazy_re(r"(?P<year>20\d\d)年(?:(?P<month>1[0-2]|[1-9])月)?[^,;。]{0,8}?(?:起|开始)")
# 10月上旬开业, 四季度联网; not 去年11月启动, 每年9月进行
_MONTH = lazy_re(
    r"(?<![年\d度—~-])(?:(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?![—~-])|第?(?P<quarter>[一二三四])季度)(?![^,;。]{0,12}了)"
)


@dataclass(frozen=True, slots=True)
class CandidateSentence:
    """`span`: the sentence with its stop. `signs`: the words that speak of what is to come; none where none do."""

    span: Span
    signs: tuple[PromiseCue, ...]

    @property
    def may_promise(self) -> bool:
        return bool(self.signs)


def read_sentences(text: str, written_on: date | None = None) -> tuple[CandidateSentence, ...]:
    """Return the passage's sentences in order. `written_on`, the letter's date: what was due before it is past."""
    folded = fold_with_offsets(text)
    return tuple(
        CandidateSentence(
            folded.original(span),
            tuple(PromiseCue(folded.original(sign.span), sign.reason) for sign in signs),
        )
        for span, signs in _sentences(folded.text, written_on)
    )


def _sentences(text: str, written_on: date | None) -> Iterator[tuple[Span, list[PromiseCue]]]:
    """A lead has no signs. What goes on with a sentence that may promise may promise, too."""
    is_open = False
    for span in sentence_spans(text, Span(0, len(text))):
        words = span.of(text)
        signs = [] if is_lead(words) else _signs(text, span, written_on)
        if not signs and is_open and goes_on(words):
            signs = [PromiseCue(Span(span.start, span.start + 1), _GOES_ON)]
        yield span, signs
        is_open = bool(signs)


def _signs(text: str, sentence: Span, written_on: date | None) -> list[PromiseCue]:
    words = sentence.of(text)
    once = (
        []
        if RULED.pattern.search(words)
        else [*_found(words, ONCE), *_dues(words, written_on), *_starts(words, written_on)]
    )
    came_about = max((match.start() for match in CAME_ABOUT.pattern.finditer(words)), default=-1)
    lasting = [sign for sign in once if sign.span.end > came_about]
    found = sorted([*_found(words, OUTLOOK), *lasting], key=lambda sign: (sign.span.start, -sign.span.end))
    return list(_apart(sign.shifted(sentence.start) for sign in found))


def _found(words: str, expressions: Iterable[Expression]) -> Iterator[PromiseCue]:
    for one in expressions:
        yield from (PromiseCue(Span(*match.span()), one.says) for match in one.pattern.finditer(words) if match[0])


def _dues(words: str, written_on: date | None) -> Iterator[PromiseCue]:
    for due in find_dues(words, Span(0, len(words)), written_on):
        said = due.span.of(words)
        is_later = due.day and written_on and due.day.year > written_on.year and said.startswith(str(due.day.year))
        if is_later or BY_THEN.pattern.search(said):
            yield PromiseCue(due.span, BY_THEN.says)


def _starts(words: str, written_on: date | None) -> Iterator[PromiseCue]:
    """自2025年元旦起, in a letter of 2024; 10月上旬开业, in one of September."""
    for match in _START.finditer(words):
        if written_on and date(int(match["year"]), int(match["month"] or 1), 1) > written_on:
            yield PromiseCue(Span(*match.span()), BY_THEN.says)
    for match in _MONTH.finditer(words):
        first = (to_int(match["month"]) if match["month"] else (to_int(match["quarter"]) or 0) * 3 - 2) or 0
        if written_on and first > written_on.month:
            yield PromiseCue(Span(*match.span()), BY_THEN.says)


def _apart(signs: Iterable[PromiseCue]) -> Iterator[PromiseCue]:
    """Of those that overlap the first."""
    end = 0
    for sign in signs:
        if sign.span.start >= end:
            yield sign
            end = sign.span.end
