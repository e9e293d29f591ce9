"""A segment of the index: what its file holds. Rows are its own here, from nought on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kejiting.search.whoosh import atoms
from kejiting.search.whoosh.arrays import Array, open_arrays, small
from kejiting.search.whoosh.bigrams import Bigrams
from kejiting.search.whoosh.build_segment import scanned_rows
from kejiting.search.whoosh.codec import arrays_file
from kejiting.search.whoosh.schema import BOOSTS
from kejiting.search.whoosh.terms import Terms
from kejiting.text.scan import holds

# Where everything else lies: every question looks into them, at other places each time.
_DIRECTORIES = (
    "tokens",
    "pair_seconds",
    *(f"{name}_{part}" for name in ("postings", "pair_places") for part in ("records", "large")),
)


class Segment:
    """It never changes, and serves all threads and all later generations.

    `passages` and the `lengths` of each field go by row.
    """

    def __init__(self, folder: Path, segment: Any) -> None:
        self.arrays = open_arrays(arrays_file(folder, segment))
        for name in _DIRECTORIES:
            self.arrays[name].expect()
        self.passages = small(self.arrays["passages"].read())
        self.count = len(self.passages)
        self.lengths = {field: small(self.arrays[f"{field}_lengths"].read()) for field in BOOSTS}
        self.total_lengths = {field: int(lengths.sum()) for field, lengths in self.lengths.items()}
        self.terms = Terms(self.arrays)
        self._pairs = Bigrams(self.arrays, self.count)
        self._scanned = scanned_rows(self.arrays)

    @property
    def characters(self) -> str:
        return self._pairs.characters

    def rows_with(self, term: str, sequences: Sequence[atoms.Sequence]) -> Array:
        """Rows, ascending, where the term literally stands, which it does where one of the sequences of atoms does."""
        found = [self._pairs.rows_with(sequence) for sequence in sequences]
        found += [np.array([row], np.intp) for row, texts in self._scanned if any(holds(text, term) for text in texts)]
        return found[0] if len(found) == 1 else np.unique(np.concatenate(found))
