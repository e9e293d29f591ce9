"""Documents found in an index, as arrays: thousands are found, ten are shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kejiting.search.hits import DocumentHits, Hit, Match, is_heading
from kejiting.search.whoosh.arrays import Array, Mask, firsts
from kejiting.search.whoosh.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Matches:
    """Documents in the order of the snapshot, and their rows.

    `rows` lie document by document in the order of the text, those of the n-th from `starts[n]` up to `starts[n + 1]`;
    `owners` goes by row, as does `own`: whether the row's own words hold any of those asked for, not its heading alone.
    """

    snapshot: Snapshot
    match: Match
    rows: Array
    owners: Array
    own: Mask
    starts: Array
    documents: Array

    def __len__(self) -> int:
        return len(self.documents)

    def lot(self, place: int) -> slice:
        """Where the rows of a document lie."""
        return slice(self.starts[place], self.starts[place + 1])

    def hits(self, place: int, some: Array | slice = slice(None)) -> DocumentHits:
        """The document with all or some of its rows."""
        passages = self.snapshot.passages(self.rows[self.lot(place)][some])
        key = self.snapshot.columns.key(self.documents[place])
        own = self.own[self.lot(place)][some].tolist()
        hits = [
            Hit(passage, self.match if is_own else "heading") for passage, is_own in zip(passages, own, strict=True)
        ]
        return DocumentHits(key, tuple(sorted(hits, key=is_heading)))


def by_document(snapshot: Snapshot, match: Match, rows: Array, own: Mask | None = None) -> Matches:
    """Put rows, one or more in ascending order, together under their documents. `own`: all, unless told."""
    owners = snapshot.owners.take(rows)
    begins = firsts(owners)
    own = np.ones(len(rows), bool) if own is None else own
    return Matches(snapshot, match, rows, owners, own, np.append(begins, len(rows)), owners[begins])
