"""A whole proposal asked part by part: of each part the passages that are nearest to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kejiting.answers.asking import Marks, joined, notice_of
from kejiting.answers.found import FoundDocument
from kejiting.answers.rows import shown_documents
from kejiting.answers.synonyms import widened
from kejiting.indexing.sync import search_all
from kejiting.search import DocumentHits, Filters, Hit, SearchQuery
from kejiting.text.clean import clean
from kejiting.text.fold import fold
from proposals.parsing import part_question

_MOST_DOCUMENTS = 4


@dataclass(frozen=True, slots=True)
class AnsweredPart:
    """`text` as it was asked, below its `headings`; the nearest of the documents come first."""

    text: str
    headings: tuple[str, ...]
    documents: tuple[FoundDocument, ...]

    @property
    def folded(self) -> str:
        return fold(" ".join((*self.headings, self.text)))

    @property
    def passages(self) -> list[int]:
        """Those of letters, in the order of the page."""
        return [hit.id for document in self.documents if document.letter for hit in document.hits]


@dataclass(frozen=True, slots=True)
class AnsweredParts:
    parts: tuple[AnsweredPart, ...]
    notice: str | None


def answer_parts(asked: str, filters: Filters) -> AnsweredParts:
    """Ask for each part of the text, in a number of queries that does not grow with them."""
    text = clean(asked)
    parts = [
        AnsweredPart(part.span.of(text), tuple(span.of(text) for span in part.headings), ())
        for part in part_question(text)
    ]
    asked_for = widened(part.folded for part in parts)
    results = search_all([SearchQuery(filters=filters, size=_MOST_DOCUMENTS, like=like) for like in asked_for])
    held = shown_documents(_each_once(document for result in results for document in result.documents))
    answered = []
    for part, like, result in zip(parts, asked_for, results, strict=True):
        marked = Marks((like,))
        documents = (joined(one, held[one.key], marked) for one in result.documents if one.key in held)
        answered.append(AnsweredPart(part.text, part.headings, tuple(documents)))
    return AnsweredParts(tuple(answered), notice_of(results[0]))


def _each_once(documents: Iterable[DocumentHits]) -> list[DocumentHits]:
    """With all the hits that any part has there."""
    hits: dict[str, dict[Hit, None]] = {}
    for document in documents:
        hits.setdefault(document.key, {}).update(dict.fromkeys(document.hits))
    return [DocumentHits(key, tuple(ones)) for key, ones in hits.items()]
