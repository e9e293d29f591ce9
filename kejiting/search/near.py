"""Find passages that share most of a question's words, for those who ask in their own words."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from kejiting.search.arrays import Array, Mask
from kejiting.search.found import Found, by_document
from kejiting.search.hits import DocumentHits, Hit
from kejiting.search.literal import rows_with_any
from kejiting.search.order import best
from kejiting.search.query import Filters, Words
from kejiting.search.ranking import Ranking, words_of
from kejiting.search.segments import Segment

# Below it stand passages that share a word or two by chance.
LEAST_SHARE_OF_BEST = 0.3
LEAST_WORDS = 2
MOST_DOCUMENTS = 10
MOST_ROWS = 3


def content_words(words: Words) -> tuple[str, ...]:
    """The words that say something: single characters and digits stand everywhere."""
    return tuple(word for word in words_of(words.terms) if len(word) > 1)


def find_near(
    segments: Sequence[Segment], words: Words, filters: Filters, but: Sequence[Found], most: int
) -> list[DocumentHits]:
    """The best documents that have not been found already, each with its best rows in order of text."""
    asked = content_words(words)
    if len(asked) < LEAST_WORDS:
        return []
    enough = max(LEAST_WORDS, math.ceil(len(asked) / 3))
    ranking = Ranking(segments, asked)
    scored: list[tuple[Segment, Array, Array]] = []
    for segment in segments:
        sharing = segment.fitting(_rows_sharing(segment, asked, enough), filters)
        barred = segment.mask(rows_with_any(segment, words.excluded)) | _rows_of(segment, but)
        rows = sharing[~barred[sharing]]
        if len(rows):
            scored.append((segment, rows, ranking.scores(segment, rows)))
    least = LEAST_SHARE_OF_BEST * max((scores.max() for _, _, scores in scored), default=0.0)
    near = [
        by_document(segment, "near", rows[scores >= least], scores[scores >= least]) for segment, rows, scores in scored
    ]
    return [_hits(one, place, ranking) for one, place in best(near, "relevance", 0, min(most, MOST_DOCUMENTS))]


def _rows_of(segment: Segment, found: Sequence[Found]) -> Mask:
    """All rows of the documents found in the segment."""
    documents = np.zeros(len(segment.table.cards), bool)
    for one in found:
        if one.segment is segment:
            documents[one.documents] = True
    rows: Mask = documents[segment.table.owners]
    return rows


def _rows_sharing(segment: Segment, words: Sequence[str], enough: int) -> Array:
    shared = np.zeros(len(segment.table.owners), np.uint16)
    for word in words:
        shared += segment.mask(*(segment.table.postings(field, word).rows for field in ("words", "heading_words")))
    return segment.live(np.flatnonzero(shared >= enough))


def _hits(one: Found, place: int, ranking: Ranking) -> DocumentHits:
    table = one.segment.table
    rows = one.rows[one.starts[place] : one.starts[place + 1]]
    kept = np.sort(rows[np.argsort(-ranking.scores(one.segment, rows), kind="stable")[:MOST_ROWS]])
    hits = tuple(Hit(passage, "near") for passage in table.passages[kept].tolist())
    return DocumentHits(table.cards.key(one.documents[place]), hits)
