"""Open the package of a Word file: XML parts that refer to one another."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from kejiting.text.unreadable import UnreadableFile
from kejiting.text.word.xml import NAMESPACE, local_name
from kejiting.text.xml_package import XmlElement, XmlPackage, part_name

BROKEN = "这份 Word 文件已损坏，打不开，请在 Word 或 WPS 里打开后另存为新的 DOCX，再上传。"
TOO_LARGE = "这份 Word 文件解开后大得不像一份答复或方案，请把正文另存为新的 DOCX 后再上传。"
NOT_WORD = "这份文件不是 Word 文档，请在原来的程序里另存为 DOCX，或导出为带文字的 PDF，再上传。"
MAX_LINES = 20_000
_TYPES = "[content_types].xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


@dataclass(frozen=True, slots=True)
class WordPart:
    """A part that is a document: its XML, and the names of the parts that it refers to, by id and by kind.

    A kind is the last word of a relation's type: `styles`, `aFChunk`. Files beside this one have no names.
    """

    document: XmlElement
    by_id: Mapping[str, str]
    by_kind: Mapping[str, str]


class WordPackage(XmlPackage):
    """The parts of one Word file."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data, BROKEN, TOO_LARGE)

    def main(self) -> WordPart:
        """Return the main part, whatever it is called. Raises `UnreadableFile`, as all that follows."""
        return self.part(self.main_name())

    def main_name(self) -> str:
        main = self._related("")[1].get("officeDocument")
        if main is None or main not in self:
            raise UnreadableFile(NOT_WORD)
        return main

    def part(self, name: str) -> WordPart:
        document = self.xml(name)
        if local_name(document) != "document":
            raise UnreadableFile(NOT_WORD)
        return WordPart(document, *self._related(name))

    def beside(self, part: WordPart, kind: str) -> XmlElement | None:
        """Return the part of a kind that belongs to this one; None if there is none."""
        name = part.by_kind.get(kind)
        return self.xml(name) if name is not None and name in self else None

    def content_type(self, name: str) -> str:
        """Return what the package declares a part to be, of the part itself or of its extension; "" if nothing."""
        listed = list(self.xml(_TYPES)) if _TYPES in self else []
        own = (one for one in listed if part_name(one.get("PartName")) == name)
        same = (one for one in listed if (one.get("Extension") or "\0").lower() == name.rpartition(".")[2])
        found = next(iter((*own, *same)), None)
        return "" if found is None else (found.get("ContentType") or "").partition(";")[0].strip().lower()

    def _written(self, name: str) -> bytes:
        """Other programs than Word may write the names of the strict standard."""
        return self.read(name).replace(_STRICT, NAMESPACE.encode())

    def _related(self, source: str) -> tuple[dict[str, str], dict[str, str]]:
        folder, name = posixpath.split(source)
        relations = part_name(f"{folder}/_rels/{name}.rels")
        found = [] if relations not in self else list(self.xml(relations))
        inside = [
            (one, part_name(f"{folder}/", one.get("Target"))) for one in found if one.get("TargetMode") != "External"
        ]
        by_id = {one.get("Id") or "": target for one, target in inside}
        return by_id, {(one.get("Type") or "").rpartition("/")[2]: target for one, target in inside}
