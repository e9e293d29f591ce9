"""Find the letters of a seal drawn as text: they stand on a circle, each turned by another angle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import atan2, dist, hypot, pi

from kejiting.text.pdf.lines import Char, centre, is_level

Run = Sequence[Char]
Circle = tuple[float, float, float]

_FEWEST = 4
# In parts of the size of the letters
_ON_CIRCLE = 0.4
_LARGEST = 12
_ALIKE = 0.1
# Between the angle of a letter and that of the circle where it stands
_UPRIGHT = 0.35
# The number of a seal, GA 241: thirteen digits
_CODE = 10
_STARS = ("★", "☆")


def without_seals(runs: Sequence[Run]) -> list[Run]:
    """Leave out every turned letter of a seal, and what stands level in it: a letter, its colour, its number."""
    turned = [char for run in runs for char in run if not is_level(char)]
    seals = list(_seals(turned))
    if not seals:
        return list(runs)
    return [run for run in runs if not any(_is_of(run, circle, letters) for circle, letters in seals)]


def _seals(turned: Sequence[Char]) -> Iterator[tuple[Circle, Sequence[Char]]]:
    rest = list(turned)
    while len(rest) >= _FEWEST:
        circle = _through(*map(centre, rest[:3]))
        letters = [char for char in rest if circle and _is_on(char, circle)]
        if circle and circle[2] < rest[0]["size"] * _LARGEST and len(letters) >= _FEWEST and _turn(letters):
            yield circle, letters
            taken = set(map(id, letters))
            rest = [char for char in rest if id(char) not in taken]
        else:
            rest = rest[1:]


def _through(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> Circle | None:
    """The circle through three points, unless they stand in a line."""
    (ax, ay), (bx, by), (cx, cy) = a, b, c
    twice = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by))
    if abs(twice) < 1:
        return None
    squares = [x * x + y * y for x, y in (a, b, c)]
    x = (squares[0] * (by - cy) + squares[1] * (cy - ay) + squares[2] * (ay - by)) / twice
    y = (squares[0] * (cx - bx) + squares[1] * (ax - cx) + squares[2] * (bx - ax)) / twice
    return x, y, dist((x, y), a)


def _is_on(char: Char, circle: Circle) -> bool:
    x, y, radius = circle
    return abs(dist(centre(char), (x, y)) - radius) < _em(char) * _ON_CIRCLE


def _turn(letters: Sequence[Char]) -> bool:
    """Tell letters whose heads point outwards, or all inwards, from text that is merely turned."""
    return len({round(atan2(char["matrix"][1], char["matrix"][0]) / _UPRIGHT) for char in letters}) >= _FEWEST - 1


def _is_of(run: Run, circle: Circle, letters: Sequence[Char]) -> bool:
    members = set(map(id, letters))
    if any(id(char) in members for char in run):
        return True
    x, y, radius = circle
    if any(dist(centre(char), (x, y)) > radius + _em(char) for char in run):
        return False
    star = "".join(char["text"] for char in run) in _STARS
    lone = len(run) <= 2 and all(_is_on(char, circle) and _are_alike(char, letters[0]) for char in run)
    code = len(run) >= _CODE and all(char["text"].isdigit() for char in run)
    return star or lone or code or (_colour(run[0]) == _colour(letters[0]) and letters[0]["light"] > 0)


def _are_alike(char: Char, other: Char) -> bool:
    return abs(_em(char) / _em(other) - 1) < _ALIKE and _colour(char) == _colour(other)


def _em(char: Char) -> float:
    """The size of type, however the letter is turned: its box grows with the turn."""
    across, up = char["matrix"][:2]
    angle = atan2(up, across) % (pi / 2)
    scale = hypot(across, up) or 1
    grown = abs(across / scale) + abs(up / scale)
    return float(char["size"]) / grown if angle else float(char["size"])


def _colour(char: Char) -> object:
    return char["colour"]
