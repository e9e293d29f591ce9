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

    def lot(self, place: int) -> slice:
        """Where the rows of a document lie."""
        return slice(self.starts[place], self.starts[place + 1])

    def hits(self, place: int, some: Array | slice = slice(None)) -> DocumentHits:
        """The document with all or some of its rows."""
        passages = self.table.passages(self.rows[self.lot(place)][some])
        key = self.table.cards.key(self.documents[place])
        return DocumentHits(key, tuple([Hit(passage, self.match) for passage in passages]))


def by_document(table: Table, match: Match, rows: Array) -> Found:
    """Put rows, one or more in ascending order, together under their documents."""
    owners = table.owners.take(rows)
    begins = firsts(owners)
    return Found(table, match, rows, owners, np.append(begins, len(rows)), owners[begins])
