"""Where a term stands in a text: the definition that the index is held to.

Both are folded. A term is found where it literally stands, but where it begins or ends with a digit it may not cut a
number; `.` and `,` between digits belong to the number.
"""

from __future__ import annotations

from collections.abc import Iterator

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span

# 27.27 of 27.27%, 1,928 of 1,928个, 50 of 50.; not ２７ (folded before it gets here).
NUMBER = lazy_re(r"[0-9]+(?:[.,][0-9]+)*")
_DIGITS = frozenset("0123456789")
_INSIDE_NUMBERS = frozenset(".,")


def find_term(folded_text: str, folded_term: str) -> Iterator[Span]:
    """Every place, overlapping ones too. An empty term stands nowhere."""
    if not folded_term:
        return
    start = folded_text.find(folded_term)
    while start >= 0:
        end = start + len(folded_term)
        if not _cuts_number(folded_text, start) and not _cuts_number(folded_text, end, before=True):
            yield Span(start, end)
        start = folded_text.find(folded_term, start + 1)


def holds(folded_text: str, folded_term: str) -> bool:
    return next(find_term(folded_text, folded_term), None) is not None


def _cuts_number(text: str, edge: int, before: bool = False) -> bool:
    """Does the edge of a term that has its digit after it (or, at its end, `before` it) lie inside a number?"""
    inner = text[edge - 1 : edge] if before else text[edge : edge + 1]
    outer = text[edge : edge + 2] if before else text[max(edge - 2, 0) : edge][::-1]
    if inner not in _DIGITS or not outer:
        return False
    return outer[0] in _DIGITS or (outer[0] in _INSIDE_NUMBERS and outer[1:] in _DIGITS)
