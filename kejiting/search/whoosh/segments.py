"""A segment of the index: what its file holds. Rows are its own here, from nought on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kejiting.search.whoosh.arrays import Array, open_arrays, small
from kejiting.search.whoosh.atoms import Lookup
from kejiting.search.whoosh.bigrams import Bigrams
from kejiting.search.whoosh.codec import arrays_file
from kejiting.search.whoosh.schema import BOOSTS
from kejiting.search.whoosh.terms import Terms
from kejiting.text.scan import holds


class Segment:
    """It never changes, and serves all threads and all later generations.

    `passages` and the `lengths` of each field go by row.
    """

    def __init__(self, folder: Path, segment: Any) -> None:
        self.arrays = open_arrays(arrays_file(folder, segment))
        self.passages = small(self.arrays["passages"].read())
        self.count = len(self.passages)
        self.lengths = {field: small(self.arrays[f"{field}_lengths"].read()) for field in BOOSTS}
        self.total_lengths = {field: int(lengths.sum()) for field, lengths in self.lengths.items()}
        self.terms = Terms(self.arrays)
        self._pairs = Bigrams(self.arrays, self.count)
        self._text_starts, self._texts = self.arrays["text_starts"], self.arrays["texts"]

    def rows_with(self, term: str, lookup: Lookup) -> Array:
        """Rows, ascending, where the term literally stands; `lookup` is how to find it."""
        if lookup.inside is not None:
            rows = self._pairs.rows_with_number_around(lookup.inside)
        else:
            rows = self._pairs.rows_with(lookup.atoms)
        if lookup.whole or not len(rows):
            return rows
        return rows[[holds(self._text(row), term) for row in rows.tolist()]]

    def _text(self, row: int) -> str:
        return self._texts.read(*self._text_starts.read(row, row + 2).tolist()).tobytes().decode()
