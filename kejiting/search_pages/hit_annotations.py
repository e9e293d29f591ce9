"""What the ledgers know of the passages found: the marks on a page of hits."""

from __future__ import annotations

from collections.abc import Iterable

from kejiting.answers import FoundDocument
from measures.annotations.passages import AnnotatedPieces, annotate_passages


def hit_annotations(documents: Iterable[FoundDocument]) -> AnnotatedPieces:
    """By the id of the passage, those of letters. What was asked for leads to its place, be it a topic's name."""
    marked = {hit.id: hit.excerpt.marks for document in documents if document.letter for hit in document.hits}
    return annotate_passages(marked, marked=marked)
