"""A sentence with the figures that a letter states in it, and which of them it says are parts of which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from kejiting.text.lazy_re import lazy_re
from measures.extraction.checks.statement import Statement

# 2518人，|其中|初级2309人, 143家|（|国家级23家; not 计入其中的
_PARTS = lazy_re(r"其中|包括|含|分别|[（(]")
# （首批）; not （首批
BRACKETS = lazy_re("[（(][^（()）]*[）)]")
# What stands between a total and its parts: 培养2518人。其中; not 培养2518人。另有三家，其中
_SENTENCE_END = lazy_re(r"[。！？\n](?!\s{0,9}其中)")
# Here another thing begins: |另外|组织培训, |新增|508人; not ，
_ANOTHER = lazy_re("[。！？\n]|其中|另外|另有|此外|同时|共计|合计|总计|总共|新增|新建|同比|[较比]上年")
# Longer lists are not reckoned, and no total stands further before its parts.
MOST_FIGURES = 40
_MOST_AHEAD = 3 * MOST_FIGURES


@dataclass(frozen=True, slots=True)
class Division:
    """A total and what is named as its parts, of the same unit."""

    total: Statement
    parts: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class SentenceFigures:
    """The figures of one sentence in order, none over another.

    `between` holds for each but the last the words up to the next, without those in brackets.
    """

    text: str
    figures: tuple[Statement, ...]
    between: tuple[str, ...]

    def total_of(self, number: int) -> Statement | None:
        """Return what the figure of that number is named as a part of: the last figure of its unit before 其中."""
        unit = self.figures[number].unit
        for before in _back_from(number - 1):
            if _SENTENCE_END.search(self.between[before]):
                return None
            if _PARTS.search(self.between[before]):
                total = self._last_of(unit, before)
                if total is not None:
                    return total
        return None

    def divisions(self) -> Iterable[Division]:
        """Return for each 其中, 包括, 分别 or bracket what stands before it and the figures that follow."""
        for number in range(len(self.figures) - 1):
            mark = _PARTS.search(self.between[number])
            if mark and not _SENTENCE_END.search(self.between[number]):
                total = self._last_of(self.figures[number + 1].unit, number)
                if total is not None:
                    yield Division(total, self._parts(number, total.unit))

    def _last_of(self, unit: str, number: int) -> Statement | None:
        """The last figure of the unit up to that number, if no sentence ends behind it."""
        for place in _back_from(number):
            if self.figures[place].unit == unit:
                return self.figures[place]
            if place and _SENTENCE_END.search(self.between[place - 1]):
                return None
        return None

    def _parts(self, number: int, unit: str) -> tuple[Statement, ...]:
        """The figures behind a mark that stand in the same brackets, up to where another thing begins."""
        parts, depth = list[Statement](), 0
        for place in range(number + 1, len(self.figures)):
            if place > number + 1:
                words = self.between[place - 1]
                depth += sum(words.count(mark) for mark in "（(") - sum(words.count(mark) for mark in "）)")
                if depth < 0 or (depth == 0 and _ANOTHER.search(words)):
                    break
            if place > number + _MOST_AHEAD:
                return ()
            if depth == 0 and self.figures[place].unit == unit:
                parts.append(self.figures[place])
        return tuple(parts)


def _back_from(number: int) -> range:
    return range(number, max(-1, number - MOST_FIGURES), -1)


def sentence_figures(statements: Iterable[Statement]) -> list[SentenceFigures]:
    """Return the sentences in the order of their letters, whatever the order of the statements."""
    sentences = defaultdict[tuple[int, str], list[Statement]](list)
    for one in {statement.id: statement for statement in statements}.values():
        sentences[one.letter, one.sentence].append(one)
    return [_told(text, sentences[letter, text]) for letter, text in sorted(sentences)]


def _told(text: str, statements: Iterable[Statement]) -> SentenceFigures:
    figures = _apart(statements)
    between = (text[one.place.end : other.place.start] for one, other in pairwise(figures))
    return SentenceFigures(text, figures, tuple(BRACKETS.sub("", words) for words in between))


def _apart(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    figures = list[Statement]()
    for one in sorted(statements, key=lambda one: (one.place, one.id)):
        if not figures or figures[-1].place.end <= one.place.start:
            figures.append(one)
    return tuple(figures)
