"""The tokens of a segment in arrays: in which rows each stands in each field, and how often.

A row comes as often in the list of a token and field as the token stands there. Tokens lie in the order of their bytes,
a line each, a few of them packed together. The first of each pack is kept in memory: one pack is read to know whether
a token is there.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
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
    tokens = inverted.tokens
    blocks = [zlib.compress(_joined(tokens[first : first + _BLOCK])) for first in range(0, len(tokens), _BLOCK)]
    return {
        "tokens": np.frombuffer(b"".join(blocks), np.uint8),
        "token_firsts": np.frombuffer(_joined(tokens[::_BLOCK]), np.uint8),
        "token_blocks": np.fromiter(accumulate(map(len, blocks), initial=0), np.uint32, len(blocks) + 1),
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
        piece = _LINE + self._block(block)
        at = piece.find(_LINE + line)
        return block * _BLOCK + piece.count(_LINE, 0, at) if at >= 0 else None

    def _block(self, block: int) -> bytes:
        return zlib.decompress(self._tokens.read(*self._blocks[block : block + 2].tolist()).tobytes())

    def postings(self, token: str) -> tuple[Postings, ...]:
        """One for each field; empty where it does not stand."""
        place = self._place(token)
        if place is None:
            return NOWHERE
        first = place * len(_FIELDS)
        return tuple(map(_postings, self._lists.read_all(self._lists.spans(first, first + len(_FIELDS)))))

    def tokens(self, field: str) -> Iterator[str]:
        """All that stand in the field, in the order of their bytes."""
        there = self._lists.filled()[_FIELDS[field] :: len(_FIELDS)].tolist()
        tokens = b"".join(map(self._block, range(len(self._firsts)))).decode().split("\n")[:-1]
        return compress(tokens, there)


def _joined(tokens: Sequence[bytes]) -> bytes:
    """A line each."""
    return b"".join(token + _LINE for token in tokens)


def _postings(places: Array) -> Postings:
    """Of rows that come as often as the token stands in them."""
    begins = firsts(places)
    if len(begins) == len(places):
        return Postings(places, np.ones(len(places), np.uint8))
    counts = np.empty_like(begins)
    np.subtract(begins[1:], begins[:-1], out=counts[:-1])
    counts[-1] = len(places) - begins[-1]
    return Postings(places.take(begins), small(counts))
