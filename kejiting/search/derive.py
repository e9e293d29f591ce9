"""What searching needs of a segment beyond Whoosh's words, in one file beside Whoosh's own.

The name begins with the segment's, so that Whoosh takes the file away with the others when the segment has been
merged into another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kejiting.search.arrays import Array, StoredArray, write_arrays
from kejiting.search.cards import card_arrays
from kejiting.search.inverting import Inverted
from kejiting.search.pairs import pair_arrays
from kejiting.search.rows import SEPARATOR, Row
from kejiting.search.schema import BOOSTS

_EXTENSION = ".arrays"
# Segments of fewer rows keep them as they came, so that they can be written anew together with others.
MOST_KEPT_ROWS = 400


def arrays_file(folder: Path, segment: Any) -> Path:
    return folder / str(segment.make_filename(_EXTENSION))


def derive(folder: Path, segment: Any, rows: Sequence[Row], fields: Mapping[str, Inverted]) -> None:
    """Write the arrays of a segment whose postings have been written."""
    texts = [f"{row.text}{SEPARATOR}{row.heading}".encode() for row in rows]
    parts = [row.part.encode() for row in rows]
    names = sorted(set(parts))
    arrays = {
        "texts": _bytes(b"".join(texts)),
        "text_starts": np.cumsum([0, *map(len, texts)]).astype(np.uint32),
        "passages": np.array([row.passage for row in rows], np.int64),
        "parts": np.array([names.index(part) for part in parts], np.uint8),
        "part_names": np.array(names),
        "owners": (np.cumsum([bool(row.card) for row in rows]) - 1).astype(np.int32),
        **card_arrays(row.card for row in rows if row.card),
        **{f"{field}_lengths": fields[field].lengths for field in BOOSTS},
        **pair_arrays([(row.text, row.heading) for row in rows]),
        "rows": _bytes(json.dumps(rows, ensure_ascii=False).encode() if len(rows) < MOST_KEPT_ROWS else b""),
    }
    write_arrays(arrays_file(folder, segment), arrays)


def kept_rows(arrays: Mapping[str, StoredArray]) -> list[Row]:
    """Those of a small segment, deleted ones among them."""
    return [Row(*values) for values in json.loads(arrays["rows"].read().tobytes())]


def _bytes(content: bytes) -> Array:
    return np.frombuffer(content, np.uint8)
