"""How well rows answer a question: BM25F over the words of passage, heading and title."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from kejiting.search.arrays import Array
from kejiting.search.codec import Postings
from kejiting.search.schema import BOOSTS
from kejiting.search.segments import Segment
from kejiting.text.words import cut

_K1, _B = 1.2, 0.75


def words_of(terms: Iterable[str]) -> tuple[str, ...]:
    """Each word once, in the order asked."""
    return tuple(dict.fromkeys(word for term in terms for word in cut(term)))


class Ranking:
    """Scores comparable between segments: words are weighed by what the whole index knows of them."""

    def __init__(self, segments: Sequence[Segment], words: Sequence[str]) -> None:
        self._words = words
        rows = sum(len(segment.table.owners) for segment in segments)
        self._averages = {
            field: sum(segment.total_length(field) for segment in segments) / max(rows, 1) or 1.0 for field in BOOSTS
        }
        self._weights = {}
        for field, boost in BOOSTS.items():
            for word in words:
                frequency = sum(len(segment.postings(field, word).rows) for segment in segments)
                if frequency:
                    self._weights[field, word] = boost * (math.log(rows / (frequency + 1)) + 1) * (_K1 + 1)

    def scores(self, segment: Segment, rows: Array) -> Array:
        """A score for each of the rows. Words add up in one order, so equals stay equal."""
        scores = np.zeros(len(rows))
        for field, average in self._averages.items():
            norm = _K1 * (1 - _B) + (_K1 * _B / average) * segment.table.lengths[field][rows]
            for word in self._words:
                postings = segment.postings(field, word)
                if len(postings.rows):
                    count = _spread(postings, len(segment.table.owners))[rows]
                    scores += self._weights[field, word] * count / (count + norm)
        # Without the last bits, in which equals may differ.
        return np.round(scores, 9)


def _spread(postings: Postings, rows: int) -> Array:
    """How often the token stands in each row of the segment."""
    counts = np.zeros(rows)
    counts[postings.rows] = postings.counts
    return counts
