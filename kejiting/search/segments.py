"""A segment of the index as searching needs it. Row sets are arrays of rows, ascending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from kejiting.search.arrays import Array, Mask, open_arrays
from kejiting.search.cards import Cards
from kejiting.search.codec import arrays_file
from kejiting.search.pairs import Pairs
from kejiting.search.query import Filters
from kejiting.search.schema import BOOSTS
from kejiting.search.terms import Postings, Terms

# So many rows of terms and tokens are kept at hand of a segment; common words come again and again.
_MOST_KEPT = 500_000
_Kept = TypeVar("_Kept", Array, Postings, tuple[int, ...])


class SegmentTable:
    """What never changes about a segment; it serves all threads and all later generations.

    `passages`, `parts` (places in `part_names`) and `owners` (places in `cards`, ascending) go by row.
    """

    def __init__(self, folder: Path, segment: Any) -> None:
        arrays = open_arrays(arrays_file(folder, segment))
        self.passages, self.parts, self.owners = (arrays[name].read() for name in ("passages", "parts", "owners"))
        self.part_names = tuple(name.decode() for name in arrays["part_names"].read().tolist())
        self.cards = Cards(arrays)
        self.pairs = Pairs(arrays, len(self.owners))
        self.terms = Terms(arrays)
        self.lengths: Mapping[str, Array] = {field: arrays[f"{field}_lengths"].read() for field in BOOSTS}
        self.total_lengths = {field: int(lengths.sum()) for field, lengths in self.lengths.items()}
        self._text_starts, self._texts = arrays["text_starts"], arrays["texts"]
        self._kept: dict[tuple[str, str], Any] = {}
        self._kept_rows = 0

    def match_text(self, row: int) -> str:
        return self._texts.read(*self._text_starts.read(row, row + 2).tolist()).tobytes().decode()

    def frequency(self, field: str, token: str) -> int:
        """In how many rows it stands, deleted ones among them: so are words weighed."""
        return self.terms.frequency(field, self._bounds(token))

    def postings(self, field: str, token: str) -> Postings:
        """Deleted rows are among them."""
        return self.kept(field, token, lambda table, asked: table.terms.postings(field, table._bounds(asked)))

    def _bounds(self, token: str) -> tuple[int, ...]:
        return self.kept("bounds", token, lambda table, asked: table.terms.bounds(asked))

    def kept(self, what: str, asked: str, find: Callable[[SegmentTable, str], _Kept]) -> _Kept:
        """What was found before, if it is still at hand."""
        found: _Kept | None = self._kept.get((what, asked))
        if found is None:
            found = find(self, asked)
            if self._kept_rows > _MOST_KEPT:
                self._kept, self._kept_rows = {}, 0
            self._kept[what, asked] = found
            self._kept_rows += _size(found) + 10
        return found


class Segment:
    """A segment in force, with the rows that have been deleted since it was written."""

    def __init__(self, table: SegmentTable, deleted: list[int]) -> None:
        self.table = table
        self._live: Mask | None = None
        if deleted:
            self._live = np.ones(len(table.owners), bool)
            self._live[deleted] = False

    def rows(self) -> Array:
        return np.arange(len(self.table.owners)) if self._live is None else np.flatnonzero(self._live)

    def mask(self, *sets: Array) -> Mask:
        """Which rows are in one of the sets."""
        mask = np.zeros(len(self.table.owners), bool)
        for rows in sets:
            mask[rows] = True
        return mask

    def live(self, rows: Array) -> Array:
        return rows if self._live is None else rows[self._live[rows]]

    def fitting(self, rows: Array, filters: Filters) -> Array:
        """Those of the rows that pass the filters."""
        table = self.table
        if filters.part is not None and len(rows):
            names = table.part_names
            rows = rows[table.parts[rows] == names.index(filters.part)] if filters.part in names else rows[:0]
        documents = table.cards.fitting(filters) if len(rows) else None
        return rows if documents is None else rows[documents[table.owners[rows]]]


def _size(found: Array | Postings | tuple[int, ...]) -> int:
    return len(found.rows if isinstance(found, Postings) else found)
