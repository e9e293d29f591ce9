"""Named arrays in one file: what is asked for of them is all that is read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kejiting.search.whoosh.open_file import OpenFile

Array = NDArray[Any]
# A row set: one bool for each row of a segment.
Mask = NDArray[np.bool_]

_ALIGNED = 64
# A head names two dozen arrays in a line of half that length.
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class StoredArray:
    """An array in a file."""

    file: OpenFile
    kind: np.dtype[Any]
    length: int
    start: int

    def read(self, first: int = 0, end: int | None = None) -> Array:
        """The values from `first` up to `end`, read-only."""
        end = self.length if end is None else end
        size = self.kind.itemsize
        return np.frombuffer(self.file.read(self.start + first * size, (end - first) * size), self.kind)

    def expect(self) -> None:
        """All of it will be read, a piece at a time."""
        self.file.expect(self.start, self.length * self.kind.itemsize)


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """One-dimensional arrays, each behind the one before; what they are stands in a line of JSON at the head."""
    heads = []
    at = 0
    for name, array in arrays.items():
        heads.append((name, array.dtype.str, len(array), at))
        at += _padded(array.nbytes)
    head = json.dumps(heads).encode() + b"\n"
    with path.open("wb") as file:
        file.write(head.ljust(_padded(len(head))))
        for array in arrays.values():
            file.write(array.tobytes())
            file.write(bytes(_padded(array.nbytes) - array.nbytes))


def open_arrays(path: Path) -> dict[str, StoredArray]:
    """The arrays as they were written."""
    file = OpenFile(path)
    head = file.read(0, min(_HEAD, file.size)).partition(b"\n")[0]
    base = _padded(len(head) + 1)
    return {name: StoredArray(file, np.dtype(kind), length, base + at) for name, kind, length, at in json.loads(head)}


def firsts(values: Array) -> Array:
    """Where a new value begins."""
    begins = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=begins[1:])
    return begins.nonzero()[0]


def small(numbers: Array) -> Array:
    """Numbers from 0 on in as few bytes as the largest of them takes."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def joined(pieces: Sequence[Array]) -> Array:
    """One after the other; of nothing comes an empty one."""
    return np.concatenate(pieces) if pieces else np.empty(0, np.intp)


def _padded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
