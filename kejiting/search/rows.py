"""A document as rows of the index, one for each entry."""

from __future__ import annotations

from collections.abc import Iterator

from kejiting.search.cards import write_card
from kejiting.search.entries import Document
from kejiting.search.schema import length_column
from kejiting.text.fold import fold
from kejiting.text.words import cut

# Folding drops it, so no term can reach from the text into the heading.
SEPARATOR = "\n"


def rows_of(document: Document) -> Iterator[dict[str, object]]:
    """In the order of the text. Only the first row carries the card: the others follow it in every segment."""
    title_words = cut(fold(document.title))
    headings: dict[str | None, tuple[str, list[str]]] = {}
    card = write_card(document)
    for entry in document.entries:
        if entry.heading not in headings:
            folded_heading = fold(entry.heading or "")
            headings[entry.heading] = folded_heading, cut(folded_heading)
        text, (heading, heading_words) = fold(entry.text), headings[entry.heading]
        words = {"words": cut(text), "heading_words": heading_words, "title_words": title_words}
        yield {
            "key": [document.key],
            **words,
            **{length_column(field): len(held) for field, held in words.items()},
            "match_text": f"{text}{SEPARATOR}{heading}".encode(),
            "card": card,
            "passage": entry.passage,
            "part": entry.part.encode(),
        }
        card = b""
