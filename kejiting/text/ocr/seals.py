"""Take the red of seals out of a picture of a page, so that what they lie on can be read; the seal itself is no text."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from PIL import Image

# Of 255: how much redder than green and blue
_REDDER = 50
# In points: seals are 40 to 60 mm across, GB/T 9704; those of smaller offices less
_SIZES = (55, 190)
# How much wider than high, or higher than wide; a heading in red is wider
_ROUND = 1.35
# What belongs together in a seal stands so near, in points.
_GAP = 12


def without_seals(picture: Image.Image, scale: float) -> Image.Image:
    """Return the picture, where seals are as light as their red is; `scale` is dots a point."""
    if picture.mode == "L":
        return picture
    dots = np.array(picture.convert("RGB"))
    boxes = [box for box in _red_boxes(dots, scale) if _is_seal(box, scale)]
    for left, top, width, height in boxes:
        part = dots[top : top + height, left : left + width]
        part[:] = part[:, :, :1]
    return Image.fromarray(dots) if boxes else picture


def _red_boxes(dots: Any, scale: float) -> list[tuple[int, int, int, int]]:
    red, green, blue = (dots[:, :, colour].astype(np.int16) for colour in range(3))
    mask = (red - np.maximum(green, blue) > _REDDER).astype(np.uint8)
    reach = round(_GAP * scale)
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(joined)
    return [(left, top, width, height) for left, top, width, height, _ in boxes[1:count].tolist()]


def _is_seal(box: tuple[int, int, int, int], scale: float) -> bool:
    sides = sorted(box[2:])
    least, most = (size * scale for size in _SIZES)
    return least < sides[0] and sides[1] < most and sides[1] < sides[0] * _ROUND
