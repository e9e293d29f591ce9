"""How Whoosh finds its way in our segments, and we in its table of contents: the one module that knows its codecs.

A segment lies in arrays, which are written at once, and read by place: a word that stands in half of all passages is
read in a millisecond, where Whoosh reads a hundred blocks of pickled tuples. Whoosh reads such segments through this
codec, and a test holds what it reads to be what it would have written itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from whoosh.codec.base import Codec, TermsReader
from whoosh.codec.whoosh3 import W3PerDocReader, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo

from kejiting.search.whoosh.arrays import Array, StoredArray, open_arrays
from kejiting.search.whoosh.schema import BOOSTS, make_schema
from kejiting.search.whoosh.terms import Postings, Terms

_INDEX = "MAIN"
_EXTENSION = ".arrays"
_FIELDS = tuple(BOOSTS)


class ArrayCodec(Codec):  # type: ignore[misc]  # whoosh has no types
    def terms_reader(self, storage: Any, segment: Any) -> Any:
        arrays = open_arrays(arrays_file(Path(storage.folder), segment))
        return _TermsReader(Terms(arrays), _lengths(arrays))

    def per_document_reader(self, storage: Any, segment: Any) -> Any:
        return _RowsReader(storage, segment)


def new_segment(lengths: Mapping[str, int], rows: int) -> Any:
    """A segment with so many tokens in each field; it is in force when it stands in the table of contents."""
    segment = W3Segment(ArrayCodec(), _INDEX, rows)
    segment._fieldlengths = dict(lengths)
    return segment


def arrays_file(folder: Path, segment: Any) -> Path:
    return folder / str(segment.make_filename(_EXTENSION))


def read_contents(folder: Path, generation: int) -> list[Any]:
    """The segments of a generation. Raises Whoosh's IndexError or OSError."""
    segments: list[Any] = TOC.read(FileStorage(str(folder)), _INDEX, gen=generation).segments
    return segments


def write_contents(folder: Path, generation: int, segments: Sequence[Any]) -> None:
    """Write the table of contents of a new generation beside the one before."""
    TOC(make_schema(), list(segments), generation).write(FileStorage(str(folder)), _INDEX)


def names_of(generation: int, segments: Sequence[Any]) -> list[str]:
    """The files that a generation consists of."""
    return [TOC._filename(_INDEX, generation), *(str(segment.make_filename(_EXTENSION)) for segment in segments)]


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
