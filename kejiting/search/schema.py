"""The fields of the index: what a passage is found by, ranked by, filtered and shown by.

Stored text for display is not among them: that is the database's, and it would triple the size.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import version

from whoosh.columns import NumericColumn, RefBytesColumn, VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Existence, Format, Frequency
from whoosh.system import pack_uint

SCHEMA_VERSION = 1
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
    """Takes ready tokens: text is broken up by `atoms` and `words`, for writing and for asking alike."""

    def __init__(self, postings: Format, *, scorable: bool = False) -> None:
        super().__init__(postings, analyzer=None, scorable=scorable)

    def index(self, value: Iterable[str], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        for token, count in Counter(value).items():
            yield token.encode(), count, float(count), pack_uint(count) if self.scorable else b""


def make_schema() -> Schema:
    existence = Existence()
    return Schema(
        key=Tokens(existence),
        atoms=Tokens(existence),
        pairs=Tokens(existence),
        **{field: Tokens(Frequency(), scorable=True) for field in BOOSTS},
        match_text=COLUMN(VarBytesColumn()),
        card=COLUMN(VarBytesColumn()),
        passage=COLUMN(NumericColumn("q")),
        part=COLUMN(RefBytesColumn()),
    )
