"""Whoosh's codec with posting lists as arrays: the one module that goes below Whoosh's public interface.

A word that stands in half of all passages is read in a millisecond, where Whoosh reads a hundred blocks of pickled
tuples. Whoosh itself reads and writes such postings through this codec, and a test holds both ways to be equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pickle import dumps
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3LeafMatcher, W3TermInfo
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.system import pack_ushort

from kejiting.search.arrays import Array

_SMALL, _LARGE = 1 << 8, 1 << 16


@dataclass(frozen=True, slots=True)
class Postings:
    """The rows of a token, ascending, deleted ones among them, and how often it stands in each."""

    rows: Array
    counts: Array


NO_POSTINGS = Postings(np.empty(0, np.uint16), np.empty(0, np.uint8))


class ArrayCodec(W3Codec):  # type: ignore[misc]  # whoosh has no types
    # They would let Whoosh skip blocks, and cost a look at a column for each posting written.
    length_stats = False

    def __init__(self) -> None:
        super().__init__(compression=0)

    def field_writer(self, storage: Any, segment: Any) -> Any:
        return _FieldWriter(self, storage, segment)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        return _Matcher(dbfile, *terminfo.extent(), format_, term=term, scorer=scorer)


def read_postings(reader: Any, field: str, token: str) -> Postings:
    """What a Whoosh reader of one segment has for the token."""
    try:
        matcher = reader._terms.matcher(field, token.encode(), reader.schema[field].format)
    except TermNotFound:
        return NO_POSTINGS
    found: Postings = matcher.postings()
    return found


class MergedReader(SegmentReader):  # type: ignore[misc]  # whoosh has no types
    """A segment that is to be merged into another: its postings in the order of the file, none looked up."""

    def iter_postings(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        deleted = set(self.segment().deleted_docs())
        for (field, token), info in self._terms.items():
            matcher = self.codec().postings_reader(self._terms._postfile, info, self.schema[field].format)
            found = matcher.postings()
            for row, count in zip(found.rows.tolist(), found.counts.tolist(), strict=True):
                if row not in deleted:
                    yield field, token, row, float(count), b""


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]  # whoosh has no types
    def add_postings(self, schema: Any, lengths: Any, items: Iterable[tuple[str, bytes, int, float, bytes]]) -> None:
        """Write what comes in the order of fields, tokens and rows: a token is one block."""
        for field, of_field in groupby(items, key=itemgetter(0)):
            self.start_field(field, schema[field])
            prefix = pack_ushort(self._fieldid)
            for token, postings in groupby(of_field, key=itemgetter(1)):
                _, _, rows, counts, _ = zip(*postings, strict=True)
                self._tindex.add(prefix + token, self._block(rows, counts).to_bytes())
            self.finish_field()

    def _block(self, rows: tuple[int, ...], counts: tuple[float, ...]) -> Any:
        """Write a block in the form that Whoosh gives it, and say what is to be kept about the token."""
        most = max(counts)
        info = dumps((len(rows), rows[-1], most, 0, 0, 0), 2)
        data = dumps((_packed(rows), None if most == 1 else _packed(counts), None), 2)
        start = self._postfile.tell()
        self._postfile.write(WHOOSH3_HEADER_MAGIC)
        # negative: no block follows
        self._postfile.write_int(-len(info) - len(data))
        self._postfile.write(info + data)
        kept = W3TermInfo(sum(counts), len(rows), None, 0, most, rows[0], rows[-1])
        kept.set_extent(start, self._postfile.tell() - start)
        return kept


class _Matcher(W3LeafMatcher):  # type: ignore[misc]  # whoosh has no types
    def postings(self) -> Postings:
        self._read_data()
        (kind, rows), counts, _ = self._data
        held = np.frombuffer(rows, kind)
        return Postings(held, np.ones(len(held), np.uint8) if counts is None else np.frombuffer(counts[1], counts[0]))

    def _read_ids(self) -> None:
        self._ids = self.postings().rows.tolist()

    def _read_weights(self) -> None:
        self._weights = self.postings().counts.astype(float).tolist()


def _packed(numbers: Sequence[float]) -> tuple[str, bytes]:
    largest = max(numbers)
    kind = "<u1" if largest < _SMALL else "<u2" if largest < _LARGE else "<u4"
    return kind, np.array(numbers).astype(kind).tobytes()
