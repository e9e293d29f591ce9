"""Mark in the lines of a text what OCR is not sure of, inside of whatever else is marked there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kejiting.text.spans import Span
from proposals.pages.letter_page import MarkedPiece, TextLine


def with_doubts(lines: Sequence[TextLine], doubts: Sequence[Span]) -> list[TextLine]:
    """Part the pieces of the lines where doubts begin and end; `doubts` are in the order of the text."""
    numbered = list(enumerate(doubts, 1))
    return [replace(line, pieces=tuple(_parted(line, numbered))) for line in lines] if doubts else list(lines)


def _parted(line: TextLine, numbered: Sequence[tuple[int, Span]]) -> Iterator[MarkedPiece]:
    end = line.pieces[-1].end if line.pieces else line.start
    here = [(number, span) for number, span in numbered if span.start < end and span.end > line.start]
    for piece in line.pieces:
        at = piece.start
        for number, span in here:
            first, last = max(span.start, at), min(span.end, piece.end)
            if first < last:
                if at < first:
                    yield _part(piece, at, first)
                yield replace(_part(piece, first, last), doubt=number, begins_doubt=first == span.start)
                at = last
        if at < piece.end:
            yield _part(piece, at, piece.end)


def _part(piece: MarkedPiece, start: int, end: int) -> MarkedPiece:
    text = piece.text[start - piece.start : end - piece.start]
    return replace(piece, start=start, text=text, is_first=piece.is_first and start == piece.start)
