"""Lists of ascending numbers in few bits, any one of which is read without the others.

This is Elias and Fano's code. Of n numbers below a limit, each gives about log2(limit / n) low bits as they are; what
is left of it is written as how far it is from that of the number before, in zeros before a one. That makes two or
three bits more than log2(limit / n) a number, where no code makes less than one and a half.

Long lists give 4, 8 or 16 low bits, whichever is best: numpy has those in a fourth of the time, for a tenth more room.
Where a list lies, and how its bits are shared out, follows from how long it and those before it are.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import numpy as np

from kejiting.search.whoosh.arrays import Array, StoredArray, small

# Where a list lies is kept for one of so many; from there lengths are added up.
_BLOCK = 64
# Lists of so many or more are long. In the byte for a length this says that it stands elsewhere.
_LONG = 255
_LOWS_OF_LONG = (0, 4, 8, 16, 32)
# Below it Python is faster than numpy.
_FEW = 9
# Eight bytes are looked at for a number, which begins within the first of them.
_MOST_BITS = 57
_PADDING = 8
# So many numbers are packed at once: what is worked out of them stays near the processor, in half the time.
_LOT = 1 << 16


class Span(NamedTuple):
    """Where a list of so many numbers begins, in bytes."""

    start: int
    size: int


def pack_lists(name: str, sizes: Array, values: Array, limit: int) -> dict[str, Array]:
    """The arrays of `PackedLists` for lists of these sizes, one after the other in `values`, all below the limit."""
    if limit > 1 << _MOST_BITS:
        raise ValueError(f"numbers up to {limit} take too many bits")
    sizes = sizes.astype(np.int64)
    kinds, kind_of = np.unique(sizes, return_inverse=True)
    layouts = [_layout(size, limit) for size in kinds.tolist()]
    low = np.array([low for low, _ in layouts], np.int64)[kind_of]
    lengths = np.array([-(-bits // 8) for _, bits in layouts], np.int64)[kind_of]
    starts = np.cumsum(lengths) - lengths
    long = sizes >= _LONG
    marks = np.stack([starts, np.cumsum(long) - long])[:, ::_BLOCK]
    return {
        f"{name}_sizes": np.minimum(sizes, _LONG).astype(np.uint8),
        f"{name}_long": small(sizes[long]),
        f"{name}_marks": small(marks.T.ravel()),
        f"{name}_bytes": _packed(sizes, values, low, starts, int(lengths.sum())),
        f"{name}_limit": np.array([limit], np.uint64),
    }


def _layout(size: int, limit: int) -> tuple[int, int]:
    """How many low bits each number of a list gives, and how many bits the list takes: low ones first."""
    if not size:
        return 0, 0
    lows = _LOWS_OF_LONG if size >= _LONG else (max((limit // size).bit_length() - 1, 0),)
    bits, low = min((size * (low + 1) + (limit - 1 >> low), low) for low in lows)
    return low, bits


def _packed(sizes: Array, values: Array, low: Array, starts: Array, length: int) -> Array:
    words = np.zeros((length + _PADDING) // 8 + 2, np.uint64)
    begins = np.cumsum(sizes) - sizes
    lots = np.unique(np.append(begins.searchsorted(np.arange(0, len(values), _LOT)), len(sizes)))
    for first, end in zip(lots[:-1].tolist(), lots[1:].tolist(), strict=True):
        own = sizes[first:end]
        begin = int(begins[first])
        some = values[begin : begin + int(own.sum())].astype(np.uint64)
        places = np.arange(len(some)) - np.repeat(begins[first:end] - begin, own)
        start = np.repeat(starts[first:end] * 8, own)
        width = np.repeat(low[first:end], own)
        cut = width.astype(np.uint64)
        _set(words, start + places * width, some & ((np.uint64(1) << cut) - np.uint64(1)))
        start += np.repeat(own * low[first:end], own)
        _set(words, start + places + (some >> cut).astype(np.int64), np.ones(len(some), np.uint64))
    return words.view(np.uint8)[: length + _PADDING]


def _set(words: Array, bits: Array, values: Array) -> None:
    """Put each value where its first bit is to stand. No two overlap, so that adding does what or would, and faster."""
    places, shifts = bits >> 6, (bits & 63).astype(np.uint64)
    np.add.at(words, places, values << shifts)
    # In two steps, for a shift by 64 would be none.
    spilt = values >> np.uint64(1) >> (np.uint64(63) - shifts)
    over = spilt.nonzero()[0]
    np.add.at(words, places[over] + 1, spilt[over])


class PackedLists:
    """Lists by their place. Threads may share it."""

    def __init__(self, arrays: Mapping[str, StoredArray], name: str) -> None:
        self._sizes, self._long, self._marks, self._bytes = (
            arrays[f"{name}_{part}"] for part in ("sizes", "long", "marks", "bytes")
        )
        self._limit = int(arrays[f"{name}_limit"].read()[0])
        self._kind = np.uint32 if self._limit <= 1 << 32 else np.uint64

    def span(self, place: int) -> Span:
        """Where the list lies."""
        return self.spans(place, place + 1)[0]

    def spans(self, first: int, end: int) -> list[Span]:
        """Where the lists from `first` up to `end` lie."""
        block = first // _BLOCK
        start, long = self._marks.read(2 * block, 2 * block + 2).tolist()
        sizes = self._sizes.read(block * _BLOCK, end).tobytes()
        before = sizes[: first - block * _BLOCK]
        start += sum(map(self._lengths.__getitem__, before))
        count = sizes.count(_LONG)
        exact = iter(self._long.read(long, long + count).tolist() if count else ())
        start += sum(map(self._length, islice(exact, before.count(_LONG))))
        spans = []
        for short in sizes[len(before) :]:
            size = next(exact) if short == _LONG else short
            spans.append(Span(start, size))
            start += self._length(size)
        return spans

    def read(self, span: Span) -> Array:
        """The numbers of the list that lies there."""
        start, size = span
        low, bits = self._layouts[size] if size < _LONG else _layout(size, self._limit)
        octets = self._bytes.read(start, start + -(-bits // 8) + _PADDING)
        if size < _FEW:
            return np.array(_few(int.from_bytes(octets.tobytes(), "little"), size, low), self._kind)
        byte, bit = divmod(size * low, 8)
        rest = np.unpackbits(octets[byte:], count=bits - byte * 8, bitorder="little")[bit:]
        ones = rest.view(bool).nonzero()[0]
        ones -= np.arange(size)
        numbers: Array = ones.astype(self._kind)
        if low:
            numbers <<= self._kind(low)
            numbers |= _lows(octets, size, low)
        return numbers

    def filled(self) -> Array:
        """Which of the lists hold anything."""
        filled: Array = self._sizes.read() > 0
        return filled

    def _length(self, size: int) -> int:
        """Bytes of a list."""
        return self._lengths[size] if size < _LONG else -(-_layout(size, self._limit)[1] // 8)

    @cached_property
    def _layouts(self) -> list[tuple[int, int]]:
        """Of a list of each size that is not long."""
        return [_layout(size, self._limit) for size in range(_LONG)]

    @cached_property
    def _lengths(self) -> list[int]:
        """Of a list of each size that is not long; of a long one it is added later."""
        return [*(-(-bits // 8) for _, bits in self._layouts), 0]


def _few(bits: int, size: int, low: int) -> list[int]:
    """The numbers of a short list."""
    highs, mask = bits >> size * low, (1 << low) - 1
    numbers = []
    for place in range(size):
        one = highs & -highs
        numbers.append((one.bit_length() - 1 - place) << low | (bits >> place * low & mask))
        highs ^= one
    return numbers


def _lows(octets: Array, size: int, low: int) -> Array:
    """As many low bits of each number, from the beginning on."""
    if size < _LONG:
        # Eight bytes from any byte on, which need not be where the machine would have them.
        words: Array = np.ndarray((len(octets) - 7,), np.uint64, octets, strides=(1,))
        bits = np.arange(0, size * low, low)
        lows = words[bits >> 3]
        lows >>= (bits & 7).astype(np.uint64)
        lows &= np.uint64((1 << low) - 1)
        return lows
    if low == 4:
        pairs = octets[: (size + 1) // 2]
        nibbles: Array = np.stack([pairs & 15, pairs >> 4], axis=1).ravel()[:size]
        return nibbles
    return octets[: size * low // 8].view(f"<u{low // 8}")
