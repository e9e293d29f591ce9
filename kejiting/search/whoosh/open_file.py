"""A file open for reading pieces of it: threads share it, and what is not read takes no memory."""

from __future__ import annotations

import os
import sys
import weakref
from pathlib import Path

# The system takes no more of a hint at once.
_HINT = 1 << 20


class OpenFile:
    """Closed when nobody holds it any more."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._descriptor)
        self.size = os.fstat(self._descriptor).st_size

    def read(self, start: int, length: int) -> bytes:
        """Raises OSError if the file ends before."""
        piece = os.pread(self._descriptor, length, start)
        if len(piece) < length:
            raise OSError(f"wanted {length} bytes from {start} on, there are {len(piece)}")
        return piece

    def expect(self, start: int, length: int) -> None:
        """Have the system read it from the disk beforehand, where it can; nobody waits for that."""
        if sys.platform == "linux":
            end = start + length
            for at in range(start, end, _HINT):
                os.posix_fadvise(self._descriptor, at, min(_HINT, end - at), os.POSIX_FADV_WILLNEED)
