"""What was recognised on a picture: runs of characters, where they stand, and how sure that is."""

from __future__ import annotations

from typing import NamedTuple

Point = tuple[float, float]


class RecognisedChar(NamedTuple):
    """A character, how sure it is, from 0 to 1, and where its centre is, in dots."""

    text: str
    confidence: float
    centre: Point
    after_space: bool = False


class Run(NamedTuple):
    """Characters that stand together, and the corners of what they fill: from the upper left one on, in dots."""

    chars: tuple[RecognisedChar, ...]
    corners: tuple[Point, Point, Point, Point]

    @property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)
