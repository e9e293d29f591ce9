"""How we find our way in Whoosh's table of contents: the one module that knows its segments.

A segment lies in arrays, which are written at once, and read by place: a word that stands in half of all passages is
read in a millisecond, where Whoosh reads a hundred blocks of pickled tuples. The tests have a codec through which
Whoosh itself reads such segments, and hold what it reads to be what it would have written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from kejiting.search.whoosh.schema import make_schema

_INDEX = "MAIN"
_EXTENSION = ".arrays"


def new_segment(lengths: Mapping[str, int], rows: int) -> Any:
    """A segment with so many tokens in each field; it is in force when it stands in the table of contents."""
    segment = W3Segment(None, _INDEX, rows)
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
