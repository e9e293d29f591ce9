"""Documents found in a segment, as arrays: thousands are found, ten are shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kejiting.search.arrays import Array, firsts
from kejiting.search.hits import DocumentHits, Hit, Match
from kejiting.search.segments import Segment


@dataclass(frozen=True, slots=True)
class Found:
    """Documents in the order of the segment; `scores` are those of the best of the rows found in each.

    `rows` lie document by document in the order of the text, those of the n-th from `starts[n]` up to `starts[n + 1]`.
    """

    segment: Segment
    match: Match
    rows: Array
    starts: Array
    documents: Array
    scores: Array

    def __len__(self) -> int:
        return len(self.documents)

    def hits(self, place: int) -> DocumentHits:
        table = self.segment.table
        passages = table.passages[self.rows[self.starts[place] : self.starts[place + 1]]].tolist()
        return DocumentHits(
            table.cards.key(self.documents[place]), tuple(Hit(passage, self.match) for passage in passages)
        )


def by_document(segment: Segment, match: Match, rows: Array, scores: Array) -> Found:
    """Put rows, one or more in ascending order, together under their documents."""
    owners = segment.table.owners[rows]
    begins = firsts(owners)
    best = np.maximum.reduceat(scores, begins)
    return Found(segment, match, rows, np.append(begins, len(rows)), owners[begins], best)
