"""The tokens of a segment in arrays: in which rows each stands in each field, and how often.

Tokens lie in the order of their bytes, a line each. The first of every few is kept in memory: what lies between two of
those is read to know whether a token is there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from kejiting.search.whoosh.arrays import Array, StoredArray, small
from kejiting.search.whoosh.inverting import Inverted
from kejiting.search.whoosh.schema import BOOSTS

_BLOCK = 64
_FIELDS = {field: place for place, field in enumerate(BOOSTS)}
_LINE = b"\n"


@dataclass(frozen=True, slots=True)
class Postings:
    """The rows of a token, ascending, deleted ones among them, and how often it stands in each."""

    rows: Array
    counts: Array

    @property
    def nbytes(self) -> int:
        return self.rows.nbytes + self.counts.nbytes


NOWHERE = (Postings(np.empty(0, np.uint32), np.empty(0, np.uint8)),) * len(BOOSTS)


def term_arrays(inverted: Inverted) -> dict[str, Array]:
    """The arrays of `Terms`; its fields are those of `BOOSTS`, in their order."""
    lines = [token + _LINE for token in inverted.tokens]
    starts = np.fromiter(accumulate(map(len, lines), initial=0), np.uint32, len(lines) + 1)
    return {
        "tokens": np.frombuffer(b"".join(lines), np.uint8),
        "token_firsts": np.frombuffer(b"".join(lines[::_BLOCK]), np.uint8),
        "token_blocks": np.append(starts[:-1:_BLOCK], starts[-1]),
        "posting_starts": inverted.starts.astype(np.uint32),
        "posting_rows": small(inverted.rows),
        "posting_counts": small(inverted.counts),
        **{f"{field}_lengths": small(lengths) for field, lengths in zip(BOOSTS, inverted.lengths, strict=True)},
    }


class Terms:
    """Threads may share it."""

    def __init__(self, arrays: Mapping[str, StoredArray]) -> None:
        self._tokens, self._starts = arrays["tokens"], arrays["posting_starts"]
        self._rows, self._counts = arrays["posting_rows"], arrays["posting_counts"]
        self._firsts = arrays["token_firsts"].read().tobytes().split(_LINE)[:-1]
        self._blocks = arrays["token_blocks"].read()

    def _bounds(self, token: str) -> tuple[int, ...]:
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

    def postings(self, token: str) -> tuple[Postings, ...]:
        """One for each field; empty where it does not stand."""
        bounds = self._bounds(token)
        if not bounds:
            return NOWHERE
        first, end = bounds[0], bounds[-1]
        rows, counts = self._rows.read(first, end), self._counts.read(first, end)
        return tuple(Postings(rows[a - first : b - first], counts[a - first : b - first]) for a, b in pairwise(bounds))

    def tokens(self, field: str) -> Iterator[str]:
        """All that stand in the field, in the order of their bytes."""
        frequencies = np.diff(self._starts.read())[_FIELDS[field] :: len(_FIELDS)]
        tokens = self._tokens.read().tobytes().decode().split("\n")[:-1]
        return (token for token, frequency in zip(tokens, frequencies.tolist(), strict=True) if frequency)
