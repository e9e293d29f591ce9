"""How well rows answer a question: BM25F over the words of passage, heading and title."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import product

import numpy as np

from kejiting.search.arrays import Array
from kejiting.search.schema import BOOSTS
from kejiting.search.segments import Segment
from kejiting.search.terms import Postings
from kejiting.text.words import cut

_K1, _B = 1.2, 0.75


def words_of(terms: Iterable[str]) -> tuple[str, ...]:
    """Each word once, in the order asked."""
    return tuple(dict.fromkeys(word for term in terms for word in cut(term)))


class Ranking:
    """Scores comparable between segments: words are weighed by what the whole index knows of them."""

    def __init__(self, segments: Sequence[Segment], words: Sequence[str]) -> None:
        self._tables = [segment.table for segment in segments]
        self._words = words
        self._rows = sum(len(table.owners) for table in self._tables)
        self._averages = {
            field: sum(table.total_lengths[field] for table in self._tables) / max(self._rows, 1) or 1.0
            for field in BOOSTS
        }

    @cached_property
    def _weights(self) -> dict[tuple[str, str], float]:
        weights = {}
        for field, word in product(BOOSTS, self._words):
            frequency = sum(table.frequency(field, word) for table in self._tables)
            if frequency:
                weights[field, word] = BOOSTS[field] * (math.log(self._rows / (frequency + 1)) + 1) * (_K1 + 1)
        return weights

    def scores(self, segment: Segment, rows: Array) -> Array:
        """A score for each of the rows. Words add up in one order, so equals stay equal."""
        scores = np.zeros(len(rows))
        if not len(rows):
            return scores
        for field, average in self._averages.items():
            there = [word for word in self._words if segment.table.frequency(field, word)]
            norm = _K1 * (1 - _B) + (_K1 * _B / average) * segment.table.lengths[field][rows] if there else 0.0
            for word in there:
                count = _counts(segment.table.postings(field, word), rows, len(segment.table.owners))
                scores += self._weights[field, word] * count / (count + norm)
        # Without the last bits, in which equals may differ.
        return np.round(scores, 9)


def _counts(postings: Postings, rows: Array, of: int) -> Array:
    """How often the token stands in each of the rows of a segment that has `of` of them."""
    counts = np.zeros(of, postings.counts.dtype)
    counts[postings.rows] = postings.counts
    return counts[rows]
