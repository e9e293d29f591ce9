"""All rows of the index in force, numbered through from segment to segment. Row sets are arrays of rows, ascending."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from sys import getsizeof
from typing import Any, TypeVar

import numpy as np

from kejiting.search.properties import PART
from kejiting.search.query import Filters
from kejiting.search.whoosh.arrays import Array, Mask, joined
from kejiting.search.whoosh.atoms import sequences_of
from kejiting.search.whoosh.document_columns import DocumentColumns
from kejiting.search.whoosh.property_columns import coded_alike
from kejiting.search.whoosh.schema import BOOSTS
from kejiting.search.whoosh.segments import Segment
from kejiting.search.whoosh.terms import NOWHERE, Postings

# So much is kept at hand of terms and words; common ones come again and again.
_MOST_KEPT_BYTES = 35_000_000
# What stands nowhere, with its arrays of nothing
_LEAST_BYTES = 1_100
_Kept = TypeVar("_Kept", Array, tuple[Postings, ...])


class Snapshot:
    """Serves all threads until something is saved.

    `parts` (places in `part_names`), `owners` (places in `columns`, ascending) and the `lengths` of each
    field go by row.
    """

    def __init__(self, segments: Sequence[Segment], deleted: Sequence[Sequence[int]]) -> None:
        """`deleted` are rows of each segment that are no longer in force."""
        self.segments = segments
        self._starts = list(accumulate((segment.count for segment in segments), initial=0))
        self.count = self._starts[-1]
        stored = [segment.arrays for segment in segments]
        self.columns = DocumentColumns(stored)
        documents = accumulate((arrays["keys"].length for arrays in stored), initial=0)
        self.owners = joined(
            [arrays["owners"].read() + np.int32(first) for arrays, first in zip(stored, documents, strict=False)]
        )
        self.parts, self.part_names = coded_alike(stored, "parts", "part_names")
        self.lengths = {field: joined([segment.lengths[field] for segment in segments]) for field in BOOSTS}
        self.average_lengths = {
            field: sum(segment.total_lengths[field] for segment in segments) / max(self.count, 1) or 1.0
            for field in BOOSTS
        }
        self._live: Mask | None = None
        if any(deleted):
            self._live = np.ones(self.count, bool)
            for first, rows in zip(self._starts, deleted, strict=False):
                self._live[np.array(rows, np.intp) + first] = False
        self._kept: dict[tuple[str, str], Any] = {}
        self._kept_bytes = 0

    def rows(self) -> Array:
        """All that are in force."""
        return np.arange(self.count) if self._live is None else np.flatnonzero(self._live)

    def mask(self, *sets: Array) -> Mask:
        """Which rows are in one of the sets."""
        mask = np.zeros(self.count, bool)
        for rows in sets:
            mask[_places(rows)] = True
        return mask

    def live(self, rows: Array) -> Array:
        return rows if self._live is None else rows[self._live[rows]]

    def mask_of_documents(self, documents: Array) -> Mask:
        """Which documents are in the set."""
        mask = np.zeros(len(self.columns), bool)
        mask[_places(documents)] = True
        return mask

    def best_of_documents(self, owners: Array, scores: Array) -> Array:
        """For each document the best score of its rows, of which these are the owners; 0 if it has none."""
        best = np.zeros(len(self.columns))
        np.maximum.at(best, _places(owners), scores)
        return best

    def fitting(self, rows: Array, filters: Filters, among: Mask | None = None) -> Array:
        """Those of the rows that pass the filters and stand in documents of `among`."""
        if parts := filters.values(PART.name):
            wanted = [part in parts for part in self.part_names]
            rows = rows[np.array(wanted, bool)[self.parts[rows]]]
        documents = self.columns.fitting(filters)
        if among is not None:
            documents = among if documents is None else among & documents
        return rows if documents is None else rows[documents[self.owners.take(rows)]]

    def passages(self, rows: Array) -> list[int]:
        """The ids of the passages that are rows of one document."""
        place = bisect_right(self._starts, rows[0]) - 1
        ids: list[int] = self.segments[place].passages[rows - self._starts[place]].tolist()
        return ids

    def rows_with(self, term: str) -> Array:
        """Rows in force where the term literally stands, as `kejiting.text.scan` defines it, or in their heading."""
        rows: Array = (self._keeping("rows", term, self._find_rows) >> 1).astype(np.intp)
        return rows

    def own_rows_with(self, term: str) -> Array:
        """Those in whose own words it stands."""
        found = self._keeping("rows", term, self._find_rows)
        rows: Array = (found[(found & 1).astype(bool)] >> 1).astype(np.intp)
        return rows

    def postings(self, word: str) -> tuple[Postings, ...]:
        """Where it stands in each of the fields of `BOOSTS`, and how often; deleted rows are among them."""
        return self._keeping("postings", word, self._find_postings)

    def _find_rows(self, term: str) -> Array:
        """Twice each row's number, and one more where it is the row's own words that hold the term."""
        sequences = sequences_of(term)
        found = [segment.rows_with(term, sequences) for segment in self.segments]
        own, headed = (self.live(self._numbered([pieces[place] for pieces in found])) for place in (0, 1))
        if not len(headed):
            return own << 1 | 1
        return np.sort(np.concatenate([own << 1 | 1, headed[~self.mask(own)[headed]] << 1]))

    def _find_postings(self, word: str) -> tuple[Postings, ...]:
        found = [segment.terms.postings(word) for segment in self.segments] or [NOWHERE]
        return tuple(
            Postings(self._numbered([one.rows for one in pieces]), joined([one.counts for one in pieces]))
            for pieces in zip(*found, strict=True)
        )

    def _numbered(self, pieces: Sequence[Array]) -> Array:
        """Rows of each segment, as rows of all."""
        numbered = [piece + np.uint32(first) for first, piece in zip(self._starts, pieces, strict=False)]
        return joined(numbered).astype(np.uint32, copy=False)

    def _keeping(self, what: str, asked: str, find: Callable[[str], _Kept]) -> _Kept:
        """What was found before, if it is still at hand."""
        found: _Kept | None = self._kept.get((what, asked))
        if found is None:
            found = find(asked)
            if self._kept_bytes > _MOST_KEPT_BYTES:
                self._kept, self._kept_bytes = {}, 0
            self._kept[what, asked] = found
            self._kept_bytes += _bytes(found) + getsizeof(asked)
        return found


def _places(numbers: Array) -> Array:
    """To assign by: by numbers of other kinds than its own numpy takes three times as long."""
    return numbers.astype(np.intp, copy=False)


def _bytes(found: Array | tuple[Postings, ...]) -> int:
    return _LEAST_BYTES + sum(one.nbytes for one in (found if isinstance(found, tuple) else (found,)))
