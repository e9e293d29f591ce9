"""Where the atoms of a segment stand, as one number each.

A row begins at a multiple of 128, behind the row before, so that the next whole number behind a place is that of the
atom to its right. A fifth of the numbers stay free, a third of a bit each; were each row given as many as the longest
takes, it were half and more.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from kejiting.search.whoosh.arrays import Array, StoredArray, small

# So many places are a slot, which belongs to one row: 1 << 7.
_SLOT = 7


def place_arrays(sizes: Array) -> tuple[dict[str, Array], Array, int]:
    """The arrays of `Places` for rows of so many atoms, where each row begins, and how many places there are."""
    slots = -(-sizes >> _SLOT)
    begins = np.cumsum(slots) - slots
    return {"row_slots": small(slots)}, begins << _SLOT, int(slots.sum()) << _SLOT


class Places:
    def __init__(self, arrays: Mapping[str, StoredArray]) -> None:
        slots = arrays["row_slots"].read()
        # Two or three a row are kept in memory: counted from bits, they would take a fortieth, and four times as long.
        self._row_of = np.repeat(np.arange(len(slots), dtype=np.int32), slots)

    def rows(self, places: Array) -> Array:
        """The row of each place."""
        rows: Array = self._row_of.take(places >> _SLOT)
        return rows
