"""Documents found in an index, as arrays: thousands are found, ten are shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kejiting.search.arrays import Array, firsts
from kejiting.search.hits import DocumentHits, Hit, Match
from kejiting.search.table import Table


@dataclass(frozen=True, slots=True)
class Found:
    """Documents in the order of the table, and their rows.

    `rows` lie document by document in the order of the text, those of the n-th from `starts[n]` up to `starts[n + 1]`;
    `owners` goes by row.
    """

    table: Table
    match: Match
    rows: Array
    owners: Array
    starts: Array
    documents: Array

    def __len__(self) -> int:
        return len(self.documents)

    def rows_of(self, place: int) -> Array:
        return self.rows[self.starts[place] : self.starts[place + 1]]

    def hits(self, place: int) -> DocumentHits:
        return self.hits_in(place, self.rows_of(place))

    def hits_in(self, place: int, rows: Array) -> DocumentHits:
        """The document with some of its rows."""
        passages = self.table.passages[rows].tolist()
        return DocumentHits(
            self.table.cards.key(self.documents[place]), tuple(Hit(passage, self.match) for passage in passages)
        )


def by_document(table: Table, match: Match, rows: Array) -> Found:
    """Put rows, one or more in ascending order, together under their documents."""
    owners = table.owners[rows]
    begins = firsts(owners)
    return Found(table, match, rows, owners, np.append(begins, len(rows)), owners[begins])
