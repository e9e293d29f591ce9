"""All that searching needs of the rows of a segment, worked out once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

import numpy as np

from kejiting.search.whoosh.arrays import Array, StoredArray, small
from kejiting.search.whoosh.document_columns import column_arrays
from kejiting.search.whoosh.inverting import invert
from kejiting.search.whoosh.pairing import bigram_arrays
from kejiting.search.whoosh.rows import IndexRow
from kejiting.search.whoosh.schema import BOOSTS
from kejiting.search.whoosh.terms import term_arrays
from kejiting.text.lazy_re import lazy_re

# Segments of fewer rows keep them as they came, so that they can be written anew together with others.
MOST_KEPT_ROWS = 400
# Each number is an atom, of which all take as much room as the longest. Rows with a longer one than this are left out
# of the pairs of atoms and looked through instead: a list of years without spaces, say.
_LONG_NUMBER = lazy_re(r"[0-9][0-9.,]{64}")


def build_segment(rows: Sequence[IndexRow]) -> dict[str, Array]:
    """The arrays of a segment."""
    parts = [row.part.encode() for row in rows]
    names = sorted(set(parts))
    headings = list(_headings(rows))
    texts = [*(row.text for row in rows), *(heading for heading, _, _ in headings)]
    scanned = {place: text for place, text in enumerate(texts) if _LONG_NUMBER.search(text)}
    return {
        "passages": small(np.array([row.passage for row in rows], np.int64)),
        "parts": np.array([names.index(part) for part in parts], np.uint8),
        "part_names": np.array(names),
        "owners": (np.cumsum([bool(row.card) for row in rows]) - 1).astype(np.int32),
        **column_arrays(row.card for row in rows if row.card),
        **term_arrays(invert([map(str.split, map(attrgetter(field), rows)) for field in BOOSTS])),
        **bigram_arrays(["" if place in scanned else text for place, text in enumerate(texts)]),
        "heading_rows": small(np.array([place for _, *ends in headings for place in ends], np.int64)),
        "scanned_texts": _written(list(scanned.items())),
        "rows": _written(rows if len(rows) < MOST_KEPT_ROWS else []),
    }


def kept_rows(arrays: Mapping[str, StoredArray]) -> list[IndexRow]:
    """Those of a small segment, deleted ones among them."""
    return [IndexRow(*values) for values in _read(arrays["rows"])]


def scanned_texts(arrays: Mapping[str, StoredArray]) -> list[tuple[int, str]]:
    """The places of the texts that must be looked through: those of the rows, then the headings."""
    return [(place, text) for place, text in _read(arrays["scanned_texts"])]


def _headings(rows: Sequence[IndexRow]) -> Iterator[tuple[str, int, int]]:
    """Each heading once, with its first row and the one behind its last: rows that answer one ask lie together."""
    begin = 0
    for place, row in enumerate(rows):
        if place + 1 == len(rows) or rows[place + 1].card or rows[place + 1].heading != row.heading:
            if row.heading:
                yield row.heading, begin, place + 1
            begin = place + 1


def _written(values: Sequence[object]) -> Array:
    return np.frombuffer(json.dumps(values, ensure_ascii=False).encode(), np.uint8)


def _read(written: StoredArray) -> list[Any]:
    values: list[Any] = json.loads(written.read().tobytes())
    return values
