"""Set a picture of a page upright: turned by quarters of a circle where it lies, its lines levelled where they slope."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import atan2, cos, degrees, dist, radians, sin
from statistics import median

from PIL import Image

from kejiting.text.ocr.runs import Point, RecognisedChar, Run

Recogniser = Callable[[Image.Image], list[Run]]

# The mean confidence above which a page is taken to stand upright
_SURE = 0.85
# Runs so many times as wide as high tell the slope; steeper ones are no lines of the page.
_WIDE = 4
_STEEPEST = 12
# In degrees: less moves a line by a dot or two
_LEVEL = 0.05
_PAPER = "white"


def upright(picture: Image.Image, recognise: Recogniser) -> tuple[Image.Image, list[Run]]:
    """Return the picture with its lines level, and the runs on it."""
    picture, runs = _turned(picture, recognise)
    slope = _slope(runs)
    if abs(slope) < _LEVEL:
        return picture, runs
    return picture.rotate(slope, resample=Image.Resampling.BICUBIC, fillcolor=_PAPER), _levelled(runs, picture, slope)


def _turned(picture: Image.Image, recognise: Recogniser) -> tuple[Image.Image, list[Run]]:
    """The picture turned so that what is read of it is surest; where that is sure, nothing else is tried."""
    best = picture, recognise(picture)
    sure = _sureness(best[1])
    for quarter in _others(best[1]):
        if sure > _SURE:
            break
        turned = picture.rotate(quarter, expand=True)
        runs = recognise(turned)
        if _sureness(runs) > sure:
            sure, best = _sureness(runs), (turned, runs)
    return best


def _others(runs: Sequence[Run]) -> tuple[int, ...]:
    """What a page may have to be turned by, in degrees to the left: by a quarter if its lines stand on end."""
    standing = sum(len(run.chars) for run in runs if not _is_lying(run))
    if not runs:
        return ()
    return (90, 270) if standing * 2 > sum(len(run.chars) for run in runs) else (180,)


def _sureness(runs: Sequence[Run]) -> float:
    """How sure the characters are; of a run that stands on end, which was turned to be read, they count for nothing."""
    counted = [(char.confidence if _is_lying(run) else 0) for run in runs for char in run.chars]
    return sum(counted) / len(counted) if counted else 0


def _is_lying(run: Run) -> bool:
    width, height = _sides(run)
    return width * 1.5 > height


def _sides(run: Run) -> tuple[float, float]:
    first, second, third, _ = run.corners
    return dist(first, second), dist(second, third)


def _slope(runs: Iterable[Run]) -> float:
    """How far the lines fall to the right, in degrees: of long ones in the middle of all."""
    slopes = []
    for run in runs:
        width, height = _sides(run)
        (left, top), (right, falls), *_ = run.corners
        slope = degrees(atan2(falls - top, right - left))
        if width > _WIDE * height and abs(slope) < _STEEPEST:
            slopes.append(slope)
    return median(slopes) if slopes else 0


def _levelled(runs: Sequence[Run], picture: Image.Image, slope: float) -> list[Run]:
    """The runs where they are on the picture after it was turned around its centre."""
    across, down = picture.width / 2, picture.height / 2
    turn, shift = cos(radians(slope)), sin(radians(slope))

    def moved(point: Point) -> Point:
        x, y = point[0] - across, point[1] - down
        return across + x * turn + y * shift, down - x * shift + y * turn

    def level(char: RecognisedChar) -> RecognisedChar:
        return char._replace(centre=moved(char.centre))

    first = [(tuple(map(level, run.chars)), tuple(map(moved, run.corners))) for run in runs]
    return [Run(chars, (a, b, c, d)) for chars, (a, b, c, d) in first]
