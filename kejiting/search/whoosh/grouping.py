"""Sort what stands side by side in columns of numbers, and gather what agrees in all of them but the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kejiting.search.whoosh.arrays import Array, firsts

_MOST_BITS = 64


@dataclass(frozen=True, slots=True)
class Groups:
    """In order: the `columns` of each group, how many values each has, and these one after the other, ascending."""

    columns: Sequence[Array]
    sizes: Array
    values: Array


def grouped(columns: Sequence[Array], limits: Sequence[int], each_once: bool = False) -> Groups:
    """Groups of the values of the last column, `each_once` or as often as they come.

    Each column is below its limit. A line of them is sorted as one number where that takes 64 bits at most, which
    all do that are not huge: numpy sorts those ten times as fast as lines.
    """
    widths = [max(limit - 1, 0).bit_length() for limit in limits]
    if sum(widths) > _MOST_BITS:
        return _grouped_lines(columns, each_once)
    keys = columns[0].astype(np.uint64)
    for column, width in zip(columns[1:], widths[1:], strict=True):
        keys <<= np.uint64(width)
        keys |= column
    keys.sort()
    if each_once:
        keys = keys[firsts(keys)]
    values = _lowest(keys, widths[-1])
    keys >>= np.uint64(widths[-1])
    begins = firsts(keys)
    groups = keys[begins]
    gathered = []
    for width in widths[-2::-1]:
        gathered.append(_lowest(groups, width))
        groups >>= np.uint64(width)
    return Groups(gathered[::-1], np.diff(begins, append=len(keys)), values)


def _lowest(keys: Array, bits: int) -> Array:
    # What is cut off need not be masked.
    return keys.astype(np.uint32) & np.uint32((1 << bits) - 1) if bits <= 32 else keys & np.uint64((1 << bits) - 1)


def _grouped_lines(columns: Sequence[Array], each_once: bool) -> Groups:
    order = np.lexsort(list(columns)[::-1])
    *groups, values = (column[order] for column in columns)
    begins = _new(groups)
    if each_once:
        kept = begins | _new([values])
        *groups, values, begins = (column[kept] for column in (*groups, values, begins))
    starts = begins.nonzero()[0]
    return Groups([column[starts] for column in groups], np.diff(starts, append=len(values)), values)


def _new(columns: Sequence[Array]) -> Array:
    """Where one of the columns is not what it was in the line before."""
    new = np.zeros(len(columns[0]), bool)
    for column in columns:
        new[firsts(column)] = True
    return new
