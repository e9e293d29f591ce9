"""Words of a folded text, for ranking: jieba's for Chinese, our own rule for numbers and Latin."""

from __future__ import annotations

import marshal
import re
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from kejiting.text.segmenting import Character, Model, Moves, segment

# 1928 | 个 in 1928个; 27.27 in 27.27%; r&d, 5g, covid-19 whole; 㐂 and 𠮷, which jieba's words never hold, one by one;
# not 、 between 成果、转化.
_RUN = re.compile(
    r"(?P<han>[\u4e00-\u9fd5]+)"
    r"|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[0-9]+(?:[.,][0-9]+)*(?![0-9a-z])"
    r"|[0-9a-z]+(?:[-&+./_][0-9a-z]+)*"
)
# Packed by one Python, it need not be read by another
_FILE = f"words-1-jieba-{version('jieba')}-{sys.implementation.cache_tag}"
_PACKING = "kejiting.text.packing"
_PROJECT = Path(__file__).parents[2]
# Bytes of the checksum in front of what is kept
CHECKED = 4


def use_cache_folder(path: Path) -> None:
    """Keep jieba's dictionary, packed, in `path`: the default, the temporary folder, belongs to whoever came first."""
    _JIEBA.folder = path


def cut(folded: str) -> list[str]:
    """`1928个技术合同,r&d` → ["1928", "个", "技术", "合同", "r&d"]. No word overlaps another, marks are dropped.

    The first call in a new folder packs the dictionary there, in about two seconds.
    """
    words: list[str] = []
    model = _JIEBA.model
    for run in _RUN.finditer(folded):
        words += segment(run[0], model) if run["han"] else [run[0]]
    return words


class _Characters(dict[str, Character]):
    """Unpacked when they are first met: a question needs a dozen of fourteen thousand."""

    def __init__(self, packed: Mapping[str, bytes], unknown: Character) -> None:
        super().__init__()
        self._packed, self._unknown = packed, unknown

    def __missing__(self, character: str) -> Character:
        packed = self._packed.get(character)
        unpacked: Character = marshal.loads(packed) if packed else self._unknown
        self[character] = unpacked
        return unpacked


class _Jieba:
    """Its model, packed when it is first asked for in a new folder."""

    folder = Path(tempfile.gettempdir())

    @cached_property
    def model(self) -> Model:
        path = self.folder / _FILE
        held = _held(path) or _packed_beside(path) or import_module(_PACKING).packed_model()
        packed, unknown, moves = marshal.loads(held)
        return Model(_Characters(packed, unknown), unknown, Moves(*moves))


_JIEBA = _Jieba()


def _packed_beside(path: Path) -> bytes | None:
    """Packed by a process of its own, which takes the memory that it needs with it; None if it could not be kept."""
    with suppress(OSError):
        subprocess.run(
            [sys.executable, "-m", _PACKING, str(path.absolute())], cwd=_PROJECT, check=False, stderr=subprocess.DEVNULL
        )
    return _held(path)


def _held(path: Path) -> bytes | None:
    """What was packed there; None if it is not there or damaged."""
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    held = kept[CHECKED:]
    return held if held and zlib.crc32(held) == int.from_bytes(kept[:CHECKED]) else None
