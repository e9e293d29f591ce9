"""Draw a page as its file says, and know of each character how it shows: cut off, invisible, how light."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, cast

from pdfminer.layout import LTChar, LTItem, LTPage
from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager, PDFStackT
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_rect
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.pdf import PDF

from kejiting.text.pdf.ink import Ink, common
from kejiting.text.pdf.lines import Box


class _Painter(PDFPageInterpreter):
    """Follows clipping, opacity, modes of text and layers, into forms as well."""

    graphicstate: Ink

    def __init__(
        self, resources: PDFResourceManager, device: PDFDevice, off: frozenset[int], ink: Ink | None = None
    ) -> None:
        super().__init__(resources, device)
        self.off = off
        self.matrix: Any = None
        self._given = ink or Ink()
        self._frame: Sequence[float] | None = None
        self._marks: list[bool] = []

    def dup(self) -> _Painter:
        ink = self.graphicstate.copy()
        ink.absent = self._given.absent or any(self._marks)
        return _Painter(self.rsrcmgr, self.device, self.off, ink)

    def process_page(self, page: PDFPage) -> None:
        self._frame = shown_of(page)
        super().process_page(page)

    def render_contents(self, resources: dict[object, object], streams: Sequence[object], ctm: Any = None) -> None:
        form = resolve1(streams[0]) if streams else None
        if isinstance(form, PDFStream) and "BBox" in form:
            self._frame = resolve1(form["BBox"])
        super().render_contents(resources, streams, ctm=ctm)

    def init_state(self, ctm: Any) -> None:
        super().init_state(ctm)
        self.graphicstate = self._given.copy()
        self.matrix = ctm
        if self._frame and len(self._frame) == 4:
            self._cut([float(resolve1(edge)) for edge in self._frame])

    def do_W(self) -> None:  # noqa: N802
        numbers = list(chain.from_iterable(step[1:] for step in self.curpath))
        across, up = numbers[::2], numbers[1::2]
        if across:
            self._cut((min(across), min(up), max(across), max(up)))

    do_W_a = do_W  # noqa: N815

    def do_gs(self, name: PDFStackT) -> None:
        state = self._resource("ExtGState", name)
        opacity = resolve1(state.get("ca")) if isinstance(state, dict) else None
        if isinstance(opacity, (int, float)):
            self.graphicstate.opacity = float(opacity)

    def do_BMC(self, tag: PDFStackT) -> None:  # noqa: N802
        self._marks.append(False)
        super().do_BMC(tag)

    def do_BDC(self, tag: PDFStackT, props: PDFStackT) -> None:  # noqa: N802
        self._marks.append(self._is_left_out(tag, props))
        super().do_BDC(tag, props)

    def do_EMC(self) -> None:  # noqa: N802
        if self._marks:
            self._marks.pop()
        super().do_EMC()

    def do_TJ(self, seq: PDFStackT) -> None:  # noqa: N802
        self.graphicstate.render = self.textstate.render
        self.graphicstate.absent = self._given.absent or any(self._marks)
        super().do_TJ(seq)

    def _cut(self, corners: Sequence[float]) -> None:
        self.graphicstate.cut(_turned(self.ctm, corners))

    def _resource(self, kind: str, name: object) -> object:
        known = resolve1((self.resources or {}).get(kind))
        return resolve1(known.get(literal_name(name))) if isinstance(known, dict) else None

    def _is_left_out(self, tag: object, props: object) -> bool:
        kind = literal_name(tag) if isinstance(tag, PSLiteral) else ""
        if kind == "Artifact" and isinstance(props, dict):
            subtype = props.get("Subtype")
            return isinstance(subtype, PSLiteral) and literal_name(subtype) == "Watermark"
        return kind == "OC" and bool(self._layers(props) & self.off)

    def _layers(self, props: object) -> set[int]:
        """The numbers of the layers that a mark belongs to."""
        known = resolve1((self.resources or {}).get("Properties"))
        named = known.get(literal_name(props)) if isinstance(known, dict) and isinstance(props, PSLiteral) else None
        group = resolve1(named)
        members = group.get("OCGs") if isinstance(group, dict) else None
        return _numbers([named]) | _numbers(members if isinstance(members, list) else [members])


def _numbers(references: Iterable[object]) -> set[int]:
    return {one.objid for one in references if isinstance(one, PDFObjRef)}


def layers_off(document: PDF) -> frozenset[int]:
    """The numbers of the layers that the document shows to nobody."""
    properties = resolve1(document.doc.catalog.get("OCProperties"))
    default = resolve1(properties.get("D")) if isinstance(properties, dict) else None
    off = resolve1(default.get("OFF")) if isinstance(default, dict) else None
    return frozenset(_numbers(off if isinstance(off, list) else []))


def shown_of(page: PDFPage) -> Box:
    """What is shown of a page, in its own space; a crop box that shows nothing of it is no crop box."""
    crop, media = (_turned(MATRIX_IDENTITY, box) for box in (page.cropbox, page.mediabox))
    left, low, right, high = common(crop, media)
    return (left, low, right, high) if left < right and low < high else media


def _turned(matrix: Any, corners: Sequence[float]) -> Box:
    left, low, right, high = apply_matrix_rect(matrix, cast(Box, tuple(corners)))
    return (min(left, right), min(low, high), max(left, right), max(low, high))


class SeenPage(Page):
    """A page whose characters are those that show, or are invisible: `hidden`; and say how `light` they are.

    Those of a visible layer that stand where nothing shows are objects of their own kind: `cut off`.
    Their `baseline` is in points from the upper edge, as `top` and `bottom` are.
    """

    def __init__(self, page: Page, off: frozenset[int]) -> None:
        super().__init__(page.pdf, page.page_obj, page.page_number, page.initial_doctop)
        self._off = off

    @property
    def layout(self) -> LTPage:
        if not hasattr(self, "_layout"):
            resources = self.pdf.rsrcmgr
            device = PDFPageAggregatorWithMarkedContent(resources, pageno=self.page_number, laparams=None)
            painter = _Painter(resources, device, self._off)
            painter.process_page(self.page_obj)
            self._layout, self._matrix = device.get_result(), painter.matrix
        return self._layout

    @property
    def sheet(self) -> Box:
        """What is shown of the page."""
        return self.place_of(shown_of(self.page_obj))

    def place_of(self, corners: Sequence[float]) -> Box:
        """Where on the page as shown a box of its own space lies: left, upper, right and lower edge."""
        _ = self.layout
        left, low, right, high = _turned(self._matrix, corners)
        across, down = self.mediabox[:2]
        return (left + across, self.height - high + down, right + across, self.height - low + down)

    def process_object(self, item: LTItem) -> dict[str, Any]:
        """Make of a character what is asked of it here; pdfplumber's own account takes three times as long."""
        if not isinstance(item, LTChar):
            return dict(super().process_object(item))
        ink = cast(Ink, item.graphicstate)
        across, down = self.mediabox[:2]
        low = self.height + down
        return {
            "object_type": ink.shows_as((item.x0 + item.x1) / 2, (item.y0 + item.y1) / 2),
            "text": item.get_text(),
            "x0": item.x0 + across,
            "x1": item.x1 + across,
            "top": low - item.y1,
            "bottom": low - item.y0,
            "baseline": low - item.matrix[5],
            "width": item.width,
            "size": item.size,
            "matrix": item.matrix,
            "colour": ink.ncolor,
            "hidden": ink.is_invisible,
            "light": ink.lightness(),
        }
