"""Turn a page so that its text runs in level lines: pages lying on their side, and type set in upright columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from math import atan2, pi

from kejiting.text.pdf.lines import Box, Char, centre

# In parts of the size of type: from one letter to the one under it, and how far that may stand aside
_STEP = (0.7, 3.0)
_ASIDE = 0.25
# Fewer letters under one another may be a list.
_COLUMN = 6
_HAN = "\u3400"
# Of a run of letters in the middle of level text
_TIGHT = 1.35
_FEWEST = 4


def level(chars: list[Char], sheet: Box, *, goes_on: bool = False) -> tuple[list[Char], Box]:
    """Return the characters, and the edges of the page, as they stand when most of the text is level.

    They are the same list where it is so already. If the page `goes_on` from one that was turned, it may hold a few
    letters only. Type in upright columns is turned so that the right column becomes the first line.
    """
    quarters = Counter(map(_quarter, chars))
    quarter = quarters.most_common(1)[0][0] if quarters else 0
    if quarter == 0 and not _is_upright(chars, 0 if goes_on else _COLUMN):
        return chars, sheet
    width, height = sheet[2] - sheet[0], sheet[3] - sheet[1]
    if quarter:
        turned = [_turn(char, sheet, quarter) for char in chars]
        return turned, (0, 0, width, height) if quarter == 2 else (0, 0, height, width)
    return list(_laid_down(chars, sheet)), (0, 0, height, width)


def without_upright(chars: Sequence[Char]) -> tuple[list[Char], int]:
    """Leave out Chinese letters set closely under one another on a page of level text; return how many those are."""
    runs: list[list[Char]] = []
    for char in chars:
        last = runs[-1][-1] if runs else char
        if _is_han(last) and _is_han(char) and _is_under(last, char) and _leads(last, char) < _TIGHT:
            runs[-1].append(char)
        else:
            runs.append([char])
    kept = [char for run in runs for char in run if len(run) < _FEWEST]
    return kept, len(chars) - len(kept)


def _quarter(char: Char) -> int:
    """How many quarters of a circle a character is turned to the left."""
    across, up = char["matrix"][:2]
    if up == 0 < across:
        return 0
    return round(atan2(up, across) / (pi / 2)) % 4


def _is_upright(chars: Sequence[Char], fewest: int) -> bool:
    under = beside = 0
    for last, char in pairwise(chars):
        if _is_han(last) and _is_han(char):
            under += _is_under(last, char)
            beside += _is_beside(last, char)
    return under >= fewest and under >= 2 * beside


def _is_under(last: Char, char: Char) -> bool:
    aside = abs(centre(char)[0] - centre(last)[0])
    least, most = _STEP
    return bool(aside < char["size"] * _ASIDE and least < _leads(last, char) < most)


def _is_beside(last: Char, char: Char) -> bool:
    aside = abs(centre(char)[1] - centre(last)[1])
    return bool(aside < char["size"] * _ASIDE and char["x0"] > last["x0"])


def _leads(last: Char, char: Char) -> float:
    return float((centre(char)[1] - centre(last)[1]) / char["size"])


def _is_han(char: Char) -> bool:
    return bool(char["text"] >= _HAN)


def _turn(char: Char, sheet: Box, quarter: int) -> Char:
    left, top, right, bottom = sheet
    x, y = char["matrix"][4], char["baseline"]
    match quarter:
        case 1:
            box = (bottom - char["bottom"], char["x0"] - left, bottom - char["top"], char["x1"] - left)
            baseline = x - left
        case 2:
            box = (right - char["x1"], bottom - char["bottom"], right - char["x0"], bottom - char["top"])
            baseline = bottom - y
        case _:
            box = (char["top"] - top, right - char["x1"], char["bottom"] - top, right - char["x0"])
            baseline = right - x
    across, up, *rest = char["matrix"]
    matrix = [(across, up), (up, -across), (-across, -up), (-up, across)][quarter]
    return char | _placed(box, baseline) | {"matrix": (*matrix, *rest), "size": _em(char)}


def _em(char: Char) -> float:
    """The size of type of a character that lies on its side: its box is as high as the type is wide."""
    a, b = char["matrix"][:2]
    return float(char["width"]) if abs(b) > abs(a) else float(char["size"])


def _placed(box: Box, baseline: float) -> Char:
    left, top, right, bottom = box
    return {"x0": left, "top": top, "x1": right, "bottom": bottom, "width": right - left, "baseline": baseline}


def _laid_down(chars: Iterable[Char], sheet: Box) -> Iterator[Char]:
    """Turn the page to the left and leave the letters upright; digits that share a place share its width."""
    for _, group in groupby(chars, key=lambda char: (round(char["baseline"]), char["text"].isascii())):
        together = list(group)
        left, right = min(char["x0"] for char in together), max(char["x1"] for char in together)
        one_place = together[0]["text"].isascii() and right - left < 2 * together[0]["size"]
        for place, char in enumerate(together):
            share = (char["bottom"] - char["top"]) / len(together) if one_place else char["bottom"] - char["top"]
            start = char["top"] - sheet[1] + (place * share if one_place else 0)
            middle = sheet[2] - ((left + right) / 2 if one_place else centre(char)[0])
            size = char["size"]
            box = (start, middle - size / 2, start + share, middle + size / 2)
            yield char | _placed(box, middle + size / 2) | {"matrix": (1, 0, 0, 1, 0, 0)}
