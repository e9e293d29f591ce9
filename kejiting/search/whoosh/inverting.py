"""Turn the tokens of rows into the rows of tokens: all rows and fields of a segment at once."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from kejiting.search.whoosh.arrays import Array
from kejiting.search.whoosh.grouping import grouped


@dataclass(frozen=True, slots=True)
class Inverted:
    """Tokens in the order of their bytes; of F fields, the list t * F + f is of the rows of token t in field f.

    `sizes` are those of the lists, which stand one after the other in `rows`: a row comes as often as the token stands
    there. `lengths`, a field, say how many tokens each row has.
    """

    tokens: Sequence[bytes]
    sizes: Array
    rows: Array
    lengths: Sequence[Array]


def invert(fields: Sequence[Iterable[Sequence[str]]]) -> Inverted:
    """For each field the tokens of each row, in any order."""
    number_of: defaultdict[str, int] = defaultdict(count().__next__)
    numbers = array("I")
    lengths = []
    for rows in fields:
        held = array("I")
        for tokens in rows:
            numbers.extend(map(number_of.__getitem__, tokens))
            held.append(len(tokens))
        lengths.append(np.array(held, np.uint32))
    # The order of code points is that of their bytes in UTF-8.
    ordered = sorted(number_of)
    list_of = np.empty(len(ordered), np.uint32)
    list_of[np.fromiter(map(number_of.__getitem__, ordered), np.intp)] = np.arange(len(ordered)) * len(fields)
    lists = list_of[np.frombuffer(numbers, np.uint32)]
    lists += np.repeat(np.arange(len(fields), dtype=np.uint32), [held.sum() for held in lengths])
    held_by = np.concatenate([np.repeat(np.arange(len(held), dtype=np.uint32), held) for held in lengths])
    found = grouped([lists, held_by], [len(ordered) * len(fields), len(lengths[0])])
    sizes = np.zeros(len(ordered) * len(fields), np.int64)
    sizes[found.columns[0]] = found.sizes
    return Inverted([token.encode() for token in ordered], sizes, found.values, lengths)
