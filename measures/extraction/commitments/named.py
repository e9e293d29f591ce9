"""Words that a person names as a promise: where they stand, and what the rules read of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date

from kejiting.text.fold import fold
from kejiting.text.fold_places import Folded, fold_with_offsets
from kejiting.text.scan import find_term
from kejiting.text.spans import Span
from measures.extraction.commitments.commitment import ParsedCommitment
from measures.extraction.commitments.read_piece import read_piece
from measures.extraction.commitments.splitting import PromisePart, pieces_of
from proposals.parsing.stops import STOPS

_EDGES = f"{STOPS},、: "


def places_of(text: str, words: str) -> tuple[Span, ...]:
    """Return where the words stand in the text; widths and white space are of no account, stops at their ends neither.

    Words that begin or end within a number do not stand there: 0个 in 20个.
    """
    folded = fold_with_offsets(text)
    return tuple(folded.original(span) for span in find_term(folded.text, fold(words).strip(_EDGES)))


def places_again(text: str, words: str) -> tuple[Span, ...]:
    """Return where words that were read before stand, just as they are: 2026年… also behind 1. of a list."""
    folded = fold_with_offsets(text)
    return tuple(folded.original(Span(*match.span())) for match in re.finditer(re.escape(fold(words)), folded.text))


def read_named(
    text: str, place: Span, written_on: date | None = None, agency: str | None = None
) -> ParsedCommitment | None:
    """Read one commitment of the words that stand in the place, whatever they are; None if they are stops only.

    一是, 下一步 and the stop at the end are no part of it; what is left is read again until nothing more is taken off, so
    that its own words read the same. `written_on` and `agency` as for `find_commitments`.
    """
    folded, writer = fold_with_offsets(text), fold(agency) if agency else None
    while span := _one_piece(folded, place):
        read = read_piece(folded, PromisePart(span, ()), written_on, writer)
        if read.span == place:
            return read
        place = read.span
    return None


def _one_piece(folded: Folded, place: Span) -> Span | None:
    start, end = (bisect_left(folded.offsets, edge) for edge in (place.start, place.end))
    words = folded.text[start:end]
    first, last = len(words) - len(words.lstrip(_EDGES)), len(words.rstrip(_EDGES))
    if first >= last:
        return None
    pieces = pieces_of(words[first:last])
    own = pieces[0].span if len(pieces) == 1 else Span(0, last - first)
    return own.shifted(start + first)
