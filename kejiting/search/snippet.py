"""Mark found words in a text and cut out the piece worth showing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kejiting.text.fold_places import fold_with_offsets
from kejiting.text.markup import Layer, Tag, apart, markup
from kejiting.text.scan import find_term
from kejiting.text.spans import Span


class Snippet(NamedTuple):
    """The piece of a text that is worth showing, and what is marked there."""

    text: str
    window: Span
    marks: Layer

    def html(self, *around: Layer) -> str:
        """As safe HTML with <mark>, in the tags of the layers; … where the text was cut."""
        head, tail = "…" if self.window.start else "", "…" if self.window.end < len(self.text) else ""
        return f"{head}{markup(self.text, self.window, *around, self.marks)}{tail}"


def mark(text: str, terms: Sequence[str]) -> tuple[Span, ...]:
    """Where the folded terms stand in the text as written; places that overlap or touch are one."""
    if not terms:
        return ()
    folded = fold_with_offsets(text)
    found = (folded.original(span) for term in terms for span in find_term(folded.text, term))
    return _merged(found)


def mark_words(text: str, words: Iterable[str]) -> tuple[Span, ...]:
    """The same for single words of a question; one character alone would mark half the text."""
    return mark(text, [word for word in words if len(word) > 1])


def marked_html(text: str, spans: Sequence[Span]) -> str:
    """The whole text as safe HTML with <mark>."""
    return markup(text, Span(0, len(text)), _marks(spans))


def cut_snippet(text: str, spans: Sequence[Span], width: int = 120) -> Snippet:
    """At most `width` characters around the place with most marks; a mark longer than that is shown in part."""
    return Snippet(text, _window(len(text), spans, width), _marks(spans))


def snippet_html(text: str, spans: Sequence[Span], width: int = 120) -> str:
    """The same as safe HTML."""
    return cut_snippet(text, spans, width).html()


def _marks(spans: Iterable[Span]) -> Layer:
    return [Tag(span, "<mark>", "</mark>") for span in apart(sorted(spans))]


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _window(length: int, spans: Sequence[Span], width: int) -> Span:
    """Of the windows that begin with a mark, the one that marks most; moved so that its marks stand in the middle."""
    if length <= width or not spans:
        return Span(0, min(length, width))
    best: list[Span] = []
    most = 0
    for place, first in enumerate(spans):
        inside = [span for span in spans[place : place + width] if span.end <= first.start + width] or [first]
        marked = sum(span.end - span.start for span in inside)
        if marked > most:
            best, most = inside, marked
    room = width - min(best[-1].end - best[0].start, width)
    start = max(0, min(best[0].start - room // 2, length - width))
    return Span(start, start + width)
