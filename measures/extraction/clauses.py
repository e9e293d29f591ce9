"""Cut an item's text into the clauses in which its amounts stand, one amount a clause."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.brackets import BLANK, blank_brackets
from measures.extraction.quantities import Quantity, find_quantities

# ，；： and their narrow forms; not the comma of 1,000 and the colon of 10:30
_CLAUSE_END = lazy_re(r"[。！？\n\t，；：]|(?<![0-9０-９])[,;:]|[,;:](?![0-9０-９])")
# Inside brackets the brackets bound it too: （含国家级10个）
_CLAUSE_END_INSIDE = lazy_re(rf"{_CLAUSE_END.pattern}|[（()）《》〈〉“”「」〔〕【】]")
# 1.培育100家, 1.1培育, （2）建设, 一是引进, ---坚持, 第三条 对; not 1个
_LIST_MARK = lazy_re(
    r"^(?:第[一二三四五六七八九十百]{1,5}条|\s+|[（(][0-9０-９一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}(?:[.．][0-9]{1,2}){1,3}(?![0-9A-Za-z.．])|[0-9０-９]{1,3}[.．、]|[一二三四五六七八九十]{1,3}[、是]|[-—－]{2,})+"
)
_SENTENCE_END = lazy_re(r"[。！？\n]")
# What parts two amounts of one clause, the surest first: 3个以上产业、|50家企业; 100家企业和|50个平台; not 参与, 惠及
_JOINTS = (lazy_re("、"), lazy_re("和|以及|(?<!参)与|(?<![惠涉普])及|或"))


@dataclass(frozen=True, slots=True)
class Clause:
    """An amount with the words around it that belong to it, all in characters of the text."""

    quantity: Quantity
    span: Span
    sentence_start: int

    def before(self, text: str) -> str:
        return text[self.span.start : self.quantity.span.start]

    def after(self, text: str) -> str:
        return text[self.quantity.span.end : self.span.end]


def find_clauses(text: str, within: Span, *, spelled: bool = False) -> tuple[Clause, ...]:
    """Return one clause an amount, in order; with `spelled` amounts in characters (五万余户) count too."""
    words = within.of(text)
    blanked = blank_brackets(words)
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(blanked)), len(words)]
    found: list[Clause] = []
    for start, end in pairwise(starts):
        found += _of_sentence(words[start:end], blanked[start:end], within.start + start, spelled=spelled)
    return tuple(found)


def _of_sentence(words: str, blanked: str, place: int, *, spelled: bool) -> list[Clause]:
    outside: list[Quantity] = []
    inside: list[Quantity] = []
    for quantity in find_quantities(words, spelled=spelled):
        (inside if blanked[quantity.span.start] == BLANK else outside).append(quantity)
    # 10个基地（其中国家级3个）: amounts in brackets and outside do not part each other's words.
    parted = [*_part(blanked, _CLAUSE_END, outside), *_part(words, _CLAUSE_END_INSIDE, inside)]
    parted.sort(key=lambda pair: pair[0].span)
    return [
        Clause(
            replace(quantity, span=quantity.span.shifted(place)),
            _without_edges(words, span, quantity.span).shifted(place),
            place,
        )
        for quantity, span in parted
    ]


def _part(marks: str, ends: re.Pattern[str], quantities: list[Quantity]) -> Iterator[tuple[Quantity, Span]]:
    stops = [match.span() for match in ends.finditer(marks)]
    starts, finishes = [0, *(end for _, end in stops)], [*(start for start, _ in stops), len(marks)]
    for number, quantity in enumerate(quantities):
        amount = quantity.span
        start = starts[bisect_right(starts, amount.start) - 1]
        end = finishes[bisect_left(finishes, amount.end)]
        if number and (left := quantities[number - 1].span.end) > start:
            start = _joint(marks, left, amount.start)[1]
        if number + 1 < len(quantities) and (right := quantities[number + 1].span.start) < end:
            end = _joint(marks, amount.end, right)[0]
        yield quantity, Span(start, end)


def _joint(marks: str, left: int, right: int) -> tuple[int, int]:
    """Return where the words of the amount before end, and where those of the next one begin."""
    for joint in _JOINTS:
        if places := [match.span() for match in joint.finditer(marks, left, right)]:
            return places[-1]
    return right, left


def without_list_mark(words: str) -> str:
    """一是引进 → 引进, 第三条 对新药 → 对新药."""
    return _LIST_MARK.sub("", words)


def _without_edges(words: str, span: Span, amount: Span) -> Span:
    before, after = words[span.start : amount.start], words[amount.end : span.end]
    return Span(amount.start - len(without_list_mark(before)), amount.end + len(after.rstrip()))
