"""Turn the tokens of rows into the rows of tokens: all rows of a segment at once."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from kejiting.search.arrays import Array


@dataclass(frozen=True, slots=True)
class Inverted:
    """Tokens in the order of their bytes; those of the n-th stand from `starts[n]` up to `starts[n + 1]`.

    `rows` ascend within a token, `counts` say how often it stands in each; `lengths` how many tokens each row has.
    """

    tokens: Sequence[bytes]
    starts: Array
    rows: Array
    counts: Array
    lengths: Array


def invert(rows: Iterable[Sequence[str]]) -> Inverted:
    """`rows` are the tokens of each row, in any order."""
    number_of: defaultdict[str, int] = defaultdict(count().__next__)
    numbers, lengths = array("I"), array("I")
    for tokens in rows:
        numbers.extend(map(number_of.__getitem__, tokens))
        lengths.append(len(tokens))
    # The order of code points is that of their bytes in UTF-8.
    ordered = sorted(number_of)
    place_of = np.empty(len(ordered), np.uint64)
    place_of[[number_of[token] for token in ordered]] = np.arange(len(ordered))
    row_of = np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
    places = place_of[np.frombuffer(numbers, np.uint32)] if numbers else np.empty(0, np.uint64)
    held, counts = np.unique((places << np.uint64(32)) | row_of, return_counts=True)
    return Inverted(
        tokens=[token.encode() for token in ordered],
        starts=np.searchsorted(held, np.arange(len(ordered) + 1, dtype=np.uint64) << np.uint64(32)),
        rows=held.astype(np.uint32),
        counts=counts,
        lengths=np.array(lengths, np.uint32),
    )
