"""The fields of the index: what a passage is ranked by, filtered and shown by.

Stored text for display is not among them: that is the database's, and it would triple the size. What finds a passage
literally is worked out from `match_text` when a segment has been written (see `derive`).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import version

from whoosh.columns import NumericColumn, RefBytesColumn, VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Existence

SCHEMA_VERSION = 2
# An index made with other words or another folding answers differently: all that they depend on is part of its version.
VERSION = " ".join(
    [
        f"kejiting-{SCHEMA_VERSION}",
        *(f"{package}-{version(package)}" for package in ("whoosh", "jieba", "opencc")),
        f"unicode-{unicodedata.unidata_version}",
    ]
)

# Searched for relevance, and how much a word there counts beside one in the passage itself.
BOOSTS = {"words": 1.0, "heading_words": 0.5, "title_words": 0.3}


class Tokens(FieldType):  # type: ignore[misc]  # whoosh has no types
    """Takes ready tokens: text is broken up by `words`, for writing and for asking alike."""

    def __init__(self, *, scorable: bool = False) -> None:
        super().__init__(Existence(), analyzer=None, scorable=scorable)

    def index(self, value: Iterable[str], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        for token, count in Counter(value).items():
            yield token.encode(), count, float(count), b""


def length_column(field: str) -> str:
    """How many words a field holds: Whoosh's own figure is kept in a byte, and rounded."""
    return f"{field}_count"


def make_schema() -> Schema:
    return Schema(
        key=Tokens(),
        **{field: Tokens(scorable=True) for field in BOOSTS},
        **{length_column(field): COLUMN(NumericColumn("I")) for field in BOOSTS},
        match_text=COLUMN(VarBytesColumn()),
        card=COLUMN(VarBytesColumn()),
        passage=COLUMN(NumericColumn("q")),
        part=COLUMN(RefBytesColumn()),
    )
