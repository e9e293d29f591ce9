"""Find passages that share most of a question's words, for those who ask in their own words."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

import numpy as np

from kejiting.search.hits import DocumentHits
from kejiting.search.query import Filters
from kejiting.search.whoosh.arrays import Array
from kejiting.search.whoosh.matches import Matches, by_document
from kejiting.search.whoosh.order import best
from kejiting.search.whoosh.snapshot import Snapshot
from kejiting.search.whoosh.term_rows import rows_with_any

# Below it stand passages that share a word or two by chance.
LEAST_SHARE_OF_BEST = 0.3
LEAST_WORDS = 2
# Of what the question's words weigh, as if they were nine at most: in a long one hardly any passage shares more.
LEAST_SHARE = 0.18
SHORT = 9
# Of a longer question the rarest are looked at.
MOST_WORDS = 48
MOST_DOCUMENTS = 10
MOST_ROWS = 3
# 护理 of 护理员 counts half as much as the whole word.
_PIECE = 0.5
# Of a word that stands everywhere
_LEAST_WEIGHT = 0.25
# Of all rows: where words stand in fewer, those alone are looked at
_FEW = 0.1
_NOTHING = np.zeros(0, np.intp)


def find_near(
    snapshot: Snapshot,
    cut: Iterable[str],
    filters: Filters,
    most: int,
    but: Sequence[Matches] = (),
    excluded: Sequence[str] = (),
    *,
    whole: bool = False,
) -> list[DocumentHits]:
    """The best documents that are not among `but`, each with its best rows in order of text.

    `cut` is what the question is cut into, each word once, of which pieces count, too, unless they are taken `whole`; passages that hold an excluded term are left out.
    """
    sharing = Sharing(snapshot, [word for word in cut if len(word) > 1], whole=whole)
    rows = _not_in(but, snapshot, snapshot.fitting(snapshot.live(sharing.enough), filters))
    if excluded:
        rows = rows[~snapshot.mask(rows_with_any(snapshot, excluded))[rows]]
    if not len(rows):
        return []
    scores = sharing.scores(rows)
    enough = scores >= LEAST_SHARE_OF_BEST * scores.max()
    near, scores = by_document(snapshot, "near", rows[enough]), scores[enough]
    shown = [place for _, place in best([near], "relevance", sharing, 0, most)]
    return [near.hits(place, _best_of(scores[near.lot(place)])) for place in shown]


class Sharing:
    """What the words of a question that stand in each row weigh together: the rarer a word, the more.

    A word counts where it literally stands, in the passage or its heading: 培训 in 职业培训, too. Pieces of longer words
    count for themselves. Digits and single characters stand everywhere.
    """

    def __init__(self, snapshot: Snapshot, words: Sequence[str], *, whole: bool = False) -> None:
        self._snapshot = snapshot
        asked = {word: self._weight(word) for word in words}
        pieces = {
            piece: _PIECE * self._weight(piece)
            for word in words
            if not whole
            for piece in _pieces(word)
            if piece not in asked
        }
        heaviest = sorted((asked | pieces).items(), key=itemgetter(1), reverse=True)[:MOST_WORDS]
        held = [snapshot.rows_with(word) for word, _ in heaviest]
        few = sum(map(len, held)) < _FEW * snapshot.count
        # going through all rows takes longer than all else a rare word needs
        self._among = np.unique(np.concatenate([_NOTHING, *held])) if few else None
        size = snapshot.count if self._among is None else len(self._among)
        self._scores, counts = np.zeros(size), np.zeros(size)
        for (word, weight), rows in zip(heaviest, held, strict=True):
            places = self._places(rows)
            self._scores[places] += weight
            counts[places] += 1 if word in asked else _PIECE
        least = LEAST_SHARE * statistics.fmean(asked.values()) * min(len(asked), SHORT) if asked else 0
        enough = np.flatnonzero((self._scores >= least) & (counts >= LEAST_WORDS))
        self.enough = enough if self._among is None else self._among[enough]

    def scores(self, rows: Array) -> Array:
        """A score for each of the rows, of which each holds one of the words."""
        return self._scores.take(self._places(rows)).round(9)

    def _places(self, rows: Array) -> Array:
        """Where scores stand: by row, or among the few rows that hold a word."""
        return rows if self._among is None else np.searchsorted(self._among, rows)

    def _weight(self, word: str) -> float:
        held = len(self._snapshot.rows_with(word)) + 0.5
        return math.log(1 + (self._snapshot.count + 1 - held) / held) + _LEAST_WEIGHT


def _pieces(word: str) -> Iterator[str]:
    """护理员 → 护理, 理员; 职业培训 → 职业, 培训"""
    if len(word) in (3, 4) and word[0] > "z":
        yield from (word[:2], word[-2:])


def _not_in(found: Sequence[Matches], snapshot: Snapshot, rows: Array) -> Array:
    """The rows of documents that have not been found."""
    owners = snapshot.owners.take(rows)
    for one in found:
        there = snapshot.mask_of_documents(one.documents).take(owners)
        rows, owners = rows[~there], owners[~there]
    return rows


def _best_of(scores: Array) -> Array:
    """The places of the best, in order."""
    return np.sort(np.argsort(-scores, kind="stable")[:MOST_ROWS])
