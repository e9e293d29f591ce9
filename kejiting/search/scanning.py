"""Answer a question by reading every passage: what finding means by definition, for when there is no index to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kejiting.search.entries import PLAN_PREFIX, Document, Entry
from kejiting.search.hits import DocumentHits, FacetCount, Hit, Match, SearchResult, in_order, is_heading
from kejiting.search.properties import FACETS, PART, Property
from kejiting.search.query import Filters, SearchQuery, SearchTerms, Sort
from kejiting.text.scan import holds

_NO_DATE = 1 << 40
_NO_NUMBER = 1 << 40


@dataclass(frozen=True, slots=True)
class _Found:
    document: Document
    match: Match
    entries: tuple[Entry, ...]
    # passages that hold something in their own words
    own: frozenset[int]

    @property
    def hits(self) -> tuple[Hit, ...]:
        hits = (Hit(one.passage, self.match if one.passage in self.own else "heading") for one in self.entries)
        return tuple(sorted(hits, key=is_heading))


def scan(documents: Iterable[Document], query: SearchQuery) -> SearchResult:
    """One page of the same answer that an index gives by date or number; nothing is ranked, and nothing is near."""
    every = list(documents)
    found = _find(every, query.words, query.filters)
    found.sort(key=lambda one: (one.match != "literal", *_rank(one.document, query.sort)))
    first = (query.page - 1) * query.size
    shown = found[first : first + query.size]
    return SearchResult(
        count=len(found),
        passages=sum(len(one.own) for one in found),
        documents=tuple(DocumentHits(one.document.key, one.hits) for one in shown),
        facets=_facets(every, query, found),
    )


def may_hold(folded: str, words: SearchTerms) -> bool:
    """Can a document with this folded text be an answer? Tells quickly what need not be read passage by passage."""
    return all(any(term in folded for term in group) for group in words.groups)


def _find(documents: Iterable[Document], words: SearchTerms, filters: Filters) -> list[_Found]:
    return [one for document in documents for one in _find_in(document, words, filters)]


def _find_in(document: Document, words: SearchTerms, filters: Filters) -> Iterable[_Found]:
    if not _fits(document, filters):
        return
    parts = filters.values(PART.name)
    entries = [entry for entry in document.entries if not parts or entry.part in parts]
    excluded = _holding(document.entries, words.excluded)
    groups = [_holding(entries, group) - excluded for group in words.groups]
    literal = {entry.passage for entry in entries}.difference(excluded).intersection(*groups)
    if literal:
        own = _holding(entries, [term for group in words.groups for term in group], by_heading=False)
        chosen = tuple(entry for entry in entries if entry.passage in literal)
        yield _Found(document, "literal", chosen, frozenset(literal & own if words.groups else literal))
    # a document that holds an excluded term anywhere is no answer as a whole
    elif len(groups) > 1 and all(groups) and not excluded:
        firsts = {min(group, key=[entry.passage for entry in entries].index) for group in groups}
        yield _Found(
            document, "letter", tuple(entry for entry in entries if entry.passage in firsts), frozenset(firsts)
        )


def _holding(entries: Sequence[Entry], terms: Sequence[str], *, by_heading: bool = True) -> set[int]:
    """The passages that hold any of the terms, in their text or in their heading."""
    texts = slice(2 if by_heading else 1)
    return {
        entry.passage
        for entry in entries
        if terms and any(holds(text, term) for text in entry.folded[texts] for term in terms)
    }


def _fits(document: Document, filters: Filters) -> bool:
    """The part is each passage's own to pass."""
    return all(
        not set(some).isdisjoint(document.properties.get(name, ()))
        for name, some in filters.wanted
        if name != PART.name
    )


def _facets(
    documents: Sequence[Document], query: SearchQuery, found: Sequence[_Found]
) -> dict[str, tuple[FacetCount, ...]]:
    """One that is filtered is counted as if it were not, so that another of its values can be chosen, too."""
    facets = {}
    for facet in FACETS:
        chosen = query.filters.values(facet.name)
        counted = _find(documents, query.words, query.filters.without(facet.name)) if chosen else found
        letters = [one for one in counted if not one.document.key.startswith(PLAN_PREFIX)]
        counts = Counter(value for one in letters for value in _values(one, facet))
        facets[facet.name] = in_order(facet, counts, chosen)
    return facets


def _values(found: _Found, facet: Property) -> Iterable[str]:
    return {entry.part for entry in found.entries} if facet is PART else found.document.properties.get(facet.name, ())


def _rank(document: Document, sort: Sort) -> tuple[int | str, ...]:
    """Newest first, then by id; before that by number if asked for."""
    number = _NO_NUMBER if document.number is None else document.number
    date = -document.written_on.toordinal() if document.written_on else _NO_DATE
    family, _, identity = document.key.partition(":")
    return (number if sort == "number" else 0, date, family, int(identity) if identity.isdecimal() else 0)
