"""Lists of ascending numbers in few bits, any one of which is read without the others.

Most lists are short, and in Elias and Fano's code. Of n numbers below a limit, each gives about log2(limit / n) low
bits as they are; what is left of it is written as how far it is from that of the number before, in zeros before a one.
That makes two or three bits more than log2(limit / n) a number, where no code makes less than one and a half. How long
a list is says how its bits are shared out.

Of long lists the gaps are kept (see `gaps`), which numpy sums up in a quarter of the time, where they do not take much
more room: how much, each lot of lists says for itself.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import numpy as np

from kejiting.search.whoosh.arrays import Array, StoredArray, small
from kejiting.search.whoosh.gaps import from_gaps, gap_bits, to_gaps

# Where a list lies is kept for one of so many, before the sizes of these in a byte each; lengths are added up from there.
# As many fit into lots of three, for the lists of a token in three fields.
BLOCK = 60
_HEAD = 16
_RECORD = _HEAD + BLOCK
# In the byte for its size this says that a list is large: its size is elsewhere, and how many bytes it takes.
_LARGE = 255
# So many bits more may a number take as a gap, where lists are read often.
_MORE_BITS = 9
# Below it Python is faster than numpy.
_FEW = 32
# Eight bytes are looked at for a number, which begins within the first of them.
_MOST_BITS = 57
_PADDING = 8
# So many numbers are packed at once: what is worked out of them stays near the processor, in half the time.
_LOT = 1 << 16
_PAIR = struct.Struct("=qq")


class ArraySpan(NamedTuple):
    """Where a list of so many numbers lies, in bytes."""

    start: int
    length: int
    size: int


def pack_lists(name: str, sizes: Array, values: Array, limit: int, more_bits: int = _MORE_BITS) -> dict[str, Array]:
    """The arrays of `PackedLists` for lists of these sizes, one after the other in `values`, all below the limit.

    A number of a long list may take `more_bits` to be read faster.
    """
    if limit > 1 << _MOST_BITS:
        raise ValueError(f"numbers up to {limit} take too many bits")
    sizes = sizes.astype(np.int64)
    kinds, kind_of = np.unique(sizes, return_inverse=True)
    lengths = np.array([_length(size, limit) for size in kinds.tolist()], np.int64)[kind_of]
    is_long, ends = (
        np.array([_is_long(size, limit, more_bits) for size in kinds.tolist()], bool)[kind_of],
        np.cumsum(sizes),
    )
    long = [to_gaps(values[end - size : end], limit) for end, size in zip(ends[is_long], sizes[is_long], strict=True)]
    lengths[is_long] = [gaps.nbytes for gaps in long]
    starts = np.cumsum(lengths) - lengths
    packed = np.zeros(-(-int(lengths.sum()) // 8) * 8 + _PADDING, np.uint8)
    short = values[np.repeat(~is_long, sizes)] if long else values
    _pack(packed.view(np.uint64), sizes[~is_long], short, starts[~is_long], limit)
    for start, gaps in zip(starts[is_long].tolist(), long, strict=True):
        packed[start : start + gaps.nbytes] = gaps.view(np.uint8)
    large = sizes >= _LARGE
    records = np.zeros((-(-len(sizes) // BLOCK), _RECORD), np.uint8)
    heads = np.stack([starts, np.cumsum(large) - large])[:, ::BLOCK].T
    records[:, :_HEAD] = np.ascontiguousarray(heads).view(np.uint8)
    padded = np.zeros(len(records) * BLOCK, np.uint8)
    padded[: len(sizes)] = np.minimum(sizes, _LARGE)
    records[:, _HEAD:] = padded.reshape(-1, BLOCK)
    return {
        f"{name}_records": records.ravel(),
        f"{name}_large": small(np.stack([lengths[large], sizes[large]]).T.ravel()),
        f"{name}_bytes": packed,
        f"{name}_layout": np.array([limit, more_bits], np.uint64),
    }


def _is_long(size: int, limit: int, more_bits: int) -> bool:
    """Are its gaps kept?"""
    return size >= _LARGE and limit // size > 1 and gap_bits(size, limit) <= _low(size, limit) + more_bits


def _low(size: int, limit: int) -> int:
    """How many low bits each number of a list gives."""
    return max((limit // size).bit_length() - 1, 0) if size else 0


def _bits(size: int, limit: int) -> int:
    """How many bits a list takes that is not long: low ones first."""
    low = _low(size, limit)
    return size * (low + 1) + (limit - 1 >> low) if size else 0


def _length(size: int, limit: int) -> int:
    return -(-_bits(size, limit) // 8)


def _pack(words: Array, sizes: Array, values: Array, starts: Array, limit: int) -> None:
    """Write lists that are not long where they are to begin."""
    kinds, kind_of = np.unique(sizes, return_inverse=True)
    low = np.array([_low(size, limit) for size in kinds.tolist()], np.int64)[kind_of]
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
        self._records, self._large, self._bytes = (arrays[f"{name}_{part}"] for part in ("records", "large", "bytes"))
        self._limit, self._more_bits = arrays[f"{name}_layout"].read().tolist()
        self._kind = np.uint32 if self._limit <= 1 << 32 else np.uint64

    def span(self, place: int) -> ArraySpan:
        """Where the list lies."""
        return self.spans(place, place + 1)[0]

    def spans(self, first: int, end: int) -> list[ArraySpan]:
        """Where the lists from `first` up to `end` lie, all of one block."""
        block, place = divmod(first, BLOCK)
        record = self._records.read(block * _RECORD, block * _RECORD + _HEAD + place + end - first).tobytes()
        start, large = _PAIR.unpack_from(record)
        sizes = record[_HEAD:]
        before = sizes[:place]
        start += sum(map(self._lengths.__getitem__, before))
        count = sizes.count(_LARGE)
        exact = iter(self._large.read(2 * large, 2 * (large + count)).reshape(-1, 2).tolist() if count else ())
        start += sum(length for length, _ in islice(exact, before.count(_LARGE)))
        spans = []
        for size in sizes[place:]:
            span = ArraySpan(start, *next(exact)) if size == _LARGE else ArraySpan(start, self._lengths[size], size)
            spans.append(span)
            start += span.length
        return spans

    def read(self, span: ArraySpan) -> Array:
        """The numbers of the list that lies there."""
        return self.read_all([span])[0]

    def read_all(self, spans: Sequence[ArraySpan]) -> list[Array]:
        """The numbers of one or more lists that lie one behind the other, in one piece."""
        first, last = spans[0].start, spans[-1]
        octets = self._bytes.read(first, last.start + last.length + _PADDING)
        return [self._unpacked(octets[start - first :], length, size) for start, length, size in spans]

    def _unpacked(self, octets: Array, length: int, size: int) -> Array:
        """So many numbers, in the first `length` octets; there are some more."""
        if not size:
            return np.empty(0, self._kind)
        if _is_long(size, self._limit, self._more_bits):
            return from_gaps(octets[:length], size, self._limit)
        low = _low(size, self._limit)
        if size < _FEW:
            return np.array(_few(int.from_bytes(octets[:length].tobytes(), "little"), size, low), self._kind)
        octets = octets[: length + _PADDING]
        byte, bit = divmod(size * low, 8)
        # In the bits behind its end there are no ones.
        rest = np.unpackbits(octets[byte:length], bitorder="little")[bit:]
        ones = rest.view(bool).nonzero()[0]
        ones -= np.arange(size)
        numbers: Array = ones.astype(self._kind)
        if low:
            numbers <<= self._kind(low)
            numbers |= _lows(octets, size, low).astype(self._kind)
        return numbers

    def filled(self) -> Array:
        """Which of the lists hold anything; behind them come some that do not."""
        filled: Array = self._records.read().reshape(-1, _RECORD)[:, _HEAD:].ravel() > 0
        return filled

    @cached_property
    def _lengths(self) -> list[int]:
        """Bytes of a list of each size that is not large; nought for those that are."""
        return [*(_length(size, self._limit) for size in range(_LARGE)), 0]


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
    # Eight bytes from any byte on, which need not be where the machine would have them.
    words: Array = np.ndarray((len(octets) - 7,), np.uint64, octets, strides=(1,))
    bits = np.arange(0, size * low, low)
    lows: Array = words[bits >> 3] >> (bits & 7).astype(np.uint64)
    lows &= np.uint64((1 << low) - 1)
    return lows
