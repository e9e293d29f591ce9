"""The citations of a text as links to the pages of what is cited; the text itself stays as it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Protocol

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from kejiting.text.spans import Span
from measures.extraction.citations import cited_in, short_key

_LINK = '<a class="cited" href="{}">{}</a>'


class Excerpt(Protocol):
    """What is shown or marked of a text: a passage, a sentence, the place of a field, a piece of a line."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class CitationLinks:
    """Reads a text once, in which `within` are the passages; `html` gives any stretch of it."""

    def __init__(self, text: str, within: Iterable[Span]) -> None:
        self._text = text
        self._cited = [(one.span, document_address(short_key(one.key))) for one in cited_in(text, within)]
        # how far any citation up to this one reaches: what ends before a stretch is passed over
        self._ends = list(accumulate((span.end for span, _ in self._cited), max))

    def html(self, stretch: Excerpt) -> SafeString:
        """The stretch as safe HTML, with a link wherever a citation, or part of one, stands in it."""
        return SafeString("".join(self._pieces(stretch.start, stretch.end)))

    def _pieces(self, start: int, end: int) -> Iterator[str]:
        at = start
        behind = bisect_left(self._cited, end, key=lambda one: one[0].start)
        for span, address in self._cited[bisect_right(self._ends, start) : behind]:
            first, last = max(span.start, at), min(span.end, end)
            if first < last:
                yield escape(self._text[at:first])
                yield format_html(_LINK, address, self._text[first:last])
                at = last
        yield escape(self._text[at:end])


def document_address(key: str) -> str:
    """The page of a cited document, by its key of 16 hexadecimal digits."""
    return reverse("citation", args=[key])
