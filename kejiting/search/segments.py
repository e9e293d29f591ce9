"""A segment of the index as searching needs it. Row sets are masks, one bool a row."""

from __future__ import annotations

import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from kejiting.search.arrays import Array, Mask, read_arrays
from kejiting.search.cards import Cards
from kejiting.search.codec import Postings, read_postings
from kejiting.search.derive import arrays_file
from kejiting.search.pairs import Pairs
from kejiting.search.query import Filters
from kejiting.search.schema import BOOSTS

# So many postings of a segment are kept at hand; common words come again and again.
_MOST_KEPT = 1_000_000


class SegmentTable:
    """What never changes about a segment; it serves all threads and all later generations.

    `passages`, `parts` (places in `part_names`) and `owners` (places in `cards`, ascending) go by row.
    """

    def __init__(self, folder: Path, reader: Any) -> None:
        arrays = read_arrays(arrays_file(folder, reader))
        self.passages, self.parts, self.owners = arrays["passages"], arrays["parts"], arrays["owners"]
        self.part_names = tuple(name.decode() for name in arrays["part_names"].tolist())
        self.cards = Cards(arrays)
        self.pairs = Pairs(arrays, len(self.owners))
        self.lengths: Mapping[str, Array] = {field: arrays[f"{field}_lengths"] for field in BOOSTS}
        self._starts = arrays["text_starts"]
        # Whoosh keeps the values of such a column one behind the other, from the first byte on.
        with (folder / f"{reader.segment().segment_id()}.match_text.col").open("rb") as file:
            self._texts = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._kept: dict[tuple[str, str], Postings] = {}
        self._kept_rows = 0

    def stands_in(self, row: int, piece: bytes) -> bool:
        return self._texts.find(piece, int(self._starts[row]), int(self._starts[row + 1])) >= 0

    def match_text(self, row: int) -> str:
        return self._texts[int(self._starts[row]) : int(self._starts[row + 1])].decode()

    def kept(self, field: str, token: str) -> Postings | None:
        return self._kept.get((field, token))

    def keep(self, field: str, token: str, postings: Postings) -> None:
        if self._kept_rows > _MOST_KEPT:
            self._kept, self._kept_rows = {}, 0
        self._kept[field, token] = postings
        self._kept_rows += len(postings.rows) + 10


class Segment:
    """One thread's view of a segment. Deleted rows never appear in a mask."""

    def __init__(self, reader: Any, table: SegmentTable) -> None:
        self.table = table
        self.name: str = reader.segment().segment_id()
        self._reader = reader
        self._live: Mask | None = None
        if reader.has_deletions():
            self._live = np.ones(len(table.owners), bool)
            self._live[list(reader.segment().deleted_docs())] = False

    def rows(self) -> Mask:
        return np.ones(len(self.table.owners), bool) if self._live is None else self._live.copy()

    def no_rows(self) -> Mask:
        return np.zeros(len(self.table.owners), bool)

    def live(self, rows: Mask) -> Mask:
        return rows if self._live is None else rows & self._live

    def postings(self, field: str, token: str) -> Postings:
        """Deleted rows are among them, as they are in the figures that words are weighed by."""
        found = self.table.kept(field, token)
        if found is None:
            found = read_postings(self._reader, field, token)
            self.table.keep(field, token, found)
        return found

    def total_length(self, field: str) -> int:
        length: int = self._reader.field_length(field)
        return length

    def fitting(self, rows: Mask, filters: Filters) -> Mask:
        """Those of the rows that pass the filters."""
        if filters.part is not None:
            names = self.table.part_names
            rows = rows & (self.table.parts == names.index(filters.part)) if filters.part in names else self.no_rows()
        documents = self.table.cards.fitting(filters)
        return rows if documents is None else rows & documents[self.table.owners]
