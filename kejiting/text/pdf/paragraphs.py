"""Put printed lines together to paragraphs: by where lines begin and end, and by the gaps between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from kejiting.text.lazy_re import lazy_re
from kejiting.text.marks import INDENT
from kejiting.text.pdf.lines import PrintedLine, joint
from kejiting.text.pdf.measure import ENDS, Measure, take_measure

_BEGINS = f"\n{INDENT}"
_UNCLEAR = "\n"
_JOINS = ""
# In parts of the type's size
_ALIGNED = 0.4
_DEEPEST_HANG = 8
_LARGER = 1.15
_TITLE_LEADING = 2.2
_CENTRED = 1.5
# 1.推动, 2、, （1）, ①, 附件：1., •; not 1.11亿元
_MARKER = lazy_re(
    r"附件\s*+\d*+\s*+[:：]|\d{1,2}\s*(?:[．、]|\.(?!\d))|[（(]\s*[\d一二三四五六七八九十]{1,3}\s*[）)]|[①-⑳•●◆■▪·]"
)
_BULLET = lazy_re(r"[•●◆■▪]\s?\w")
# 吉科发成〔2025〕84号, 王洪福委员：, 2025年6月18日: whole lines, however long the line before
_ALONE = lazy_re(
    r"\S{2,12}[〔［\[（(]\s*\d{4}\s*[〕］\]）)]\s*第?\s*\d+\s*号|\S{2,12}(?:委员|代表)[:：]|\d{4}年\d{1,2}月\d{1,2}日"
)


def set_in_paragraphs(pages: Sequence[Sequence[PrintedLine]], width: float) -> str:
    """Return the text of the pages, which are so many points wide: a paragraph a line, marked by two wide spaces.

    A line without the mark is one that may or may not go on with the line before; what they say must tell. Columns
    are pages half as wide; the last page may fill only one.
    """
    flows: list[tuple[bool, list[list[PrintedLine]]]] = []
    for page in pages:
        for column, group in groupby(page, attrgetter("column")):
            lines = list(group)
            goes_on = bool(flows) and flows[-1][0] and all(line.right < width / 2 for line in lines)
            columns = column > 0 or goes_on
            if not flows or flows[-1][0] != columns:
                flows.append((columns, []))
            flows[-1][1].append(lines)
    return _UNCLEAR.join(_flow(parts, width / 2 if columns else width) for columns, parts in flows)


def _flow(pages: Sequence[Sequence[PrintedLine]], width: float) -> str:
    lines = [line for page in pages for line in page]
    measure = take_measure(pages, width)
    heads = {id(page[0]) for page in pages}
    pieces = [lines[0].text]
    for last, line in pairwise(lines):
        between = _between(last, line, measure, same_page=id(line) not in heads)
        pieces.extend((between or joint(last.text, line.text), line.text))
    return "".join(pieces)


def _between(last: PrintedLine, line: PrintedLine, measure: Measure, *, same_page: bool) -> str:
    if last.row or line.row or not _is_like(last, line) or _BULLET.match(line.text):
        return _BEGINS
    if last.size > measure.size * _LARGER:
        return _JOINS if same_page and _is_title_broken(last, line, measure) else _BEGINS
    if same_page and measure.is_apart(last, line):
        return _BEGINS
    if measure.is_full(last, line):
        return _after_full(last, line, measure, same_page=same_page)
    if not measure.is_flush(line) or (measure.is_short(last, line) and not _is_broken_by_hand(last, measure)):
        return _BEGINS
    return _UNCLEAR


def _after_full(last: PrintedLine, line: PrintedLine, measure: Measure, *, same_page: bool) -> str:
    """Where neither indentation nor gaps tell paragraphs, what the lines say must tell."""
    if _ALONE.fullmatch(last.text) or _ALONE.fullmatch(line.text):
        return _UNCLEAR if measure.is_flush(line) else _BEGINS
    if _hangs(last, line, measure):
        return _JOINS
    if last.cell > last.left:
        return _BEGINS if line.cell > line.left else _UNCLEAR
    if measure.indented:
        return _JOINS if measure.is_flush(line) else _BEGINS
    if not measure.is_flush(line) and not _is_aligned(last.left, line, measure):
        return _BEGINS
    return _JOINS if measure.gapped and same_page else _UNCLEAR


def _is_broken_by_hand(last: PrintedLine, measure: Measure) -> bool:
    return measure.indented and measure.is_long(last) and last.cell == last.left and not ENDS.fullmatch(last.text)


def _is_like(last: PrintedLine, line: PrintedLine) -> bool:
    return abs(last.size - line.size) < 0.1 * max(last.size, line.size)


def _is_title_broken(last: PrintedLine, line: PrintedLine, measure: Measure) -> bool:
    """Tell whether two lines of large type are one title: close to each other, and both centred or the first full."""
    close = 0 < line.baseline - last.baseline < last.size * _TITLE_LEADING
    centred = all(abs((one.left + one.right) / 2 - measure.centre) < measure.size * _CENTRED for one in (last, line))
    return close and (centred or (measure.is_full(last, line) and _is_aligned(last.left, line, measure)))


def _hangs(last: PrintedLine, line: PrintedLine, measure: Measure) -> bool:
    """Tell a line set under the text of the one before: the value in a table, the words after a list's number."""
    if last.cell > last.left:
        return _is_aligned(last.cell, line, measure)
    hang = (line.left - last.left) / measure.size
    return _ALIGNED < hang < _DEEPEST_HANG and not measure.is_flush(line) and _MARKER.match(last.text) is not None


def _is_aligned(edge: float, line: PrintedLine, measure: Measure) -> bool:
    return abs(line.left - edge) < measure.size * _ALIGNED
