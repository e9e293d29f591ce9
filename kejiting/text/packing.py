"""Pack what jieba knows into a file: `python -m kejiting.text.packing PATH`, ended with 1 if it cannot be kept there."""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from pathlib import Path

from kejiting.text.jieba_model import read_model
from kejiting.text.words import CHECKED


def packed_model() -> bytes:
    """Each character packed by itself, then all of them together."""
    model = read_model()
    packed = {character: marshal.dumps(known) for character, known in model.characters.items()}
    return marshal.dumps((packed, model.unknown, tuple(model.moves)))


def keep(path: Path, packed: bytes) -> None:
    """In one step, behind a checksum. Raises OSError, and then leaves nothing there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(zlib.crc32(packed).to_bytes(CHECKED) + packed)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


if __name__ == "__main__":
    keep(Path(sys.argv[1]), packed_model())
