"""How Whoosh reads the segments that our index keeps as arrays: what ours answers is held against what it finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

from whoosh.codec.base import Codec, TermsReader
from whoosh.codec.whoosh3 import W3PerDocReader, W3Segment
from whoosh.index import open_dir
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo
from whoosh.searching import Searcher

from kejiting.search import SearchIndex
from kejiting.search.whoosh.arrays import Array, StoredArray, open_arrays
from kejiting.search.whoosh.contents import arrays_file
from kejiting.search.whoosh.schema import BOOSTS
from kejiting.search.whoosh.terms import Postings, Terms

_FIELDS = tuple(BOOSTS)


def folder_of(index: SearchIndex) -> Path:
    (folder,) = index._root.glob("index-*")
    return folder


def searcher_of(index: SearchIndex, **options: Any) -> Searcher:
    """Whoosh's own searcher over the files of the index as they are now."""
    with patch.object(W3Segment, "codec", lambda _segment, **_options: ArrayCodec()):
        return open_dir(str(folder_of(index))).searcher(**options)


class ArrayCodec(Codec):  # type: ignore[misc]  # whoosh has no types
    def terms_reader(self, storage: Any, segment: Any) -> Any:
        arrays = open_arrays(arrays_file(Path(storage.folder), segment))
        return _TermsReader(Terms(arrays), _lengths(arrays))

    def per_document_reader(self, storage: Any, segment: Any) -> Any:
        return _RowsReader(storage, segment)


class _RowsReader(W3PerDocReader):  # type: ignore[misc]  # whoosh has no types
    """Lengths of fields are exact here; Whoosh's own are rounded to fit a byte."""

    def __init__(self, storage: Any, segment: Any) -> None:
        super().__init__(storage, segment)
        self._lengths = _lengths(open_arrays(arrays_file(Path(storage.folder), segment)))

    def doc_field_length(self, row: int, field: str, default: int = 0) -> int:
        return int(self._lengths[field][row]) if field in self._lengths else default

    def min_field_length(self, field: str) -> int:
        return int(self._lengths[field].min())

    def max_field_length(self, field: str) -> int:
        return int(self._lengths[field].max())


class _TermsReader(TermsReader):  # type: ignore[misc]  # whoosh has no types
    """Tokens are bytes here."""

    def __init__(self, terms: Terms, lengths: Mapping[str, Array]) -> None:
        self._terms = terms
        self._lengths = lengths

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self.doc_frequency(*term) > 0

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return ((field, token.encode()) for field in sorted(BOOSTS) for token in self._terms.tokens(field))

    def terms_from(self, field: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        return (term for term in self.terms() if term >= (field, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], Any]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, field: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], Any]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(field, prefix))

    def term_info(self, field: str, token: bytes) -> Any:
        found = self._postings(field, token)
        if not len(found.rows):
            raise KeyError(token)
        rows, counts = found.rows.tolist(), found.counts.tolist()
        lengths = self._lengths[field][found.rows]
        return TermInfo(
            sum(counts), len(rows), int(lengths.min()), int(lengths.max()), max(counts), minid=rows[0], maxid=rows[-1]
        )

    def frequency(self, field: str, token: bytes) -> float:
        return float(self._postings(field, token).counts.sum())

    def doc_frequency(self, field: str, token: bytes) -> int:
        return len(self._postings(field, token).rows)

    def matcher(self, field: str, token: bytes, format_: Any, scorer: Any = None) -> Any:
        found = self._postings(field, token)
        weights = found.counts.astype(float).tolist()
        info = self.term_info(field, token)
        return ListMatcher(found.rows.tolist(), weights, None, format_, scorer, term=(field, token), terminfo=info)

    def indexed_field_names(self) -> list[str]:
        return list(BOOSTS)

    def close(self) -> None:
        """The file is closed with the last who holds it."""

    def _postings(self, field: str, token: bytes) -> Postings:
        return self._terms.postings(token.decode())[_FIELDS.index(field)]


def _lengths(arrays: Mapping[str, StoredArray]) -> dict[str, Array]:
    """How many tokens each row has in each field."""
    return {field: arrays[f"{field}_lengths"].read() for field in BOOSTS}
