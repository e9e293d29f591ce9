"""A document as rows of the index, one for each entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kejiting.search.entries import Document
from kejiting.search.whoosh.document_columns import write_card
from kejiting.text.fold import fold
from kejiting.text.words import cut


class IndexRow(NamedTuple):
    """Texts are folded, words stand with spaces between them; all but the first row of a document have no card."""

    card: str
    passage: int
    part: str
    text: str
    heading: str
    words: str
    heading_words: str
    title_words: str


def rows_of(document: Document) -> Iterator[IndexRow]:
    """In the order of the text."""
    title_words = _spaced(fold(document.title))
    headings: dict[str | None, tuple[str, str]] = {}
    card = write_card(document)
    for entry in document.entries:
        if entry.heading not in headings:
            folded = fold(entry.heading or "")
            headings[entry.heading] = folded, _spaced(folded)
        text, (heading, heading_words) = fold(entry.text), headings[entry.heading]
        yield IndexRow(card, entry.passage, entry.part, text, heading, _spaced(text), heading_words, title_words)
        card = ""


def _spaced(folded: str) -> str:
    return " ".join(cut(folded))
