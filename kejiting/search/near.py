"""Find passages that share most of a question's words, for those who ask in their own words."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from kejiting.search.arrays import Array, Mask
from kejiting.search.found import Found, by_document
from kejiting.search.hits import DocumentHits
from kejiting.search.literal import rows_with_any
from kejiting.search.order import best
from kejiting.search.query import Filters, Words
from kejiting.search.ranking import Ranking, words_of
from kejiting.search.schema import BOOSTS
from kejiting.search.table import Table

# Below it stand passages that share a word or two by chance.
LEAST_SHARE_OF_BEST = 0.3
LEAST_WORDS = 2
MOST_DOCUMENTS = 10
MOST_ROWS = 3
# Where words are shared: a title says the same of all passages below it.
_FIELDS = [list(BOOSTS).index(field) for field in ("words", "heading_words")]


def content_words(words: Words) -> tuple[str, ...]:
    """The words that say something: single characters and digits stand everywhere."""
    return tuple(word for word in words_of(words.terms) if len(word) > 1)


def find_near(table: Table, words: Words, filters: Filters, but: Sequence[Found], most: int) -> list[DocumentHits]:
    """The best documents that have not been found already, each with its best rows in order of text."""
    asked = content_words(words)
    if len(asked) < LEAST_WORDS:
        return []
    sharing = table.fitting(_rows_sharing(table, asked, enough=max(LEAST_WORDS, math.ceil(len(asked) / 3))), filters)
    rows = sharing[~_barred(table, words, but)[sharing]]
    if not len(rows):
        return []
    ranking = Ranking(table, asked)
    scores = ranking.scores(rows)
    enough = scores >= LEAST_SHARE_OF_BEST * scores.max()
    near, scores = by_document(table, "near", rows[enough]), scores[enough]
    shown = [place for _, place in best([near], "relevance", ranking, 0, min(most, MOST_DOCUMENTS))]
    return [near.hits(place, _best_of(scores[near.lot(place)])) for place in shown]


def _barred(table: Table, words: Words, found: Sequence[Found]) -> Mask:
    """Rows with what was excluded, and all rows of the documents found."""
    documents = np.zeros(len(table.cards), bool)
    for one in found:
        documents[one.documents] = True
    barred: Mask = table.mask(rows_with_any(table, words.excluded)) | documents[table.owners]
    return barred


def _rows_sharing(table: Table, words: Sequence[str], enough: int) -> Array:
    """Rows with so many of the words in their text or heading."""
    shared = np.zeros(table.count, np.min_scalar_type(len(words)))
    for word in words:
        shared += table.mask(*(table.postings(word)[place].rows for place in _FIELDS)).view(np.uint8)
    return table.live(np.flatnonzero(shared >= enough))


def _best_of(scores: Array) -> Array:
    """The places of the best, in order."""
    return np.sort(np.argsort(-scores, kind="stable")[:MOST_ROWS])
