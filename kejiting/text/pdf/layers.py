"""Choose among all that is drawn on a page what a reader reads: once, and nothing behind or under it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from statistics import median_low
from typing import Any

from kejiting.text.pdf.ink import lightness
from kejiting.text.pdf.lines import Box, Char, centre, has_place, is_level, printed_lines
from kejiting.text.pdf.seals import Run, without_seals

Shape = dict[str, Any]

# From 0 for black to 1 for white: nobody prints text so to be read; grey
_FAINT = 0.8
_PALE = 0.65
# In parts of the size of type
_SAME_BASELINE = 0.1
_SAME_TYPE = 0.1
_SHIFT = 0.9
_SHIFT_OF_ONE = 0.4
_HUGE = 1.8
_SMALLER = 0.67
# In parts of the run's width, of its letters
_SHIFT_ACROSS = 0.6
_MOST = 0.5
_CROSSED = 0.34
_OFTEN = 3
# In points: how finely places are told apart, and the size of type that nobody reads
_CELL = 6
_TINY = 2.5
# Invisible text so many times as long as the visible is another text, not the same one again.
_LAYERS = 2


def text_of(
    chars: Sequence[Char], sheet: Box, images: Sequence[Shape], shapes: Sequence[Shape]
) -> tuple[list[Char], int, int]:
    """Return the characters to be read, and how many were left out: invisible ones that nothing visible says, turned ones.

    Left out are seals, watermarks, all printings of a text but one, and what does not show, unless it lies on a
    picture (a scan with its words) or the page shows nothing else.
    """
    _set_on_dark([char for char in chars if char["light"] >= _PALE], images, shapes)
    drawn = _without_watermarks(without_seals(list(runs_of(chars))))
    runs = [run for run in drawn if is_level(run[0])]
    seen = list(chain.from_iterable(_once([run for run in runs if not _is_hidden(run[0])])))
    hidden = _once([run for run in runs if _is_hidden(run[0])])
    read, left_out = _with_hidden(seen, hidden, images, sheet) if hidden else (seen, 0)
    return read, left_out, _count_turned(drawn) if len(drawn) > len(runs) else 0


def _count_turned(runs: Sequence[Run]) -> int:
    """Count letters that are turned as if to be read: dark, and not as large as those of a watermark."""
    largest = _HUGE * median_low([run[0]["size"] for run in runs if is_level(run[0])] or [0])
    turned = (char for run in runs if not is_level(run[0]) for char in run)
    return sum(
        char["text"].isalnum() and not _is_hidden(char) and char["light"] < _PALE and char["size"] < largest
        for char in turned
    )


def _is_hidden(char: Char) -> bool:
    return bool(char["hidden"] or char["light"] >= _FAINT or char["size"] < _TINY)


def _set_on_dark(light: Sequence[Char], images: Sequence[Shape], shapes: Sequence[Shape]) -> None:
    """White letters on a dark ground are as good as black ones on white."""
    filled = [shape for shape in shapes if shape.get("fill") and _lightness(shape) < _PALE] if light else []
    grounds = [_box(ground) for ground in (*filled, *images)]
    for char in light:
        if any(has_place(char, ground) for ground in grounds):
            char["light"] = 0.0


def _lightness(shape: Shape) -> float:
    return lightness(None, shape.get("non_stroking_color"))


def _box(shape: Shape) -> Box:
    return shape["x0"], shape["top"], shape["x1"], shape["bottom"]


def runs_of(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """Yield what was drawn from left to right on one line in one go, in the order of drawing."""
    run: list[Char] = []
    for char in chars:
        if run and not _goes_on(run[-1], char):
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def _goes_on(last: Char, char: Char) -> bool:
    size = last["size"]
    return bool(
        abs(last["baseline"] - char["baseline"]) < size * _SAME_BASELINE
        and abs(char["size"] - size) < size * _SAME_TYPE
        and char["x0"] >= last["x0"]
        and is_level(char)
        and is_level(last)
        and (last["hidden"], last["light"]) == (char["hidden"], char["light"])
    )


def _once(runs: Sequence[Run]) -> list[Run]:
    """Leave out the same text printed again a few points beside or below: bold, shadows, layers. The last is on top.

    A single letter is only the same again where it is moved hardly at all, or as the rest of its layer is.
    """
    kept: dict[str, list[Run]] = defaultdict(list)
    layers: set[tuple[int, int]] = set()
    once = []
    from_top = list(runs[::-1])
    from_top.sort(key=len, reverse=True)
    for run in from_top:
        others = kept["".join(char["text"] for char in run)]
        shifts = [_shift(run, other) for other in others if _is_shifted(run, other)]
        if len(run) == 1:
            shifts += [shift for shift in (_shift(run, other) for other in others) if shift in layers]
        if shifts:
            layers.update(shifts)
        else:
            others.append(run)
            once.append(run)
    chosen = set(map(id, once))
    return [run for run in runs if id(run) in chosen]


def _shift(run: Run, other: Run) -> tuple[int, int]:
    """How far one printing is moved against the other, in points."""
    return round(run[0]["x0"] - other[0]["x0"]), round(run[0]["baseline"] - other[0]["baseline"])


def _is_shifted(run: Run, other: Run) -> bool:
    size = run[0]["size"]
    across, down = abs(run[0]["x0"] - other[0]["x0"]), abs(run[0]["baseline"] - other[0]["baseline"])
    if len(run) == 1:
        return bool(across < run[0]["width"] * _SHIFT_OF_ONE and down < size * _SHIFT_OF_ONE)
    return bool(max(across, down) < size * _SHIFT and across < (run[-1]["x1"] - run[0]["x0"]) * _SHIFT_ACROSS)


def _without_watermarks(runs: Sequence[Run]) -> list[Run]:
    """Leave out large type that lies across the text, and light type that is large, lies across it or comes again."""
    dark = [char for run in runs for char in run if char["light"] < _PALE and is_level(char)]
    if not dark:
        return list(runs)
    usual = median_low(char["size"] for char in dark)
    if all(run[0]["light"] < _PALE and run[0]["size"] < usual * _HUGE for run in runs):
        return list(runs)
    cells: dict[tuple[int, int], float] = {}
    for char in dark:
        cells[_cell(char)] = min(char["size"], cells.get(_cell(char), char["size"]))
    often = Counter("".join(char["text"] for char in run) for run in runs if run[0]["light"] >= _PALE)
    return [run for run in runs if not _is_watermark(run, usual, cells, often)]


def _is_watermark(run: Run, usual: float, cells: dict[tuple[int, int], float], often: Counter[str]) -> bool:
    light, huge = run[0]["light"] >= _PALE, run[0]["size"] >= usual * _HUGE
    if light and (huge or (len(run) > 1 and often["".join(char["text"] for char in run)] >= _OFTEN)):
        return True
    smaller = run[0]["size"] * (_SMALLER if huge else 2)
    return (light or huge) and sum(_is_crossed(char, cells, smaller) for char in run) >= len(run) * _CROSSED


def _is_crossed(char: Char, cells: dict[tuple[int, int], float], smaller: float) -> bool:
    """Tell whether letters of smaller type stand on this one."""
    return any(
        cells.get((column, row), smaller) < smaller
        for column in range(int(char["x0"] // _CELL) + 1, int(char["x1"] // _CELL))
        for row in range(int(char["top"] // _CELL) + 1, int(char["bottom"] // _CELL))
    )


def _cell(char: Char) -> tuple[int, int]:
    x, y = centre(char)
    return int(x // _CELL), int(y // _CELL)


def _with_hidden(
    seen: list[Char], hidden: Sequence[Run], images: Sequence[Shape], sheet: Box
) -> tuple[list[Char], int]:
    said = "".join("".join(line.text.split()) for line in printed_lines(seen, sheet))
    places = {_cell(char) for char in seen}
    pictures = [_box(image) for image in images]
    beneath = sum(map(len, hidden))
    left_out = 0
    read: list[Char] = []
    for run in hidden:
        twice = "".join(char["text"] for char in run) in said
        if twice and len(seen) * _LAYERS > beneath:
            continue
        on_picture = _share(run, lambda char: any(has_place(char, box) for box in pictures)) > _MOST
        if _share(run, lambda char: _is_near(char, places)) <= _MOST and (on_picture or len(seen) * _OFTEN < beneath):
            read.extend(run)
        elif not twice:
            left_out += sum(char["text"].isalnum() for char in run)
    return [*seen, *read], left_out


def _share(run: Run, test: Callable[[Char], bool]) -> float:
    return sum(map(test, run)) / len(run)


def _is_near(char: Char, places: set[tuple[int, int]]) -> bool:
    column, row = _cell(char)
    return any((column + right, row + down) in places for right in (-1, 0, 1) for down in (-1, 0, 1))
