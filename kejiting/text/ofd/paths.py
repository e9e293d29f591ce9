"""The rules of tables and the grounds of text among the paths of an OFD page (AbbreviatedData; GB/T 33190, 9.1)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from kejiting.text.lazy_re import lazy_re
from kejiting.text.ofd.geometry import Matrix, around, numbers, shape_of
from kejiting.text.xml_package import XmlElement

# How many numbers follow: move, line, quadratic and cubic curve, arc, close
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_PARTS = lazy_re(r"([SMLQBAC])([-+.\de\s]*)")
# In points: of a line that is level or upright
_STRAIGHT = 0.5
_MOST = 5_000


def straight_lines(drawn: XmlElement, matrix: Matrix, *, filled: bool) -> Iterator[dict[str, Any]]:
    """Yield the level and upright lines of a path as pdfplumber has them; of a filled one its box."""
    data = "".join(str(part.text or "") for part in drawn.iterchildren("{*}AbbreviatedData"))
    strokes = [[matrix.at(*point) for point in stroke] for stroke in _strokes(data)]
    if filled and strokes:
        yield shape_of("rect", *around(point for stroke in strokes for point in stroke))
        return
    for stroke in strokes:
        for start, end in pairwise(stroke):
            left, top, right, bottom = around((start, end))
            if bottom - top < _STRAIGHT:
                yield shape_of("line", left, top, right, top)
            elif right - left < _STRAIGHT:
                yield shape_of("line", left, top, left, bottom)


def _strokes(data: str) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each stroke; a curve is the line between its ends."""
    stroke: list[tuple[float, float]] = []
    for part, written in _PARTS.findall(data)[:_MOST]:
        operands = numbers(written)[: _OPERANDS[part]]
        if len(operands) < _OPERANDS[part]:
            return
        if part in "SM":
            if len(stroke) > 1:
                yield stroke
            stroke = []
        if part == "C":
            stroke = [*stroke, *stroke[:1]]
        else:
            stroke.append((operands[-2], operands[-1]))
    if len(stroke) > 1:
        yield stroke
