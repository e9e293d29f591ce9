"""The tokens of a segment in arrays: in which rows each stands in each field, and how often.

A row comes as often in the list of a token and field as the token stands there.
Tokens lie in the order of their bytes, a line each. The first of every few is kept in memory: what lies between two of
those is read to know whether a token is there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, compress

import numpy as np

from kejiting.search.whoosh.arrays import Array, StoredArray, firsts, small
from kejiting.search.whoosh.inverting import Inverted
from kejiting.search.whoosh.packing import PackedLists, pack_lists
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
        **pack_lists("postings", inverted.sizes, inverted.rows, len(inverted.lengths[0])),
        **{f"{field}_lengths": small(lengths) for field, lengths in zip(BOOSTS, inverted.lengths, strict=True)},
    }


class Terms:
    """Threads may share it."""

    def __init__(self, arrays: Mapping[str, StoredArray]) -> None:
        self._tokens, self._lists = arrays["tokens"], PackedLists(arrays, "postings")
        self._firsts = arrays["token_firsts"].read().tobytes().split(_LINE)[:-1]
        self._blocks = arrays["token_blocks"].read()

    def _place(self, token: str) -> int | None:
        """Which of the tokens it is; None if it stands nowhere."""
        line = token.encode() + _LINE
        block = bisect_right(self._firsts, line[:-1]) - 1
        if block < 0:
            return None
        piece = _LINE + self._tokens.read(*self._blocks[block : block + 2].tolist()).tobytes()
        at = piece.find(_LINE + line)
        return block * _BLOCK + piece.count(_LINE, 0, at) if at >= 0 else None

    def postings(self, token: str) -> tuple[Postings, ...]:
        """One for each field; empty where it does not stand."""
        place = self._place(token)
        if place is None:
            return NOWHERE
        first = place * len(_FIELDS)
        return tuple(map(_counted, map(self._lists.read, self._lists.spans(first, first + len(_FIELDS)))))

    def tokens(self, field: str) -> Iterator[str]:
        """All that stand in the field, in the order of their bytes."""
        there = self._lists.filled()[_FIELDS[field] :: len(_FIELDS)].tolist()
        return compress(self._tokens.read().tobytes().decode().split("\n")[:-1], there)


def _counted(rows: Array) -> Postings:
    """Of rows that come once for each time that the token stands there."""
    new = rows[1:] != rows[:-1]
    if new.all():
        return Postings(rows, np.ones(len(rows), np.uint8))
    begins = firsts(rows)
    return Postings(rows[begins], small(np.diff(begins, append=len(rows))))
