"""The fields that Whoosh keeps: what a passage is ranked by.

Stored text for display is not among them: that is the database's. What filters, and what finds a passage literally,
is kept in arrays beside them (see `build_segment`).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import version

from whoosh.fields import FieldType, Schema
from whoosh.formats import Existence

from kejiting.search.properties import PROPERTIES

SCHEMA_VERSION = 9
# An index made with other words or another folding answers differently, and one with other columns cannot be asked: all
# that they depend on is part of its version. rjieba is not, since its words are jieba's: servers with and without it can
# go on with one another's index.
VERSION = " ".join(
    [
        f"kejiting-{SCHEMA_VERSION}",
        *(f"{package}-{version(package)}" for package in ("whoosh", "jieba", "opencc")),
        f"unicode-{unicodedata.unidata_version}",
        *(f"{one.name}{'*' * one.many}" for one in PROPERTIES),
    ]
)

# Searched for relevance, and how much a word there counts beside one in the passage itself.
BOOSTS = {"words": 1.0, "heading_words": 0.5, "title_words": 0.3}


class Tokens(FieldType):  # type: ignore[misc]  # whoosh has no types
    """Takes ready tokens: text is broken up by `words`, for writing and for asking alike."""

    def __init__(self) -> None:
        super().__init__(Existence(), analyzer=None, scorable=True)

    def index(self, value: Iterable[str], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        for token, count in Counter(value).items():
            yield token.encode(), count, float(count), b""


def make_schema() -> Schema:
    return Schema(**{field: Tokens() for field in BOOSTS})
