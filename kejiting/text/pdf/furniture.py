"""Leave out what stands on a page but not in the letter: page numbers, running heads and feet, a browser's print."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from kejiting.text.lazy_re import lazy_re
from kejiting.text.pdf.lines import PrintedLine

_DEEPEST = 3
# In parts of the page's height
_MARGIN = 0.16
_EDGE = 0.06
# Points between the heights of one running head on two pages
_SAME_HEIGHT = 3
# In parts of the usual distance between lines, and of the usual size of type
_APART = 1.4
_SMALLER = 0.87
_COUNT = r"\s*+[\d一二三四五六七八九十]{1,3}\s*+"
# Without their ornaments: 第 3 页, 第1页共3页, 共3页，第一页, 3/5, Page 1 of 3, P2; not 第1条, 一、, 7
_PAGE_NUMBER = lazy_re(
    rf"第?{_COUNT}页?[,，/／|\s]*+共{_COUNT}页|共{_COUNT}页[,，/／|\s]*+第?{_COUNT}页|第{_COUNT}页"
    r"|\d{1,3}\s*[/／]\s*\d{1,3}|(?:Page|P\.?)\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?",
    re.IGNORECASE,
)
_ORNAMENTS = "-—–－─―·•~～| \t"
# 7, １２; not 2025
_NUMBER = lazy_re(r"\d{1,3}")
# 2025/6/18 15:32 …, 6/18/25, 3:32 PM …, https://www.example.cn/… 1/5, file:///…; not 2025年6月18日
_BROWSER = lazy_re(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[,，]?(?:\s++|\s*+[上下]午\s*+)\d{1,2}:\d{2}.*|(?:https?|file)://\S+(?:\s+\d{1,3}\s*/\s*\d{1,3})?"
)
# 一、, （一）, 1., 第一条; not 第1页
_NUMBERED = lazy_re(r"[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十]+[章条]")


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The lines of a page as they are read, and its height and width in points."""

    lines: Sequence[PrintedLine]
    height: float
    width: float


@dataclass(frozen=True, slots=True)
class _Usual:
    """What is usual: the distance of lines and size of type, and the heights at which the outermost lines stand.

    `running` has them by whether they stand at the foot, and by their wording.
    """

    leading: float
    size: float
    pages: int
    running: dict[tuple[bool, str], list[float]]


def without_furniture(pages: Sequence[PrintedPage]) -> list[list[PrintedLine]]:
    """Return the lines of each page that belong to the text.

    Left out are, outermost on a page: page numbers in any form, the date and address that browsers print, and lines
    that stand at the same height on most pages, apart from the text or in smaller type.
    """
    usual = _usual(pages)
    kept = []
    for number, page in enumerate(pages, 1):
        lines = list(page.lines)
        lines = lines[_depth(lines, page.height, number, usual, foot=False) :]
        feet = _depth(lines[::-1], page.height, number, usual, foot=True)
        kept.append(lines[: len(lines) - feet])
    return kept


def _usual(pages: Sequence[PrintedPage]) -> _Usual:
    steps = [line.baseline - last.baseline for page in pages for last, line in pairwise(page.lines)]
    sizes = [line.size for page in pages for line in page.lines for _ in line.text]
    running: dict[tuple[bool, str], list[float]] = defaultdict(list)
    for page in pages:
        for foot, line in _outermost(page):
            running[foot, _wording(line)].append(_from_edge(line, page.height, foot=foot))
    return _Usual(median_low(steps) if steps else 0, median_low(sizes) if sizes else 0, len(pages), running)


def _outermost(page: PrintedPage) -> Iterator[tuple[bool, PrintedLine]]:
    yield from ((False, line) for line in page.lines[:_DEEPEST])
    yield from ((True, line) for line in page.lines[-_DEEPEST:])


def _wording(line: PrintedLine) -> str:
    return re.sub(r"\d+", "#", "".join(line.text.split()))


def _from_edge(line: PrintedLine, height: float, *, foot: bool) -> float:
    return height - line.baseline if foot else line.baseline


def _depth(lines: Sequence[PrintedLine], height: float, page: int, usual: _Usual, *, foot: bool) -> int:
    """Return how many lines, counted from the edge of the page inwards, are furniture."""
    depth = 0
    for place, line in enumerate(lines[:_DEEPEST], 1):
        if _is_page_number(line, height, page, foot=foot) or _is_of_browser(line, height, foot=foot):
            depth = place
        elif not _is_running(line, height, usual, foot=foot):
            break
        elif _stands_apart(line, lines[place:], usual):
            depth = place
    return depth


def _is_page_number(line: PrintedLine, height: float, page: int, *, foot: bool) -> bool:
    """A bare number is one in the margin, or where it counts the pages."""
    bare = line.text.strip(_ORNAMENTS)
    if line.row:
        return False
    if _NUMBER.fullmatch(bare):
        in_margin = _from_edge(line, height, foot=foot) < height * _MARGIN
        return in_margin or bare != line.text or int(bare) == page
    return _PAGE_NUMBER.fullmatch(bare) is not None


def _is_of_browser(line: PrintedLine, height: float, *, foot: bool) -> bool:
    near = _from_edge(line, height, foot=foot) < height * _EDGE
    return near and _BROWSER.fullmatch(line.text) is not None


def _is_running(line: PrintedLine, height: float, usual: _Usual, *, foot: bool) -> bool:
    """Tell a line that stands at this height on both of two pages, on two in five of more: heads may alternate.

    A numbered heading may begin two pages by chance.
    """
    from_edge = _from_edge(line, height, foot=foot)
    if line.row or from_edge > height * _MARGIN or _NUMBERED.match(line.text):
        return False
    times = sum(abs(other - from_edge) < _SAME_HEIGHT for other in usual.running[foot, _wording(line)])
    return times >= 2 and times * 5 >= usual.pages * 2


def _stands_apart(line: PrintedLine, inside: Sequence[PrintedLine], usual: _Usual) -> bool:
    """Tell a line parted from the text by type or by a gap; a heading at the top of a page is neither."""
    gap = abs(inside[0].baseline - line.baseline) if inside else 0
    return line.size < usual.size * _SMALLER or gap > usual.leading * _APART
