"""What the ledgers know of the passages found: the marks on a page of hits."""

from __future__ import annotations

from collections.abc import Iterable

from kejiting.answers import FoundDocument
from measures.annotations.passages import AnnotatedPassages, annotate_passages


def hit_annotations(documents: Iterable[FoundDocument]) -> AnnotatedPassages:
    """By the id of the passage, those of letters. A hit leads to its place: topics and documents are no links in it."""
    return annotate_passages(
        (hit.id for document in documents if document.letter for hit in document.hits), links=False
    )
