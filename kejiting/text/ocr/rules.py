"""Find the rules of tables in a picture of a page: long thin lines, across and down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from PIL import Image

# In points: strokes of letters are shorter, rules thinner
_SHORTEST_ACROSS = 40
_SHORTEST_DOWN = 18
_THICKEST = 4
# Dots that are missing in a rule
_GAP = 3
# Darker than its surroundings by so much, of 255
_DARKER = 30
_SURROUNDINGS = 51


def rules_of(picture: Image.Image, scale: float) -> list[dict[str, Any]]:
    """Return the rules as edges of pdfplumber, in points; `scale` is dots a point."""
    ink = cv2.adaptiveThreshold(
        np.asarray(picture.convert("L")),
        255,
        cv2.ADAPTIVE_THRESH_MEAN_C,
        cv2.THRESH_BINARY_INV,
        _SURROUNDINGS,
        _DARKER,
    )
    return [*_edges(ink, scale, "h"), *_edges(ink, scale, "v")]


def _edges(ink: Any, scale: float, orientation: str) -> Iterator[dict[str, Any]]:
    across = orientation == "h"
    length = round((_SHORTEST_ACROSS if across else _SHORTEST_DOWN) * scale)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _bar(_GAP, across=across))
    lines = cv2.morphologyEx(closed, cv2.MORPH_OPEN, _bar(length, across=across))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(lines)
    for left, top, width, height, _ in boxes[1:count].tolist():
        if min(width, height) < _THICKEST * scale:
            x0, x1, upper, lower = left / scale, (left + width) / scale, top / scale, (top + height) / scale
            middle = (upper + lower) / 2 if across else (x0 + x1) / 2
            x0, x1, upper, lower = (x0, x1, middle, middle) if across else (middle, middle, upper, lower)
            yield {
                "object_type": "line",
                "orientation": orientation,
                "x0": x0,
                "x1": x1,
                "top": upper,
                "bottom": lower,
                "doctop": upper,
                "width": x1 - x0,
                "height": lower - upper,
            }


def _bar(length: int, *, across: bool) -> Any:
    size = (length, 1) if across else (1, length)
    return cv2.getStructuringElement(cv2.MORPH_RECT, size)
