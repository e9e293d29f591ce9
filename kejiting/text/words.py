"""Words of a folded text, for ranking: jieba's for Chinese, our own rule for numbers and Latin."""

from __future__ import annotations

import marshal
import os
import re
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
# Bytes of the checksum in front of what is kept
_CHECKED = 4


def use_cache_folder(path: Path) -> None:
    """Keep jieba's dictionary, packed, in `path`: the default, the temporary folder, belongs to whoever came first."""
    path.mkdir(parents=True, exist_ok=True)
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
        held = _held(path)
        if held is None:
            held = _packed_model()
            # without room for it on the disk, the next process packs it once more
            with suppress(OSError):
                _keep(path, held)
        packed, unknown, moves = marshal.loads(held)
        return Model(_Characters(packed, unknown), unknown, Moves(*moves))


_JIEBA = _Jieba()


def _packed_model() -> bytes:
    """Each character packed by itself, then all of them together."""
    model: Model = import_module("kejiting.text.jieba_model").read_model()
    packed = {character: marshal.dumps(known) for character, known in model.characters.items()}
    return marshal.dumps((packed, model.unknown, tuple(model.moves)))


def _held(path: Path) -> bytes | None:
    """What `_keep` wrote there; None if it is not there or damaged."""
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    held = kept[_CHECKED:]
    return held if held and zlib.crc32(held) == int.from_bytes(kept[:_CHECKED]) else None


def _keep(path: Path, held: bytes) -> None:
    """In one step, behind a checksum."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_bytes(zlib.crc32(held).to_bytes(_CHECKED) + held)
    draft.replace(path)
