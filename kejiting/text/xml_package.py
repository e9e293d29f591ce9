"""Open a file that is a zip of XML parts, as those of Word and OFD are. It may be hostile."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

from kejiting.text.surrogates import join_surrogates
from kejiting.text.unreadable import UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element

XmlElement: TypeAlias = "_Element"
"""An element of a part. lxml is loaded with the first part that is read: most processes never need it."""

MAX_ENTRIES = 5_000
MAX_PART_BYTES = 64 * 1024 * 1024
# All parts together: pictures hardly shrink, and the XML of a long letter to a fiftieth at most.
MAX_BYTES = 256 * 1024 * 1024
MAX_RATIO = 200


class XmlPackage:
    """The parts of one file: only what is asked is unpacked; parts that are missing are nobody's concern until then.

    `broken` and `too_large` are the sentences of its refusals. Names are written with `/` and are equal whatever the
    case, as the standards want it; some programs write `\\`.
    """

    def __init__(self, data: bytes, broken: str, too_large: str) -> None:
        self._broken, self._too_large = broken, too_large
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._refuse_bomb(len(data))
        self._entries = {part_name(entry.filename): entry for entry in self._archive.infolist()}

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def xml(self, name: str) -> XmlElement:
        """Return the root of a part. Raises `UnreadableFile`, as `read` does."""
        etree = import_module("lxml.etree")
        # No part may bring entities of its own, ask the network or be nested without end.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root: XmlElement = etree.fromstring(join_surrogates(self._written(name)), parser)
        except etree.LxmlError as error:
            raise UnreadableFile(self._broken) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableFile(self._broken)
        return root

    def _written(self, name: str) -> bytes:
        return self.read(name)

    def read(self, name: str) -> bytes:
        try:
            entry = self._entries[name]
            if entry.file_size > MAX_PART_BYTES:
                raise UnreadableFile(self._too_large)
            return self._archive.read(entry)
        except (KeyError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
            # missing, cut off, locked, damaged
            raise UnreadableFile(self._broken) from error

    def _refuse_bomb(self, packed: int) -> None:
        sizes = [entry.file_size for entry in self._archive.infolist()]
        ratio = sum(sizes) / packed
        if (
            len(sizes) > MAX_ENTRIES
            or sum(sizes) > MAX_BYTES
            or (ratio > MAX_RATIO and max(sizes) > MAX_PART_BYTES // 2)
        ):
            raise UnreadableFile(self._too_large)


def part_name(*path: str | None) -> str:
    """(`word/`, `styles.xml`), (`word/`, `/word/styles.xml`), `word\\styles.xml` → `word/styles.xml`."""
    written = [(step or "").replace("\\", "/") for step in path]
    return posixpath.normpath(posixpath.join("/", *written)).lstrip("/").lower()
