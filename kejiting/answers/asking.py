"""Ask the index, and join what it finds with what the base holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from kejiting.answers.found import AnsweredQuestion, FoundDocument
from kejiting.answers.question import Question
from kejiting.answers.quick_links import find_namesakes, find_quick_links, find_respelled
from kejiting.answers.rows import ShownDocument, shown_documents
from kejiting.answers.synonyms import SynonymPair, reworded, wordings_of
from kejiting.indexing.sync import search
from kejiting.search import (
    DocumentHits,
    Hit,
    Match,
    SearchQuery,
    SearchResult,
    Snippet,
    cut_snippet,
    mark,
    mark_words,
    parse_terms,
)
from kejiting.text.fold import fold
from kejiting.text.words import cut


def answer(question: Question) -> AnsweredQuestion:
    """Ask the index, and fetch from the base what the page shows, in a number of queries that does not grow.

    What other wordings find stands on the last page, uncounted, before what is only near.
    """
    words = parse_terms(question.q)
    asked = SearchQuery(words, question.filters, question.sort, question.page, question.size)
    result = search(asked)
    wordings = wordings_of(words) if question.synonyms and not result.read else ()
    is_last = question.page == max(1, -(-result.count // question.size))
    documents = with_other_wordings(result.documents, asked, wordings) if wordings and is_last else result.documents
    held = shown_documents(documents)
    marked = Marks((*words.terms, *(fold(one.other) for one in wordings)))
    found = tuple(joined(document, held[document.key], marked) for document in documents if document.key in held)
    jumps = find_quick_links(question.q) if question.q.strip() else []
    return AnsweredQuestion(
        question,
        result.count,
        result.passages,
        found,
        result.facets,
        tuple(jumps),
        wordings,
        notice_of(result),
        from_index=result.read is None,
    )


def with_meant(found: AnsweredQuestion) -> AnsweredQuestion:
    """Where nothing was found, with what may have been meant: looking for it takes longer than the answer."""
    if found.count or found.jumps:
        return found
    q = found.question.q
    return replace(found, jumps=tuple(find_namesakes(q) or find_respelled(q, parse_terms(q))))


def notice_of(result: SearchResult) -> str | None:
    unsure = "数据库主机暂时连不上，最近的改动可能还查不到。" if result.unsure else ""
    if result.read is None:
        return unsure or None
    newest = "" if result.read.whole else f"时间所限，只查阅了最近的 {result.read.documents} 份答复函。"
    return f"{unsure}检索目录暂时不能用，正在重建。以下是直接查阅数据库得到的，按日期排列，不含相近的段落和同义的说法。{newest}"


def with_other_wordings(
    found: tuple[DocumentHits, ...], asked: SearchQuery, wordings: Sequence[SynonymPair]
) -> tuple[DocumentHits, ...]:
    """Put what other wordings find behind what the question's own words find, each document once."""
    more: dict[str, tuple[Hit, ...]] = {}
    for words in reworded(asked.words, wordings):
        for document in search(replace(asked, words=words, page=1)).documents:
            hits = tuple(Hit(hit.passage, "synonym") for hit in document.hits if hit.match != "near")
            if hits:
                more[document.key] = tuple(dict.fromkeys((*more.get(document.key, ()), *hits)))
    own = [document for document in found if not _is_near(document)]
    both = [replace(document, hits=(*document.hits, *more.pop(document.key, ()))) for document in own]
    near = [document for document in found if _is_near(document) and document.key not in more]
    return (*both, *(DocumentHits(key, hits) for key, hits in more.items()), *near)


def _is_near(document: DocumentHits) -> bool:
    return all(hit.match == "near" for hit in document.hits)


def joined(document: DocumentHits, held: ShownDocument, marked: Marks) -> FoundDocument:
    """The document as the page shows it."""
    hits = tuple(
        passage._replace(match=hit.match, excerpt=marked.excerpt(passage.text, hit.match))
        for hit in document.hits
        if (passage := held.passages.get(hit.passage))
    )
    return FoundDocument(held.document, held.url, held.asked, hits)


class Marks:
    """Cuts out of each passage what is worth showing, with the words asked for marked."""

    def __init__(self, terms: tuple[str, ...]) -> None:
        self._terms = terms

    def excerpt(self, text: str, match: Match) -> Snippet:
        spans = mark_words(text, self._words) if match == "near" else mark(text, self._terms)
        return cut_snippet(text, spans)

    @cached_property
    def _words(self) -> list[str]:
        """What passages that are only near share with the question."""
        return list(dict.fromkeys(word for term in self._terms for word in cut(term) if len(word) > 1))
