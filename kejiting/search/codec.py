"""Whoosh's files with posting lists as arrays: the one module that goes below Whoosh's public interface.

A segment is written at once from arrays, and a word that stands in half of all passages is read in a millisecond,
where Whoosh reads a hundred blocks of pickled tuples. Whoosh reads such segments through this codec, and a test holds
what it reads to be what it would have written itself.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from pickle import dumps
from typing import Any, BinaryIO

import numpy as np
from whoosh.codec.whoosh3 import (
    WHOOSH3_HEADER_MAGIC,
    W3Codec,
    W3FieldWriter,
    W3LeafMatcher,
    W3TermInfo,
    W3TermsReader,
)
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Existence
from whoosh.index import TOC, clean_files
from whoosh.system import pack_int, pack_long, pack_ushort

from kejiting.search.arrays import Array
from kejiting.search.inverting import Inverted
from kejiting.search.opened import OpenFile
from kejiting.search.schema import make_schema

_INDEX = "MAIN"
# What Whoosh keeps about a token, before the place and the length of its block.
_TERM_INFO = W3TermInfo._struct.pack
# So many bytes are read at a time of what is looked up.
_AHEAD = 256
_SMALL, _LARGE = 1 << 8, 1 << 16


@dataclass(frozen=True, slots=True)
class Postings:
    """The rows of a token, ascending, deleted ones among them, and how often it stands in each."""

    rows: Array
    counts: Array


NO_POSTINGS = Postings(np.empty(0, np.uint16), np.empty(0, np.uint8))


class ArrayCodec(W3Codec):  # type: ignore[misc]  # whoosh has no types
    def __init__(self) -> None:
        super().__init__(compression=0)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        return _Matcher(dbfile, *terminfo.extent(), format_, term=term, scorer=scorer)


class Terms:
    """The tokens of a segment; threads may share it."""

    def __init__(self, folder: Path, segment: Any) -> None:
        self._postings = OpenFile(folder / segment.make_filename(W3Codec.POSTS_EXT))
        path = folder / segment.make_filename(W3Codec.TERMS_EXT)
        with path.open("rb") as head:
            self._terms = W3TermsReader(segment.codec(), _Pieces(head, OpenFile(path)), path.stat().st_size, None)

    def frequency(self, field: str, token: str) -> int:
        """In how many rows it stands, deleted ones among them."""
        try:
            frequency: int = self._terms.doc_frequency(field, token.encode())
        except KeyError:
            return 0
        return frequency

    def postings(self, field: str, token: str) -> Postings:
        if (field, token.encode()) not in self._terms:
            return NO_POSTINGS
        # As Whoosh reads it, the length is still in the tuple it was unpacked to.
        start, (length,) = self._terms.term_info(field, token.encode()).extent()
        block = StructFile(io.BytesIO(self._postings.read(start, length)))
        return _Matcher(block, 0, length, Existence()).postings()


def write_segment(folder: Path, fields: Mapping[str, Inverted]) -> Any:
    """Write the postings of a segment; it is in force when it stands in the table of contents."""
    codec, storage, schema = ArrayCodec(), FileStorage(str(folder)), make_schema()
    segment = codec.new_segment(storage, _INDEX)
    segment._fieldlengths = {name: int(field.lengths.sum()) for name, field in fields.items()}
    writer = _FieldWriter(codec, storage, segment)
    for name in sorted(fields):
        writer.write_field(name, schema[name], fields[name])
        segment.set_doc_count(len(fields[name].lengths))
    writer.close()
    return segment


def read_contents(folder: Path) -> tuple[int, list[Any]]:
    """The generation and the segments in force. Raises Whoosh's IndexError or OSError."""
    toc = TOC.read(FileStorage(str(folder)), _INDEX)
    return toc.generation, toc.segments


def write_contents(folder: Path, generation: int, segments: Sequence[Any]) -> None:
    """Put the segments in force and take away the files of all others."""
    storage = FileStorage(str(folder))
    TOC(make_schema(), list(segments), generation).write(storage, _INDEX)
    clean_files(storage, _INDEX, generation, segments)


class _Pieces(StructFile):  # type: ignore[misc]  # whoosh has no types
    """Whoosh moves about in the head of a file when it opens it, and asks for the rest by place."""

    def __init__(self, head: BinaryIO, file: OpenFile) -> None:
        super().__init__(head)
        self._file = file
        self._last = (0, b"")

    def get(self, place: int, length: int) -> bytes:
        """It asks for a length, a key and a value that stand side by side."""
        start, piece = self._last
        if not start <= place <= place + length <= start + len(piece):
            start, piece = place, self._file.read(place, min(max(length, _AHEAD), self._file.size - place))
            self._last = start, piece
        return piece[place - start : place - start + length]


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]  # whoosh has no types
    def __init__(self, codec: Any, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        # A field has tens of thousands of tokens: past Whoosh's wrapping of the file.
        self._tindex.dbfile.write, self._tindex.dbfile.tell = (
            self._tindex.dbfile.file.write,
            self._tindex.dbfile.file.tell,
        )

    def write_field(self, name: str, kind: Any, field: Inverted) -> None:
        """A token is one block in the form that Whoosh gives it."""
        self.start_field(name, kind)
        if not field.tokens:
            return
        prefix = pack_ushort(self._fieldid)
        firsts, lasts = field.rows[field.starts[:-1]].tolist(), field.rows[field.starts[1:] - 1].tolist()
        sums, most = (add.reduceat(field.counts, field.starts[:-1]).tolist() for add in (np.add, np.maximum))
        rows, counts = _Packed(field.rows), _Packed(field.counts)
        at = self._postfile.tell()
        blocks = []
        for place, (start, end) in enumerate(pairwise(field.starts.tolist())):
            info = dumps((end - start, lasts[place], most[place], 0, 0, 0), 2)
            data = dumps((rows.piece(start, end), None if most[place] == 1 else counts.piece(start, end), None), 2)
            # negative: no block follows
            blocks.append(WHOOSH3_HEADER_MAGIC + pack_int(-len(info) - len(data)) + info + data)
            kept = _TERM_INFO(0, sums[place], end - start, 0, 0, most[place], firsts[place], lasts[place])
            self._tindex.add(prefix + field.tokens[place], kept + pack_long(at) + pack_int(len(blocks[-1])))
            at += len(blocks[-1])
        self._postfile.write(b"".join(blocks))


class _Packed:
    """Numbers in as few bytes as the largest of them takes."""

    def __init__(self, numbers: Array) -> None:
        largest = numbers.max()
        self._kind = "<u1" if largest < _SMALL else "<u2" if largest < _LARGE else "<u4"
        self._size = np.dtype(self._kind).itemsize
        self._bytes = numbers.astype(self._kind).tobytes()

    def piece(self, start: int, end: int) -> tuple[str, bytes]:
        return self._kind, self._bytes[start * self._size : end * self._size]


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
