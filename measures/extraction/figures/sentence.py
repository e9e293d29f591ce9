"""A sentence with figures: where it stands, where its clauses begin, which periods it names."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.figures.periods import Periods

_SENTENCE_END = lazy_re(r"[。！？\n]")
# ，；： and their narrow forms; not the comma of 1,000
_CLAUSE_END = lazy_re(r"[，；：。\n\t]|(?<![0-9０-９])[,;:]|[,;:](?![0-9０-９])")
# Further away no word says anything of an amount.
_FAR = 200


@dataclass(frozen=True, slots=True)
class FigureSentence:
    """`text` is the whole text; spans and places count its characters."""

    text: str
    span: Span
    clause_starts: tuple[int, ...]
    periods: Periods

    @classmethod
    def at(cls, text: str, start: int, *, last: int, end: int) -> FigureSentence:
        """The sentence that begins at `start` and ends behind `last`, at `end` at the latest."""
        stop = _SENTENCE_END.search(text, last, end)
        span = Span(start, stop.start() if stop else end)
        starts = (start, *(match.end() for match in _CLAUSE_END.finditer(text, start, span.end)))
        return cls(text, span, starts, Periods.of(text, span))

    def clause_start(self, place: int) -> int:
        """Return where the clause begins in which a place stands."""
        return self.clause_starts[max(0, bisect_right(self.clause_starts, place) - 1)]

    def clause_before(self, place: int) -> Span | None:
        """Return the clause that ends where the one of this place begins, None in the first clause."""
        number = bisect_right(self.clause_starts, place) - 1
        if number < 1:
            return None
        return Span(self.clause_starts[number - 1], self.clause_starts[number] - 1)

    def near(self, start: int, end: int) -> Span:
        """The part of start to end that is near its end."""
        return Span(max(start, end - _FAR), end)
