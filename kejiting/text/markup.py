"""A text as safe HTML: escaped, with tags around stretches of it, in layers that never cross."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from kejiting.text.spans import Span


class Tag(NamedTuple):
    """`opening` and `closing`, safe HTML, stand around the span."""

    span: Span
    opening: str
    closing: str


Layer = Sequence[Tag]
"""In the order of the text, and apart from each other."""


def markup(text: str, window: Span, *layers: Layer) -> str:
    """The window of a text, escaped, between the tags of the layers, of which the outermost comes first.

    A tag that crosses the end of one around it, or of the window, is closed there and opened again behind.
    """
    drawn = [layer for layer in layers if layer]
    if not drawn:
        return escape(text[window.start : window.end])
    own, *inner = drawn
    pieces: list[str] = []
    at = window.start
    for tag in within(own, window):
        start, end = max(at, tag.span.start), min(tag.span.end, window.end)
        if start < end:
            if at < start:
                pieces.append(markup(text, Span(at, start), *inner))
            pieces += (tag.opening, markup(text, Span(start, end), *inner), tag.closing)
            at = end
    if at < window.end:
        pieces.append(markup(text, Span(at, window.end), *inner))
    return "".join(pieces)


def cut(layer: Layer, window: Span) -> Layer:
    """What stands in the window, counted from its start."""
    if not layer:
        return layer
    spans = ((tag, max(tag.span.start, window.start), min(tag.span.end, window.end)) for tag in within(layer, window))
    return [
        Tag(Span(start, end).shifted(-window.start), tag.opening, tag.closing)
        for tag, start, end in spans
        if start < end
    ]


def within(layer: Layer, window: Span) -> Layer:
    if not layer:
        return layer
    first = bisect_right(layer, window.start, key=lambda tag: tag.span.end)
    return layer[first : bisect_left(layer, window.end, key=lambda tag: tag.span.start)]


def apart(spans: Iterable[Span]) -> list[Span]:
    """In the order of the text, those that share no character with one that comes before them in the order given."""
    chosen: list[Span] = []
    for span in spans:
        place = bisect_right(chosen, span.start, key=lambda other: other.end)
        if place == len(chosen) or span.end <= chosen[place].start:
            chosen.insert(place, span)
    return chosen
