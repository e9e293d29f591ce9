"""What searching needs of a segment beyond Whoosh's words, in one file beside Whoosh's own.

Worked out once when the segment has been written. The name begins with the segment's, so that Whoosh takes the file
away with the others when the segment has been merged into another.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from kejiting.search.arrays import Array, write_arrays
from kejiting.search.cards import card_arrays
from kejiting.search.pairs import pair_arrays
from kejiting.search.rows import SEPARATOR
from kejiting.search.schema import BOOSTS, length_column

_EXTENSION = ".arrays"


def arrays_file(folder: Path, reader: Any) -> Path:
    """Where the arrays of the segment are that the reader reads."""
    return folder / str(reader.segment().make_filename(_EXTENSION))


def derive(folder: Path, reader: Any) -> None:
    """Write the arrays of a segment that Whoosh has just written."""
    write_arrays(arrays_file(folder, reader), _arrays(reader))


def _arrays(reader: Any) -> dict[str, Array]:
    texts = list(_column(reader, "match_text"))
    cards = list(_column(reader, "card"))
    names = sorted(set(_column(reader, "part")))
    lengths = {
        f"{field}_lengths": np.fromiter(_column(reader, length_column(field)), np.uint32, len(texts))
        for field in BOOSTS
    }
    return {
        "text_starts": np.cumsum([0, *map(len, texts)]).astype(np.uint32),
        "passages": np.fromiter(_column(reader, "passage"), np.int64, len(texts)),
        "parts": np.array([names.index(part) for part in _column(reader, "part")], np.uint8),
        "part_names": np.array(names),
        "owners": (np.cumsum([bool(card) for card in cards]) - 1).astype(np.int32),
        **card_arrays(card for card in cards if card),
        **lengths,
        **pair_arrays([text.decode().split(SEPARATOR) for text in texts]),
    }


def _column(reader: Any, name: str) -> Any:
    return reader.column_reader(name, translate=False)
