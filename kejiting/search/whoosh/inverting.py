"""Turn the tokens of rows into the rows of tokens: all rows and fields of a segment at once."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from kejiting.search.whoosh.arrays import Array, firsts


@dataclass(frozen=True, slots=True)
class Inverted:
    """Tokens in the order of their bytes; of F fields, the rows of token t in field f begin at `starts[t * F + f]`.

    `rows` ascend within a token and field, `counts` say how often it stands in each; `lengths`, a field, say how many
    tokens each row has.
    """

    tokens: Sequence[bytes]
    starts: Array
    rows: Array
    counts: Array
    lengths: Sequence[Array]


def invert(fields: Sequence[Iterable[Sequence[str]]]) -> Inverted:
    """For each field the tokens of each row, in any order."""
    number_of: defaultdict[str, int] = defaultdict(count().__next__)
    numbers = array("I")
    lengths = []
    for rows in fields:
        held_by = array("I")
        for tokens in rows:
            numbers.extend(map(number_of.__getitem__, tokens))
            held_by.append(len(tokens))
        lengths.append(np.array(held_by, np.uint32))
    # The order of code points is that of their bytes in UTF-8.
    ordered = sorted(number_of)
    place_of = np.empty(len(ordered), np.uint64)
    place_of[[number_of[token] for token in ordered]] = np.arange(len(ordered)) * len(fields)
    keys = place_of[np.array(numbers, np.uint32)]
    keys += np.repeat(np.arange(len(fields), dtype=np.uint64), [held.sum() for held in lengths])
    keys <<= np.uint64(32)
    keys |= np.concatenate([np.repeat(np.arange(len(held), dtype=np.uint64), held) for held in lengths])
    keys.sort()
    begins = firsts(keys)
    counts = np.diff(np.append(begins, len(keys))).astype(np.uint32)
    keys = keys[begins]
    return Inverted(
        tokens=[token.encode() for token in ordered],
        starts=np.searchsorted(keys, np.arange(len(ordered) * len(fields) + 1, dtype=np.uint64) << np.uint64(32)),
        rows=keys.astype(np.uint32),
        counts=counts,
        lengths=lengths,
    )
