"""Open the package of a Word file: a zip of XML parts that refer to one another. It may be hostile."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

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
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


@dataclass(frozen=True, slots=True)
class WordPackage:
    """The parts that make the text."""

    document: _Element
    styles: _Element | None
    numbering: _Element | None


def open_word(data: bytes) -> WordPackage:
    """Parse the main part, whatever it is called, and those it refers to. Raises `UnreadableFile`.

    Pictures, headers and parts that are missing are nobody's concern: only what is needed is unpacked.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _refuse_bomb(archive, len(data))
        main = _related(archive, "").get("officeDocument")
        if main is None or main not in archive.namelist():
            raise UnreadableFile(NOT_WORD)
        document = _part(archive, main)
        if local_name(document) != "document":
            raise UnreadableFile(NOT_WORD)
        parts, names = _related(archive, main), archive.namelist()
        kinds = ("styles", "numbering")
        return WordPackage(
            document, *(_part(archive, parts[kind]) if parts.get(kind) in names else None for kind in kinds)
        )


def _refuse_bomb(archive: zipfile.ZipFile, packed: int) -> None:
    sizes = [entry.file_size for entry in archive.infolist()]
    ratio = sum(sizes) / packed
    if len(sizes) > MAX_ENTRIES or sum(sizes) > MAX_BYTES or (ratio > MAX_RATIO and max(sizes) > MAX_PART_BYTES // 2):
        raise UnreadableFile(TOO_LARGE)


def _related(archive: zipfile.ZipFile, source: str) -> dict[str, str]:
    """Return the parts that a part refers to, by the last word of the relation's type: `styles` → `word/styles.xml`."""
    folder, name = posixpath.split(source)
    relations = f"{folder}/_rels/{name}.rels".lstrip("/")
    if relations not in archive.namelist():
        return {}
    return {
        (relation.get("Type") or "").rpartition("/")[2]: posixpath.normpath(
            posixpath.join("/", folder, relation.get("Target") or "")
        ).lstrip("/")
        for relation in _part(archive, relations)
        if relation.get("TargetMode") != "External"
    }


def _part(archive: zipfile.ZipFile, name: str) -> _Element:
    if archive.getinfo(name).file_size > MAX_PART_BYTES:
        raise UnreadableFile(TOO_LARGE)
    # No part may bring entities of its own, ask the network or be nested without end.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(archive.read(name).replace(_STRICT, NAMESPACE.encode()), parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile(BROKEN)
    return root
