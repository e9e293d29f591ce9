"""Tell of the pictures on a page: a scan of the whole page, those that nothing is written on, ornaments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pdfplumber.page import Page

from kejiting.text.pdf.drawn_page import DrawnPage
from kejiting.text.pdf.ink import common
from kejiting.text.pdf.lines import Box, Char, has_place

_SCAN_COVERS = 0.5
# In points, as for Word: a rule or a bullet that is drawn as a picture
_THIN, _SMALL = 14, 34
# A picture may be drawn in strips: they touch, but for so many points.
_APART = 2
# A page with more is a drawing.
_MOST = 500


def is_covered(page: Page | DrawnPage) -> bool:
    """Tell a page of which pictures cover the most, as those of a scan do."""
    covered = sum(image["width"] * image["height"] for image in page.images)
    return bool(covered > page.width * page.height * _SCAN_COVERS)


def count_pictures(images: Sequence[Mapping[str, Any]], chars: Sequence[Char], sheet: Box) -> int:
    """Count the pictures that may say something: a ground and a seal have words on them, which are read."""
    boxes = (common((image["x0"], image["top"], image["x1"], image["bottom"]), sheet) for image in images[:_MOST])
    return sum(not any(has_place(char, box) for char in chars) for box in _whole(boxes) if not _is_ornament(box))


def _whole(boxes: Iterable[Box]) -> list[Box]:
    """Join the boxes that touch."""
    joined: list[Box] = []
    for box in sorted(boxes, key=lambda box: box[1]):
        whole = box
        for other in [other for other in joined if _touch(whole, other)]:
            joined.remove(other)
            whole = (*map(min, whole[:2], other[:2]), *map(max, whole[2:], other[2:]))  # type: ignore[assignment]
        joined.append(whole)
    return joined


def _touch(box: Box, other: Box) -> bool:
    left, top, right, bottom = common(box, other)
    return left <= right + _APART and top <= bottom + _APART


def _is_ornament(box: Box) -> bool:
    sides = sorted((box[2] - box[0], box[3] - box[1]))
    return sides[0] < _THIN or sides[1] < _SMALL
