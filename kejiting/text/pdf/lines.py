"""Put the characters of a page of a PDF together to printed lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import median_low
from typing import Any

from kejiting.text.lazy_re import lazy_re
from kejiting.text.marks import LOST

Char = dict[str, Any]
# Left, upper, right and lower edge in points
Box = tuple[float, float, float, float]

# In parts of the type's size
_SAME_BASELINE = 0.2
_SUPERSCRIPT = 0.5
_LATIN_SPACE = 0.15
_SPACE = 0.6
_NEXT_CELL = 1.5
_SAME_GAP = 0.06
# In parts of a character's width
_COLLISION = 0.5
_DOUBLE_PRINT = 0.4
# Marks as vertical type has them, U+FE10 and U+FE35 ff., and as lines have them
_UPRIGHT = "︐︑︒︓︔︕︖︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄"
_LYING = "，、。：；！？（）｛｝〔〕【】《》〈〉「」『』"
# Two letters in one glyph, and marks without width: where a word may be parted, what direction it runs
_WRITTEN_OUT = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | dict(zip(_UPRIGHT, _LYING, strict=True))
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\x00", "")
)
# A bullet of Symbol or Wingdings at the head of a line, whatever its picture
_PICTURE = lazy_re(r"^[\uf000-\uf0ff](?=\s?\w)")
# What no line break may part at the beginning of a line: 关, “关, 2025, 一）, https://…; not 关于
_FIRST_WORD = lazy_re(r"[“‘（(《〈「『【〔\[]*(?:[!-~]+|.)[，。、；：！？”’）》〉」』】〕]*")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line and where it stands on its page, in points from the left and the upper edge.

    `lead` is the width of its first word, for which the line above may have had no room; `cell` is where its last
    cell begins, the same as `left` if there is but one. A `row` is one of a ruled table. A page set in two columns
    has columns 1 and 2, with distances from the left edge of each; 0 fills the width. `doubtful` are the characters
    that OCR is not sure of, counted without white space.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    lead: float
    cell: float
    row: bool = False
    column: int = 0
    doubtful: tuple[int, ...] = ()


def printed_lines(chars: Iterable[Char], page: Box, column: int = 0) -> list[PrintedLine]:
    """Return the lines of a page from top to bottom, with a tab between cells that stand far apart.

    Turned text, such as a watermark across the page, is left out.
    """
    shown = [char for char in chars if char["text"].strip() and is_level(char)]
    return [_line(row, page, column) for row in _with_superscripts(list(rows(shown)))]


def joint(last: str, line: str) -> str:
    """What stands between two lines of one paragraph: a space between Latin words; a number may break anywhere."""
    left, right = last[-1:], line[:1]
    words = left.isascii() and right.isascii() and (left.isalpha() or left in ",.;:!?") and right.isalpha()
    return " " if words else ""


def doubts_of(lines: Iterable[PrintedLine]) -> Iterator[int]:
    """Yield which characters of the lines, put together and counted without white space, are doubtful."""
    before = 0
    for line in lines:
        yield from (before + place for place in line.doubtful)
        before += sum(not char.isspace() for char in line.text)


def is_level(char: Char) -> bool:
    across, up = char["matrix"][:2]
    return bool(across > 0 and abs(up) < across / 10)


def centre(char: Char) -> tuple[float, float]:
    return (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2


def has_place(char: Char, box: Box) -> bool:
    """Tell whether a character stands in a box."""
    x, y = centre(char)
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def rows(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """Yield the characters of each baseline, the highest first."""
    row: list[Char] = []
    for char in sorted(chars, key=itemgetter("baseline")):
        if row and char["baseline"] - row[-1]["baseline"] > char["size"] * _SAME_BASELINE:
            yield row
            row = []
        row.append(char)
    if row:
        yield row


def _with_superscripts(levels: Sequence[list[Char]]) -> list[list[Char]]:
    """Join the rows that overlap for the most part and fit between one another: m² set with a small, raised 2."""
    joined: list[list[Char]] = []
    for row in levels:
        if joined and _overlap(joined[-1], row) and not _collide(joined[-1] + row):
            joined[-1] = max(joined[-1], row, key=len) + min(row, joined[-1], key=len)
        else:
            joined.append(row)
    return joined


def _overlap(upper: Sequence[Char], lower: Sequence[Char]) -> bool:
    over, under = upper[0], lower[0]
    shared = over["baseline"] - under["baseline"] + under["size"]
    return bool(shared > min(over["size"], under["size"]) * _SUPERSCRIPT)


def _collide(chars: Sequence[Char]) -> bool:
    in_order = sorted(chars, key=lambda char: char["x0"])
    return any(left["x1"] - right["x0"] > right["width"] * _COLLISION for left, right in pairwise(in_order))


def _line(row: Sequence[Char], page: Box, column: int) -> PrintedLine:
    chars = list(_printed_once(sorted(row, key=lambda char: char["x0"])))
    size = median_low(char["size"] for char in chars)
    text, cell = [_text(chars[0])], chars[0]["x0"]
    spacings = _spacing(chars, size)
    for last, char in pairwise(chars):
        between = _between(last, char, size, spacings)
        if between == "\t":
            cell = char["x0"]
        text.extend((between, _text(char)))
    printed = "".join(text)
    return PrintedLine(
        text=_PICTURE.sub("•", printed.translate(_WRITTEN_OUT)),
        left=chars[0]["x0"] - page[0],
        right=max(char["x1"] for char in chars[-2:]) - page[0],
        baseline=row[0]["baseline"] - page[1],
        size=size,
        lead=_lead(printed, chars),
        cell=cell - page[0],
        column=column,
        doubtful=tuple(place for place, char in enumerate(chars) if char.get("doubtful")),
    )


def _text(char: Char) -> str:
    """A font without an encoding leaves numbers of glyphs."""
    return LOST if char["text"].startswith("(cid:") else str(char["text"])


def _printed_once(chars: Iterable[Char]) -> Iterator[Char]:
    """Leave out what stands on top of the same character: bold by printing twice, two layers of one text."""
    kept: list[Char] = []
    for char in chars:
        near = char["width"] * _DOUBLE_PRINT
        if not any(char["text"] == other["text"] and char["x0"] - other["x0"] < near for other in kept[-2:]):
            kept.append(char)
            yield char


def _between(last: Char, char: Char, size: float, spacings: tuple[float, float]) -> str:
    gap = char["x0"] - last["x1"]
    spacing = spacings[_is_latin(last) and _is_latin(char)]
    if spacing and abs(gap - spacing) < size * _SAME_GAP:
        return ""
    if gap >= size * _NEXT_CELL:
        return "\t"
    latin = last["text"].isascii() and char["text"].isascii()
    return " " if gap >= size * (_LATIN_SPACE if latin else _SPACE) else ""


def _is_latin(char: Char) -> bool:
    return bool(char["text"].isascii() and char["text"].isalpha())


def _spacing(chars: Sequence[Char], size: float) -> tuple[float, float]:
    """How far letters are set apart, in points, where three gaps in a row are alike; 0 where they are not.

    `2 5 1 8 人` is spaced out; `甲 乙 丙` in cells only if its letters are Chinese and fill the line. The second
    holds between Latin letters: `Plan A B C` has words, unless most of the line is spaced out.
    """
    gaps = [char["x0"] - last["x1"] for last, char in pairwise(chars)]
    alike = [
        gap
        for gap, *others in zip(gaps, gaps[1:], gaps[2:], strict=False)
        if gap > size * _LATIN_SPACE and all(abs(gap - other) < size * _SAME_GAP for other in others)
    ]
    if not alike:
        return 0, 0
    spacing = median_low(alike)
    whole = len(alike) == len(gaps) - 2 and not any(char["text"].isascii() for char in chars)
    if spacing >= size * _NEXT_CELL and not whole:
        return 0, 0
    return spacing, spacing if len(alike) * 2 > len(gaps) else 0


def _lead(text: str, chars: Sequence[Char]) -> float:
    word = _FIRST_WORD.match(text)
    last = chars[min(len(word[0]), len(chars)) - 1] if word else chars[0]
    return float(last["x1"] - chars[0]["x0"])
