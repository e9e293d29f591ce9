"""How a text is printed: its lines, how wide they are and which of them are indented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter
from statistics import median_low
from typing import NamedTuple

from kejiting.text.lazy_re import lazy_re

# …。, …”；, …。（责任单位：省科技厅）
FINAL = lazy_re(r"[。！？!?；;：:…][”’」』）)\]】》]*(?:[（(〔【][^（()）〔〕【】]{1,100}[）)〕】])?$")
_FEW = 3
SHORT_LINE = 15
_LONGEST_HEADING, _LONGEST_ENDED = 30, 60
# The 、 of 一、 makes no sentence of a heading.
MARKER_ENDS = 4


class RawLine(NamedTuple):
    """A printed line with its spaces closed; `starts`: a rule has put a line break before it; `apart`: a blank line."""

    text: str
    indent: int
    starts: bool = False
    apart: bool = False


class Layout(NamedTuple):
    """How a text is printed: with every paragraph indented, and lines of so many characters.

    `limit`: the characters of a full line where the printer broke them, else 0; `indent`: the white space that begins
    paragraphs, else 0; `ended`: the characters of the longest paragraph without a last mark that a blank line ends, more
    where blank lines do not stand behind every line; a longer one goes on behind the end of a page.
    """

    indented: bool
    width: int
    limit: int = 0
    indent: int = 0
    ended: int = 0


def read_layout(lines: Sequence[RawLine]) -> Layout:
    widths = sorted(len(line.text) for line in lines if len(line.text) > SHORT_LINE)
    longest = widths[len(widths) * 9 // 10] if widths else 0
    full = sum(width * 10 >= longest * 9 for width in widths)
    indents = Counter(line.indent for line in lines if len(line.text) > MARKER_ENDS * 2)
    indent, times = max(((one, count) for one, count in indents.items() if one), key=itemgetter(1), default=(0, 0))
    limit = longest if full > _FEW and full * 2 >= len(widths) else 0
    apart = sum(line.apart for line in lines)
    return Layout(
        indented=_is_indented_throughout(lines),
        width=median_low(widths) if widths else 0,
        limit=limit,
        indent=indent if times >= _FEW and (indents[0] or not limit) else 0,
        ended=0 if len(lines) <= _FEW else _LONGEST_HEADING if apart * 10 > len(lines) * 7 else _LONGEST_ENDED,
    )


def _is_indented_throughout(lines: Sequence[RawLine]) -> bool:
    """Tell a text whose paragraphs are indented and whose lines are broken: most lines in it run on."""
    flush = [place for place, line in enumerate(lines) if place and not line.indent]
    running = [place for place in flush if not FINAL.search(lines[place - 1].text)]
    return len(flush) > _FEW and len(lines) - len(flush) > _FEW and len(running) * 10 >= len(flush) * 7
