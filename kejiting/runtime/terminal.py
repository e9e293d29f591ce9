"""A terminal that speaks GBK, or nothing but ASCII, gets what it can show, and loses no line for what it cannot."""

from __future__ import annotations

import codecs
import os
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

_ESCAPED = "kejiting.escaped"
# Names of files that were copied from elsewhere may be in another encoding than this system's
_ENCODINGS = ("utf-8", "gb18030")


def lose_no_line(*streams: TextIO) -> None:
    r"""Write as \u2022 what a stream cannot encode: as backslashreplace, but so that a line of JSON stays JSON."""
    codecs.register_error(_ESCAPED, _escaped)
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=_ESCAPED)


def file_name(path: Path) -> str:
    """Return the name of a file as people wrote it; in no known encoding, with what Python puts for its bytes."""
    written = os.fsencode(path.name)
    for encoding in _ENCODINGS:
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return path.name


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2)), error.end
