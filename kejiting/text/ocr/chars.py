"""Give recognised runs the shape of the characters of a printed page: where each stands, in points, and its type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import dist
from statistics import median

from kejiting.text.ocr.mended import mended
from kejiting.text.ocr.runs import RecognisedChar, Run
from kejiting.text.pdf.lines import Char

# What is surer is right on all pages tried; marks are never sure which width they have, and that changes nothing.
_SURE = 0.95
_SURE_OF_MARK = 0.5
_HAN = "\u3400"
# So many letters in a row tell the size of type by their distance for certain.
_SEVERAL = 5
# In parts of the height of what a run fills: its letters, and the widest that they are set where they are not set apart
_FILLED = 0.7
_WIDEST = 1.15
# So many times as large is still one size, is still one stretched to the margin; a short run is of the nearest size.
_SAME_SIZE = 1.08
_STRETCHED = 1.25
_NEAR_SIZE = 0.3
# In parts of the size of type
_APART = 1.2
_SPACE = 0.7
_BELOW_CENTRE = 0.38


def chars_of(runs: Sequence[Run], scale: float) -> list[Char]:
    """Return the characters in points from the upper left corner; `scale` is dots a point."""
    whole = [run._replace(chars=mended(run.chars)) for run in runs]
    sizes = _sizes(whole)
    return [char for run, size in zip(whole, sizes, strict=True) for char in _placed(run, size, scale)]


def _placed(run: Run, size: float, scale: float) -> Iterator[Char]:
    """Letters of a run fill the room between them, unless it is wide enough for a cell, or a space was recognised."""
    middle = sum(y for _, y in run.corners) / 4
    for char, (left, right), doubtful in zip(run.chars, _edges(run.chars, size), _doubts(run.chars), strict=True):
        yield {
            "text": char.text,
            "x0": left / scale,
            "x1": right / scale,
            "top": (middle - size / 2) / scale,
            "bottom": (middle + size / 2) / scale,
            "baseline": (middle + size * _BELOW_CENTRE) / scale,
            "width": (right - left) / scale,
            "size": size / scale,
            "matrix": (1, 0, 0, 1, 0, 0),
            "doubtful": doubtful,
        }


def _edges(chars: Sequence[RecognisedChar], size: float) -> list[tuple[float, float]]:
    """The left and right edge of each character, in dots."""
    middles = [char.centre[0] for char in chars]
    halves = [size / 2 if _is_wide(char) else size / 4 for char in chars]
    lefts = [middle - half for middle, half in zip(middles, halves, strict=True)]
    rights = [middle + half for middle, half in zip(middles, halves, strict=True)]
    for place in range(1, len(chars)):
        if lefts[place] - rights[place - 1] > size * _APART:
            continue
        share = halves[place - 1] / (halves[place - 1] + halves[place])
        border = middles[place - 1] + (middles[place] - middles[place - 1]) * share
        room = size * _SPACE / 2 if chars[place].after_space else 0
        rights[place - 1], lefts[place] = border - room, border + room
    return [(left, max(left, right)) for left, right in zip(lefts, rights, strict=True)]


def _doubts(chars: Sequence[RecognisedChar]) -> list[bool]:
    """Which characters are not sure. Of a number of which one digit is not, none is."""
    doubts: list[bool] = []
    for is_digit, group in groupby(chars, key=lambda char: char.text.isdigit()):
        unsure = [char.confidence < (_SURE if char.text.isalnum() else _SURE_OF_MARK) for char in group]
        doubts += [any(unsure)] * len(unsure) if is_digit else unsure
    return doubts


def _sizes(runs: Sequence[Run]) -> list[float]:
    """The size of type of each run, in dots: long ones tell which there are, and those of short ones are the nearest.

    The letters of a line that is stretched to the margin stand farther apart than they are large, but no higher.
    """
    guesses = [_size(run) for run in runs]
    long = [(guess, _height(run)) for run, guess in zip(runs, guesses, strict=True) if len(_advances(run)) >= _SEVERAL]
    groups: list[list[tuple[float, float]]] = []
    for guess, height in sorted(long):
        if groups and guess < groups[-1][-1][0] * _SAME_SIZE:
            groups[-1].append((guess, height))
        elif not groups or not _is_stretched(guess, height, groups[-1]):
            groups.append([(guess, height)])
    usual = [median(guess for guess, _ in group) for group in groups]
    return [_nearest(guess, usual) for guess in guesses]


def _is_stretched(guess: float, height: float, smaller: Sequence[tuple[float, float]]) -> bool:
    size = median(guess for guess, _ in smaller)
    return len(smaller) >= _SEVERAL and guess < size * _STRETCHED and height <= max(height for _, height in smaller)


def _nearest(guess: float, usual: Sequence[float]) -> float:
    near = min(usual, key=lambda size: abs(size - guess), default=guess)
    return near if abs(near - guess) < guess * _NEAR_SIZE else guess


def _size(run: Run) -> float:
    """By the distance of its letters, which are as wide as high; by its height where they are set apart or it has none."""
    height = _height(run)
    advances = _advances(run)
    advance = sum(advances) / len(advances) if advances else 0
    return advance if 0 < advance < height * _WIDEST else height * _FILLED


def _height(run: Run) -> float:
    first, _, _, last = run.corners
    return dist(first, last)


def _advances(run: Run) -> list[float]:
    """How far it is from each letter to the next, where both are wide."""
    return [
        char.centre[0] - last.centre[0]
        for last, char in pairwise(run.chars)
        if _is_wide(last) and _is_wide(char) and last.text.isalpha() and char.text.isalpha()
    ]


def _is_wide(char: RecognisedChar) -> bool:
    return char.text >= _HAN or char.text in "“”‘’—…、。《》〔〕【】"
