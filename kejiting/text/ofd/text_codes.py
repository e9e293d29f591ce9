"""Where the characters of a TextObject stand: X and Y of the first one, DeltaX and DeltaY from one to the next."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple

from kejiting.text.ofd.geometry import number, numbers
from kejiting.text.xml_package import XmlElement

# Of the size of type: a letter that is not Chinese, and the widest one
_HALF, _WIDEST = 0.5, 1.05
_STEPS = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}


class Placed(NamedTuple):
    """A character, where its baseline begins in the object's space, and its width."""

    text: str
    x: float
    y: float
    width: float


def placed(drawn: XmlElement) -> Iterator[Placed]:
    """Yield the characters of a TextObject. The widths are guesses from what comes next: no font is opened."""
    size, scale = number(drawn, "Size", 0), number(drawn, "HScale", 1)
    boundary = numbers(drawn.get("Boundary"))
    across, down = _STEPS.get(round(number(drawn, "ReadDirection", 0)) % 360, (1, 0))
    x = y = 0.0
    for code in drawn.iterchildren("{*}TextCode"):
        x, y = number(code, "X", x), number(code, "Y", y)
        text = _text(code)
        told = code.get("DeltaX") or code.get("DeltaY")
        steps = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
        for place, char in enumerate(text):
            usual = size * scale * (1 if _is_wide(char) else _HALF)
            step = (steps[0][place], steps[1][place]) if told else (usual * across, usual * down)
            if place == len(text) - 1:
                step = (boundary[2] - x, 0) if len(boundary) == 4 else (0, 0)
            yield Placed(char, x, y, _width(char, usual, step[0], size * scale))
            x, y = x + step[0], y + step[1]


def _text(code: XmlElement) -> str:
    """Line breaks around the words are white space of the XML."""
    written = "".join(str(part) for part in code.itertext())
    return written.strip() if "\n" in written else written


def _steps(written: str | None, characters: int) -> list[float]:
    """`g 3 4.2` → 4.2 4.2 4.2, one number for each character, 0 for those of which nothing is written."""
    found: list[float] = []
    parts = iter((written or "").split())
    for part in parts:
        if part == "g":
            times = int(next(parts, "0"))
            found.extend(repeat(float(next(parts, "0")), min(times, characters)))
        else:
            found.append(float(part))
    return [*found, *repeat(0.0, characters - len(found))]


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFA"


def _width(char: str, usual: float, step: float, size: float) -> float:
    """A Chinese character is no wider than the step to the next one; any other may be as wide as that."""
    if step <= 0:
        return usual
    return min(usual, step) if _is_wide(char) or step > size * _WIDEST else step
