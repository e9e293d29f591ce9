"""The sentence in which something stands."""

from __future__ import annotations

from kejiting.text.spans import Span
from proposals.parsing.stops import sentence_spans


def sentence_around(text: str, passage: Span, place: Span) -> Span:
    """The sentence or, of what stands over a line's end, the sentences in which it stands."""
    touched = [
        place,
        *(one for one in sentence_spans(text, passage) if one.start < place.end and place.start < one.end),
    ]
    return Span(min(one.start for one in touched), max(one.end for one in touched))
