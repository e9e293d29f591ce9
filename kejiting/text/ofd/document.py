"""Find the pages of an OFD document among its parts, and what stands beside them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kejiting.text.file_text import LeftOut
from kejiting.text.ofd.drawing import Resources
from kejiting.text.ofd.geometry import numbers
from kejiting.text.unreadable import UnreadableFile
from kejiting.text.word.xml import local_name
from kejiting.text.xml_package import XmlElement, XmlPackage, part_name

BROKEN = "这份 OFD 文件已损坏或加了密，打不开，请用 OFD 阅读软件导出为带文字的 PDF，再上传。"
TOO_LARGE = "这份 OFD 文件解开后大得不像一份答复或方案，请用 OFD 阅读软件导出为带文字的 PDF，再上传。"
_ROOT = "ofd.xml"
_A4 = [0.0, 0.0, 210.0, 297.0]
# Notes of these kinds belong to the look of a page
_LOOKS = ("Watermark", "Stamp", "Link")


class OfdPage(NamedTuple):
    """A page: its contents in the order of drawing, its physical box in millimetres, what it refers to."""

    contents: list[XmlElement]
    box: list[float]
    resources: Resources


class OfdDocument:
    """The first document of a file. Methods raise `UnreadableFile` where a part is missing or broken."""

    def __init__(self, data: bytes) -> None:
        self._package = XmlPackage(data, BROKEN, TOO_LARGE)
        roots = [_said(root) for root in self._package.xml(_ROOT).iterfind("{*}DocBody/{*}DocRoot")]
        if not roots:
            raise UnreadableFile(BROKEN)
        self._others = len(roots) - 1
        self._name = part_name(roots[0])
        self._document = self._package.xml(self._name)
        common = self._document.find("{*}CommonData")
        self._common = [] if common is None else list(common)
        self._resources = self._read_resources(self._name, self._common)
        self._pages = list(self._document.iterfind("{*}Pages/{*}Page"))

    def pages(self) -> Iterator[OfdPage]:
        """Yield the pages; a template is drawn under or over the page that names it."""
        templates = {one.get("ID"): one for one in self._common if local_name(one) == "TemplatePage"}
        box = _box(self._document.find("{*}CommonData/{*}PageArea"), _A4)
        for listed in self._pages:
            name = self._beside(self._name, listed.get("BaseLoc"))
            page = self._package.xml(name)
            under: list[XmlElement] = []
            over: list[XmlElement] = []
            for used in page.iterfind("{*}Template"):
                template = templates.get(used.get("TemplateID"))
                if template is not None:
                    drawn = self._package.xml(self._beside(self._name, template.get("BaseLoc")))
                    order = used.get("ZOrder") or template.get("ZOrder")
                    (over if order == "Foreground" else under).extend(drawn.iterfind("{*}Content"))
            resources = self._read_resources(name, page)
            yield OfdPage(
                [*under, *page.iterfind("{*}Content"), *over],
                _box(page.find("{*}Area"), box),
                Resources(
                    {**self._resources.parameters, **resources.parameters}, {**self._resources.units, **resources.units}
                ),
            )

    def left_out(self) -> Iterator[LeftOut]:
        """Yield what is no page: further documents, attached files, notes of readers."""
        if self._others:
            yield LeftOut("另外的文档", times=self._others)
        attached = sum(len(list(part.iterfind("{*}Attachment"))) for _, part in self._parts("Attachments"))
        if attached:
            yield LeftOut("附带的文件", times=attached)
        places = {page.get("ID"): place for place, page in enumerate(self._pages, 1)}
        for name, part in self._parts("Annotations"):
            for page in part.iterfind("{*}Page"):
                notes = self._package.xml(self._beside(name, _said(page.find("{*}FileLoc"))))
                count = sum(map(_has_words, notes.iterfind("{*}Annot")))
                if count:
                    yield LeftOut("批注", f"第{places.get(page.get('PageID'), 1)}页", count)

    def _parts(self, kind: str) -> Iterator[tuple[str, XmlElement]]:
        for named in self._document.iterchildren(f"{{*}}{kind}"):
            name = self._beside(self._name, _said(named))
            if name in self._package:
                yield name, self._package.xml(name)

    def _read_resources(self, source: str, listed: Iterable[XmlElement]) -> Resources:
        names = [
            self._beside(source, _said(one))
            for one in listed
            if local_name(one) in ("PublicRes", "DocumentRes", "PageRes")
        ]
        parts = [self._package.xml(name) for name in names if name in self._package]
        found = [(one.get("ID") or "", one) for part in parts for one in part.iterfind("{*}*/{*}*")]
        return Resources(
            {key: one for key, one in found if local_name(one) == "DrawParam"},
            {key: one for key, one in found if local_name(one) == "CompositeGraphicUnit"},
        )

    @staticmethod
    def _beside(source: str, location: str | None) -> str:
        """Return the name of a part as another one says it: from its own folder, or from the root with `/`."""
        return part_name(f"{posixpath.dirname(source)}/", location)


def _said(element: XmlElement | None) -> str:
    return "" if element is None else (element.text or "").strip()


def _box(area: XmlElement | None, otherwise: list[float]) -> list[float]:
    found = numbers(_said(None if area is None else area.find("{*}PhysicalBox")))
    return found if len(found) == 4 and found[2] > 0 and found[3] > 0 else otherwise


def _has_words(note: XmlElement) -> bool:
    if note.get("Visible") == "false" or note.get("Type") in _LOOKS:
        return False
    return bool(_said(note.find("{*}Remark"))) or any(_said(code) for code in note.iterfind(".//{*}TextCode"))
