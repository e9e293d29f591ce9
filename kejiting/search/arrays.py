"""Named arrays in one file, mapped into memory: what is read of them is all that is loaded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
# A row set: one bool for each row of a segment.
Mask = NDArray[np.bool_]

_ALIGNED = 64


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


def read_arrays(path: Path) -> dict[str, Array]:
    """The arrays as they were written, read-only."""
    content = np.memmap(path, np.uint8, mode="r").view(np.ndarray)
    with path.open("rb") as file:
        head = file.readline()
    base = _padded(len(head))
    arrays = {}
    for name, written_type, length, at in json.loads(head):
        kind = np.dtype(written_type)
        arrays[name] = content[base + at : base + at + length * kind.itemsize].view(kind)
    return arrays


def _padded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
