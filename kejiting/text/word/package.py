"""Open the package of a Word file: a zip of XML parts that refer to one another. It may be hostile."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from kejiting.text.surrogates import join_surrogates
from kejiting.text.unreadable import UnreadableFile
from kejiting.text.word.xml import NAMESPACE, local_name

BROKEN = "这份 Word 文件已损坏，打不开，请在 Word 或 WPS 里打开后另存为新的 DOCX，再上传。"
TOO_LARGE = "这份 Word 文件解开后大得不像一份答复或方案，请把正文另存为新的 DOCX 后再上传。"
NOT_WORD = "这份文件不是 Word 文档，请在原来的程序里另存为 DOCX，或导出为带文字的 PDF，再上传。"
MAX_ENTRIES = 5_000
MAX_PART_BYTES = 64 * 1024 * 1024
MAX_LINES = 20_000
# All parts together: pictures hardly shrink, and the XML of a long letter to a fiftieth at most.
MAX_BYTES = 256 * 1024 * 1024
MAX_RATIO = 200
_TYPES = "[content_types].xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


@dataclass(frozen=True, slots=True)
class WordPart:
    """A part that is a document: its XML, and the names of the parts that it refers to, by id and by kind.

    A kind is the last word of a relation's type: `styles`, `aFChunk`. Files beside this one have no names.
    """

    document: _Element
    by_id: Mapping[str, str]
    by_kind: Mapping[str, str]


class WordPackage:
    """The parts of one file: pictures and parts that are missing are nobody's concern, only what is asked is unpacked.

    Names are written with `/` and are equal whatever the case, as the standard wants it; some programs write `\\`.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        _refuse_bomb(self._archive, len(data))
        self._entries = {_name(entry.filename): entry for entry in self._archive.infolist()}

    def main(self) -> WordPart:
        """Return the main part, whatever it is called. Raises `UnreadableFile`, as all that follows."""
        main = self._related("")[1].get("officeDocument")
        if main not in self._entries:
            raise UnreadableFile(NOT_WORD)
        return self.part(main)

    def part(self, name: str) -> WordPart:
        document = self.xml(name)
        if local_name(document) != "document":
            raise UnreadableFile(NOT_WORD)
        return WordPart(document, *self._related(name))

    def beside(self, part: WordPart, kind: str) -> _Element | None:
        """Return the part of a kind that belongs to this one; None if there is none."""
        name = part.by_kind.get(kind)
        return self.xml(name) if name in self._entries else None

    def xml(self, name: str) -> _Element:
        # No part may bring entities of its own, ask the network or be nested without end.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        data = join_surrogates(self.read(name).replace(_STRICT, NAMESPACE.encode()))
        try:
            root = etree.fromstring(data, parser)
        except etree.LxmlError as error:
            raise UnreadableFile(BROKEN) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableFile(BROKEN)
        return root

    def read(self, name: str) -> bytes:
        try:
            entry = self._entries[name]
            if entry.file_size > MAX_PART_BYTES:
                raise UnreadableFile(TOO_LARGE)
            return self._archive.read(entry)
        except (KeyError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
            # missing, cut off, locked, damaged
            raise UnreadableFile(BROKEN) from error

    def content_type(self, name: str) -> str:
        """Return what the package declares a part to be, of the part itself or of its extension; "" if nothing."""
        listed = list(self.xml(_TYPES)) if _TYPES in self._entries else []
        own = (one for one in listed if _name(one.get("PartName")) == name)
        same = (one for one in listed if (one.get("Extension") or "\0").lower() == name.rpartition(".")[2])
        found = next(iter((*own, *same)), None)
        return "" if found is None else (found.get("ContentType") or "").partition(";")[0].strip().lower()

    def _related(self, source: str) -> tuple[dict[str, str], dict[str, str]]:
        folder, name = posixpath.split(source)
        relations = _name(f"{folder}/_rels/{name}.rels")
        found = [] if relations not in self._entries else list(self.xml(relations))
        inside = [(one, _name(f"{folder}/", one.get("Target"))) for one in found if one.get("TargetMode") != "External"]
        by_id = {one.get("Id") or "": target for one, target in inside}
        return by_id, {(one.get("Type") or "").rpartition("/")[2]: target for one, target in inside}


def _name(*path: str | None) -> str:
    """(`word/`, `styles.xml`), (`word/`, `/word/styles.xml`), `word\\styles.xml` → `word/styles.xml`."""
    written = [(step or "").replace("\\", "/") for step in path]
    return posixpath.normpath(posixpath.join("/", *written)).lstrip("/").lower()


def _refuse_bomb(archive: zipfile.ZipFile, packed: int) -> None:
    sizes = [entry.file_size for entry in archive.infolist()]
    ratio = sum(sizes) / packed
    if len(sizes) > MAX_ENTRIES or sum(sizes) > MAX_BYTES or (ratio > MAX_RATIO and max(sizes) > MAX_PART_BYTES // 2):
        raise UnreadableFile(TOO_LARGE)
