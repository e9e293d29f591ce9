"""Where the atoms of a segment stand, as one number each.

A row begins at a multiple of 64, behind the row before, so that the next whole number behind a place is that of the
atom to its right. A tenth of the numbers stay free; were each row given as many as the longest takes, it were half.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from kejiting.search.whoosh.arrays import Array, StoredArray

# So many places are a slot, which belongs to one row: 1 << 6.
_SLOT = 6
# So many slots have their bits in one word: 1 << 5.
_WORD = 5


def place_arrays(sizes: Array) -> tuple[dict[str, Array], Array, int]:
    """The arrays of `Places` for rows of so many atoms, where each row begins, and how many places there are."""
    slots = np.maximum(-(-sizes >> _SLOT), 1).astype(np.int64)
    begins = np.cumsum(slots) - slots
    count = int(slots.sum())
    # A bit a slot, set where a row begins.
    bits = np.zeros(-(-count >> _WORD) << _WORD, bool)
    bits[begins] = True
    return {"row_begins": np.packbits(bits, bitorder="little").view(np.uint32)}, begins << _SLOT, count << _SLOT


class Places:
    def __init__(self, arrays: Mapping[str, StoredArray]) -> None:
        self._begins = arrays["row_begins"].read()
        counts = np.bitwise_count(self._begins)
        # The rows that begin before each word of bits, less one: rows count from nought.
        self._before = np.cumsum(counts, dtype=np.int32) - counts - np.int32(1)

    def rows(self, places: Array) -> Array:
        """The row of each place: as many have begun, but for one, at its slot or before."""
        slots = places >> _SLOT
        words = slots >> _WORD
        # All slots up to its own are moved to the upper end of the word, those behind it beyond.
        np.invert(slots, out=slots)
        slots &= slots.dtype.type((1 << _WORD) - 1)
        begun = self._begins.take(words)
        begun <<= slots.astype(np.uint32)
        rows: Array = self._before.take(words)
        rows += np.bitwise_count(begun)
        return rows
