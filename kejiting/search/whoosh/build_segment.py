"""All that searching needs of the rows of a segment, worked out once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from operator import attrgetter

import numpy as np

from kejiting.search.whoosh.arrays import Array, StoredArray, small
from kejiting.search.whoosh.bigrams import bigram_arrays
from kejiting.search.whoosh.document_columns import column_arrays
from kejiting.search.whoosh.inverting import invert
from kejiting.search.whoosh.rows import SEPARATOR, Row
from kejiting.search.whoosh.schema import BOOSTS
from kejiting.search.whoosh.terms import term_arrays

# Segments of fewer rows keep them as they came, so that they can be written anew together with others.
MOST_KEPT_ROWS = 400


def build_segment(rows: Sequence[Row]) -> dict[str, Array]:
    """The arrays of a segment."""
    parts = [row.part.encode() for row in rows]
    names = sorted(set(parts))
    return {
        **_texts(rows),
        "passages": small(np.array([row.passage for row in rows], np.int64)),
        "parts": np.array([names.index(part) for part in parts], np.uint8),
        "part_names": np.array(names),
        "owners": (np.cumsum([bool(row.card) for row in rows]) - 1).astype(np.int32),
        **column_arrays(row.card for row in rows if row.card),
        **term_arrays(invert([map(str.split, map(attrgetter(field), rows)) for field in BOOSTS])),
        **bigram_arrays([(row.text, row.heading) for row in rows]),
        "rows": _bytes(json.dumps(rows, ensure_ascii=False).encode() if len(rows) < MOST_KEPT_ROWS else b""),
    }


def kept_rows(arrays: Mapping[str, StoredArray]) -> list[Row]:
    """Those of a small segment, deleted ones among them."""
    return [Row(*values) for values in json.loads(arrays["rows"].read().tobytes())]


def _texts(rows: Sequence[Row]) -> dict[str, Array]:
    texts = [f"{row.text}{SEPARATOR}{row.heading}".encode() for row in rows]
    return {"texts": _bytes(b"".join(texts)), "text_starts": np.cumsum([0, *map(len, texts)]).astype(np.uint32)}


def _bytes(content: bytes) -> Array:
    return np.frombuffer(content, np.uint8)
