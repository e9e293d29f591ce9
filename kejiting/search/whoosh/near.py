"""Find passages that share most of a question's words, for those who ask in their own words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from kejiting.search.hits import DocumentHits
from kejiting.search.query import Filters, SearchTerms
from kejiting.search.whoosh.arrays import Array
from kejiting.search.whoosh.matches import Matches, by_document
from kejiting.search.whoosh.order import best
from kejiting.search.whoosh.ranking import Ranking
from kejiting.search.whoosh.schema import BOOSTS
from kejiting.search.whoosh.snapshot import Snapshot
from kejiting.search.whoosh.term_rows import rows_with_any

# Below it stand passages that share a word or two by chance.
LEAST_SHARE_OF_BEST = 0.3
LEAST_WORDS = 2
MOST_DOCUMENTS = 10
MOST_ROWS = 3
# Where words are shared: a title says the same of all passages below it.
_FIELDS = [list(BOOSTS).index(field) for field in ("words", "heading_words")]


def _saying(words: Iterable[str]) -> tuple[str, ...]:
    """Single characters and digits stand everywhere."""
    return tuple(word for word in words if len(word) > 1)


def find_near(
    snapshot: Snapshot, words: SearchTerms, cut: Iterable[str], filters: Filters, but: Sequence[Matches], most: int
) -> list[DocumentHits]:
    """The best documents that have not been found already, each with its best rows in order of text.

    `cut` is what the terms of `words` are cut into.
    """
    asked = _saying(cut)
    if len(asked) < LEAST_WORDS:
        return []
    rows = _rows_sharing(snapshot, asked, enough=max(LEAST_WORDS, math.ceil(len(asked) / 3)))
    rows = _not_in(but, snapshot, snapshot.fitting(rows, filters))
    if words.excluded:
        rows = rows[~snapshot.mask(rows_with_any(snapshot, words.excluded))[rows]]
    if not len(rows):
        return []
    ranking = Ranking(snapshot, asked)
    scores = ranking.scores(rows)
    enough = scores >= LEAST_SHARE_OF_BEST * scores.max()
    near, scores = by_document(snapshot, "near", rows[enough]), scores[enough]
    shown = [place for _, place in best([near], "relevance", ranking, 0, min(most, MOST_DOCUMENTS))]
    return [near.hits(place, _best_of(scores[near.lot(place)])) for place in shown]


def _not_in(found: Sequence[Matches], snapshot: Snapshot, rows: Array) -> Array:
    """The rows of documents that have not been found."""
    owners = snapshot.owners.take(rows)
    for one in found:
        there = snapshot.mask_of_documents(one.documents).take(owners)
        rows, owners = rows[~there], owners[~there]
    return rows


def _rows_sharing(snapshot: Snapshot, words: Sequence[str], enough: int) -> Array:
    """Rows with so many of the words in their text or heading."""
    shared = np.zeros(snapshot.count, np.min_scalar_type(len(words)))
    for word in words:
        shared += snapshot.mask(*(snapshot.postings(word)[place].rows for place in _FIELDS)).view(np.uint8)
    return snapshot.live(np.flatnonzero(shared >= enough))


def _best_of(scores: Array) -> Array:
    """The places of the best, in order."""
    return np.sort(np.argsort(-scores, kind="stable")[:MOST_ROWS])
