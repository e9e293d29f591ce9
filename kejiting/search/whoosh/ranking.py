"""How well rows answer a question: BM25F over the words of passage, heading and title."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Protocol

import numpy as np

from kejiting.search.whoosh.arrays import Array
from kejiting.search.whoosh.schema import BOOSTS
from kejiting.search.whoosh.snapshot import Snapshot
from kejiting.search.whoosh.terms import Postings
from kejiting.text.words import cut

_K1, _B = 1.2, 0.75
# Of so many times fewer rows than there are rows and postings in all, each is looked up.
_FEW = 256


def words_of(terms: Iterable[str]) -> tuple[str, ...]:
    """Each word once, in the order asked."""
    return tuple(dict.fromkeys(word for term in terms for word in cut(term)))


class Scoring(Protocol):
    def scores(self, rows: Array) -> Array:
        """A score for each of the rows, 0 or more."""


class Ranking:
    """Scores of the rows of a snapshot. Words add up in one order, so equals stay equal."""

    def __init__(self, snapshot: Snapshot, words: Sequence[str]) -> None:
        self._snapshot = snapshot
        self._words = words

    def scores(self, rows: Array) -> Array:
        """A score for each of the rows, 0 or more."""
        every = self._snapshot.count + sum(len(postings.rows) for _, postings in self._postings)
        scores = self._looked_up(rows) if len(rows) * _FEW < every else self._all.take(rows)
        # Without the last bits, in which equals may differ.
        return scores.round(9)

    @cached_property
    def _postings(self) -> list[tuple[str, Postings]]:
        """Of each field and word, those there are."""
        found = [self._snapshot.postings(word) for word in self._words]
        return [(field, one[place]) for place, field in enumerate(BOOSTS) for one in found if len(one[place].rows)]

    @cached_property
    def _all(self) -> Array:
        """The score of every row."""
        scores = np.zeros(self._snapshot.count)
        for field, postings in self._postings:
            rows = postings.rows.astype(np.intp)
            np.add.at(scores, rows, self._worth(field, postings, rows, postings.counts))
        return scores

    def _looked_up(self, rows: Array) -> Array:
        scores = np.zeros(len(rows))
        for field, postings in self._postings:
            places = postings.rows.searchsorted(rows.astype(postings.rows.dtype))
            places[places == len(postings.rows)] = 0
            held = (postings.rows[places] == rows).nonzero()[0]
            scores[held] += self._worth(field, postings, rows[held], postings.counts[places[held]])
        return scores

    def _worth(self, field: str, postings: Postings, rows: Array, counts: Array) -> Array:
        """What it adds to the scores of these rows that the token stands there so often."""
        snapshot = self._snapshot
        weight = BOOSTS[field] * (math.log(snapshot.count / (len(postings.rows) + 1)) + 1) * (_K1 + 1)
        norm = snapshot.lengths[field].take(rows) * (_K1 * _B / snapshot.average_lengths[field])
        norm += _K1 * (1 - _B)
        norm += counts
        worth: Array = weight * counts
        worth /= norm
        return worth
