"""The lines of a canonical text, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from kejiting.text.reading_view import ReadingView
from kejiting.text.rows import CELL_END
from kejiting.text.spans import PlacedText, Span


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A line of the text, or all rows of a table, without the white space at its ends."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def placed(self, start: int, end: int) -> PlacedText:
        """Return what stands between two places of the line, with its place in the text."""
        return PlacedText(self.text[start:end], Span(self.start + start, self.start + end))


def lines_of(text: str, start: int = 0, end: int | None = None) -> tuple[LetterLine, ...]:
    """Return the lines between two places that hold more than white space."""
    return tuple(_lines(text, start, len(text) if end is None else end))


def paragraphs_of(text: str, start: int = 0) -> tuple[LetterLine, ...]:
    """Return the lines from a place on, the rows of a table as one."""
    lines = groupby(lines_of(text, start), key=lambda line: CELL_END in line.text)
    return tuple(line for is_table, run in lines for line in _joined(text, run, is_table))


def _joined(text: str, run: Iterable[LetterLine], is_table: bool) -> Iterator[LetterLine]:
    first, *others = run
    if is_table and others:
        yield LetterLine(text[first.start : others[-1].end], first.start)
    else:
        yield from (first, *others)


def _lines(text: str, start: int, end: int) -> Iterator[LetterLine]:
    place = start
    for printed in text[start:end].split("\n"):
        stripped = printed.strip()
        if stripped:
            yield LetterLine(stripped, place + len(printed) - len(printed.lstrip()))
        place += len(printed) + 1


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the span between two places without the white space at its ends."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, start + max(left, len(piece.rstrip())))


def squeezed_view(text: str, *spans: Span) -> ReadingView:
    """Return some spans of a text as one piece without white space, each character with its place in the text."""
    places = [place for span in spans for place in range(span.start, span.end) if not text[place].isspace()]
    return ReadingView(text, "".join(text[place] for place in places), places)


def squeezed(text: str) -> str:
    return "".join(text.split())
