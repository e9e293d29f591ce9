"""Tell of each line of a letter what it is on paper: title, number, salutation, heading, signature."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from kejiting.text.dates import read_date
from kejiting.text.lazy_re import lazy_re
from kejiting.text.rows import CELL_END
from proposals.parsing.closing import find_closing
from proposals.parsing.doc_numbers import read_doc_number
from proposals.parsing.lines import lines_of, paragraphs_of
from proposals.parsing.opening import find_opening

LineRole = Literal["field", "title", "number", "salutation", "heading", "subheading", "body", "signature"]

# 一、关于“…”的建议, （一）落实举措; not a sentence: 一、我厅高度重视。
_HEADING = lazy_re(r"[一二三四五六七八九十]{1,3}、.{1,120}(?<![。；，：])")
_SUBHEADING = lazy_re(r"[（(][一二三四五六七八九十]{1,3}[）)].{1,60}(?<![。；，：])")
_LONGEST_DATE = 20


def issued_lines(text: str) -> Iterator[tuple[str, LineRole]]:
    """Yield every line of a canonical text, in its order and unchanged, with what it is on paper."""
    opening = find_opening(paragraphs_of(text))
    head_end, said = (opening.head_end, opening.said) if opening else (0, None)
    signed = range(*_signature(text, said.end if said else 0))
    start = 0
    for line in text.split("\n"):
        if start < head_end:
            yield line, _head(line)
        elif said and start < said.start:
            yield line, "salutation"
        elif start in signed:
            yield line, "signature"
        else:
            yield line, _body(line)
        start += len(line) + 1


def _head(line: str) -> LineRole:
    if CELL_END in line or ":" in line or "：" in line:
        return "field"
    number = read_doc_number(line)
    return "number" if number and number.printed == "".join(line.split()) else "title"


def _body(line: str) -> LineRole:
    if _HEADING.fullmatch(line.strip()):
        return "heading"
    return "subheading" if _SUBHEADING.fullmatch(line.strip()) else "body"


def _signature(text: str, answer: int) -> tuple[int, int]:
    """Return from where to where agency and date stand below the answer; the same place twice if nobody signed."""
    closing = find_closing(paragraphs_of(text, answer))
    begins = closing.agency.span.start if closing.agency else None
    for line in reversed(lines_of(text, answer)):
        if closing.written_on and len(line.text) <= _LONGEST_DATE and read_date(line.text) == closing.written_on:
            return line.start if begins is None else min(begins, line.start), line.end
    return (begins, begins + 1) if begins is not None else (0, 0)
