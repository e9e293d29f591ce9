"""A segment of the index: what its file holds. Rows are its own here, from nought on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kejiting.search.whoosh import atoms
from kejiting.search.whoosh.arrays import Array, open_arrays, small
from kejiting.search.whoosh.bigrams import Bigrams
from kejiting.search.whoosh.build_segment import scanned_texts
from kejiting.search.whoosh.contents import arrays_file
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
        self._headings = self.arrays["heading_rows"].read().reshape(-1, 2)
        self.pairs = Bigrams(self.arrays, self.count + len(self._headings))
        self._scanned = scanned_texts(self.arrays)

    def rows_with(self, term: str, sequences: Sequence[atoms.Sequence]) -> tuple[Array, Array]:
        """Rows, ascending, in whose own words the term literally stands, and those that have it in their heading.

        It stands where one of the sequences of atoms does.
        """
        pieces = [self.pairs.rows_with(sequence) for sequence in sequences]
        pieces += [np.array([place], np.intp) for place, text in self._scanned if holds(text, term)]
        found = pieces[0] if len(pieces) == 1 else np.unique(np.concatenate(pieces))
        if not len(found):
            return found, found
        own = int(found.searchsorted(self.count))
        begins, ends = self._headings[found[own:] - self.count].T.astype(np.intp)
        sizes = ends - begins
        return found[:own], np.arange(sizes.sum()) + np.repeat(ends - np.cumsum(sizes), sizes)
