"""How far asks reach from where they begin: to the next item of an outer list, to reasons, to what closes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from proposals.parsing.lines import LetterLine
from proposals.parsing.requests.cues import AskStart, is_closing, is_reason
from proposals.parsing.requests.outline import Level, Mark, open_levels, read_mark

_SHORT = 30
_REASON_LINES = 12


@dataclass(frozen=True, slots=True)
class AskRegion:
    """Lines of asks; the first may be the rest of its line. `is_ask`: it is one ask, whatever numbers stand in it.

    `doubt`, in Chinese, says why it is not sure that these are the asks."""

    lines: tuple[LetterLine, ...]
    is_ask: bool = False
    doubt: str | None = None


def levels_of(lines: Sequence[LetterLine]) -> list[list[Level]]:
    """Return for each line the lists that are open where it stands."""
    found, levels = list[list[Level]](), list[Level]()
    for line in lines:
        mark = read_mark(line.text)
        levels = open_levels(levels, mark) if mark else levels
        found.append(levels)
    return found


def ask_end(lines: Sequence[LetterLine], start: AskStart, levels: Sequence[Level], last: int) -> int:
    """Return where asks end, at `last` at most: at the next item of a list that was open before them, at a heading of
    reasons, at what closes."""
    is_open = {form for form, _ in levels}
    rest = read_mark(lines[start.place].text[start.end :].lstrip())
    inner = rest if rest and (rest.opens() or start.end == 0) else None
    is_open.discard(inner.form if inner else "")
    has_reasons = False
    for place in range(start.place + 1, last):
        line = lines[place].text
        mark = read_mark(line)
        if is_closing(line):
            return place
        if mark is None and len(line) <= _SHORT and is_reason(line):
            # the reason of one of several asks
            has_reasons = has_reasons or (
                inner is not None and _goes_on(lines[place + 1 : place + _REASON_LINES], inner)
            )
            if not has_reasons:
                return place
        if mark is None:
            continue
        if inner is None and mark.opens():
            is_open.discard(mark.form)
            inner = mark
        elif inner and mark.form == inner.form:
            inner = mark
        elif mark.form in is_open or (mark.form == "N、" and mark.number != 1):
            return place
    return last


def lines_from(lines: Sequence[LetterLine], start: AskStart, end: int) -> tuple[LetterLine, ...]:
    """Return the lines from where asks begin; the first is the rest of its line."""
    line = lines[start.place]
    behind = line.text[start.end :]
    rest = LetterLine(behind.strip(), line.end - len(behind.lstrip()))
    return tuple(one for one in (rest, *lines[start.place + 1 : end]) if one.text)


def region_from(lines: Sequence[LetterLine], start: AskStart, doubt: str | None) -> list[AskRegion]:
    """Return the region that begins there, none where nothing stands in it."""
    region = lines_from(lines, start, ask_end(lines, start, levels_of(lines)[start.place], len(lines)))
    return [AskRegion(region, doubt=doubt)] if region else []


def _goes_on(lines: Sequence[LetterLine], list_: Mark) -> bool:
    """Tell whether the next number of a list follows."""
    return any(
        (mark := read_mark(line.text)) is not None
        and mark.form == list_.form
        and mark.number == (list_.number or 0) + 1
        for line in lines
    )
