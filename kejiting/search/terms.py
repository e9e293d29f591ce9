"""The tokens of a segment in arrays: in which rows each stands in each field, and how often.

Tokens lie in the order of their bytes, a line each. The first of every few is kept in memory: what lies between two of
those is read to know whether a token is there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from kejiting.search.arrays import Array, StoredArray
from kejiting.search.inverting import Inverted
from kejiting.search.schema import BOOSTS

_BLOCK = 64
_FIELDS = {field: place for place, field in enumerate(BOOSTS)}
_LINE = b"\n"


@dataclass(frozen=True, slots=True)
class Postings:
    """The rows of a token, ascending, deleted ones among them, and how often it stands in each."""

    rows: Array
    counts: Array


def term_arrays(inverted: Inverted) -> dict[str, Array]:
    """The arrays of `Terms`; its fields are those of `BOOSTS`, in their order."""
    lines = [token + _LINE for token in inverted.tokens]
    starts = np.fromiter(accumulate(map(len, lines), initial=0), np.uint32, len(lines) + 1)
    return {
        "tokens": np.frombuffer(b"".join(lines), np.uint8),
        "token_firsts": np.frombuffer(b"".join(lines[::_BLOCK]), np.uint8),
        "token_blocks": np.append(starts[:-1:_BLOCK], starts[-1]),
        "posting_starts": inverted.starts.astype(np.uint32),
        "posting_rows": _small(inverted.rows),
        "posting_counts": _small(inverted.counts),
        **{f"{field}_lengths": lengths for field, lengths in zip(BOOSTS, inverted.lengths, strict=True)},
    }


class Terms:
    """Threads may share it."""

    def __init__(self, arrays: Mapping[str, StoredArray]) -> None:
        self._tokens, self._starts = arrays["tokens"], arrays["posting_starts"]
        self._rows, self._counts = arrays["posting_rows"], arrays["posting_counts"]
        self._firsts = arrays["token_firsts"].read().tobytes().split(_LINE)[:-1]
        self._blocks = arrays["token_blocks"].read()

    def bounds(self, token: str) -> tuple[int, ...]:
        """Where its postings begin in each field, and where those of the last one end; () if it stands nowhere."""
        line = token.encode() + _LINE
        block = bisect_right(self._firsts, line[:-1]) - 1
        if block < 0:
            return ()
        piece = _LINE + self._tokens.read(*self._blocks[block : block + 2].tolist()).tobytes()
        at = piece.find(_LINE + line)
        if at < 0:
            return ()
        place = (block * _BLOCK + piece.count(_LINE, 0, at)) * len(_FIELDS)
        return tuple(self._starts.read(place, place + len(_FIELDS) + 1).tolist())

    def frequency(self, field: str, bounds: tuple[int, ...]) -> int:
        """In how many rows it stands, deleted ones among them."""
        place = _FIELDS[field]
        return bounds[place + 1] - bounds[place] if bounds else 0

    def postings(self, field: str, bounds: tuple[int, ...]) -> Postings:
        place = _FIELDS[field]
        span = bounds[place : place + 2] or (0, 0)
        return Postings(self._rows.read(*span), self._counts.read(*span))

    def tokens(self, field: str) -> Iterator[str]:
        """All that stand in the field, in the order of their bytes."""
        frequencies = np.diff(self._starts.read())[_FIELDS[field] :: len(_FIELDS)]
        tokens = self._tokens.read().tobytes().decode().split("\n")[:-1]
        return (token for token, frequency in zip(tokens, frequencies.tolist(), strict=True) if frequency)


def _small(numbers: Array) -> Array:
    """In as few bytes as the largest of them takes."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))
