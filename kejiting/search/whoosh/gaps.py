"""A long list of ascending numbers as the gaps between them, of 1, 2, 4 or 8 bytes each.

A gap that has no room there stands in several pieces, of which all but the last are the largest number there is room
for, and stand for none of the list. Bytes are chosen so that there can be no more of those than a third of the list.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from kejiting.search.whoosh.arrays import Array

# The largest number of each
_MOST: Mapping[type[np.unsignedinteger], int] = {
    kind: int(np.iinfo(kind).max) for kind in (np.uint8, np.uint16, np.uint32, np.uint64)
}


def to_gaps(values: Array, limit: int) -> Array:
    """For numbers below the limit."""
    kind = _kind(len(values), limit)
    gaps = np.diff(values.astype(np.uint64), prepend=np.uint64(0))
    more, rest = np.divmod(gaps, np.uint64(_MOST[kind]))
    if not more.any():
        return rest.astype(kind)
    places = np.cumsum(more + np.uint64(1)).astype(np.intp) - 1
    pieces = np.full(places[-1] + 1, _MOST[kind], kind)
    pieces[places] = rest
    return pieces


def from_gaps(octets: Array, size: int, limit: int) -> Array:
    """So many numbers."""
    kind = _kind(size, limit)
    gaps = octets.view(kind)
    values: Array = gaps.cumsum(dtype=np.uint32 if limit <= 1 << 32 else np.uint64)
    return values if len(values) == size else values[gaps != _MOST[kind]]


def gap_bits(size: int, limit: int) -> int:
    """How many bits each takes."""
    return 8 * _kind(size, limit)().itemsize


def _kind(size: int, limit: int) -> type[np.unsignedinteger]:
    return next(kind for kind, most in _MOST.items() if limit // size <= most // 3)
