"""Take a Word drawing apart: what of it is words, and what only a person can read."""

from __future__ import annotations

from collections.abc import Iterator

from kejiting.text.lazy_re import lazy_re
from kejiting.text.word.shown import branch
from kejiting.text.word.xml import local_name
from kejiting.text.xml_package import XmlElement

# What a drawing, old or new, may hold: boxes, WordArt, text of shapes, SmartArt, and what is no text.
_PARTS = frozenset({
    "txbxContent", "textpath", "txBody", "relIds", "pic", "imagedata", "chart", "OLEObject", "control",
})  # fmt: skip
_LEFT_OUT = {
    "pic": "图片", "imagedata": "图片", "chart": "图表", "OLEObject": "嵌入的对象", "control": "控件", "altChunk": "嵌入的部分",
    "subDoc": "子文档", "relIds": "图形", "footnoteReference": "脚注", "endnoteReference": "尾注", "commentReference": "批注",
    "fldChar": "自动域", "fldSimple": "自动域", "r": "隐藏的文字", "sdt": "内容控件的提示文字",
}  # fmt: skip
# width:41.5pt, height:.5in; not mso-width-percent:400
_SIZE = lazy_re(r"(?<![\w-])(?:width|height)\s*:\s*(\d*+\.\d++|\d++)(pt|in|cm|mm|px)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75}
_EMU = 12_700
# Points: a line drawn as a picture, a bullet
_THIN, _SMALL = 14, 34
_WATERMARK = "watermark"


def parts_of(drawing: XmlElement) -> list[XmlElement]:
    """Return the parts of a drawing in their order, however deep they stand in it; of an object not its preview."""
    found = list(_parts(drawing))
    previewed = any(local_name(part) in ("OLEObject", "control") for part in found)
    return [part for part in found if not (previewed and local_name(part) == "imagedata")]


def _parts(drawing: XmlElement) -> Iterator[XmlElement]:
    for child in branch(drawing):
        if local_name(child) in _PARTS:
            yield child
        else:
            yield from _parts(child)


def words_of(part: XmlElement) -> list[str]:
    """Return the lines of WordArt (`v:textpath`) or of a shape (`a:txBody`)."""
    if local_name(part) == "txBody":
        return [_paragraph(paragraph) for paragraph in part if local_name(paragraph) == "p"]
    shape = part.getparent()
    names = "" if shape is None else f"{shape.get('id')} {shape.get('alt')}".lower()
    return [] if _WATERMARK in names else (part.get("string") or "").splitlines()


def diagram_lines(model: XmlElement) -> Iterator[str]:
    """Yield the texts of a diagram's data (`dgm:dataModel`), each above those that hang on it."""
    points = {point.get("modelId"): point for point in model.iter() if local_name(point) == "pt"}
    joined: dict[str | None, list[tuple[int, str | None]]] = {}
    for line in model.iter():
        if local_name(line) == "cxn" and line.get("type", "parOf") == "parOf":
            joined.setdefault(line.get("srcId"), []).append((int(line.get("srcOrd") or 0), line.get("destId")))
    waiting = [key for key, point in points.items() if point.get("type") == "doc"] or list(points)
    while waiting:
        key = waiting.pop(0)
        point = points.pop(key, None)
        if point is None:
            continue
        if point.get("type", "node") in ("node", "asst"):
            yield from (_paragraph(one) for one in point.iter() if local_name(one) == "p")
        waiting[:0] = [child for _, child in sorted(joined.get(key, ()), key=lambda one: one[0])]


def left_out(part: XmlElement) -> str | None:
    """Return what a person would call a part that gives no words; None for words, and for ornaments."""
    kind = _LEFT_OUT.get(local_name(part))
    if kind == "嵌入的对象" and "equation" in (part.get("ProgID") or "").lower():
        return "公式"
    return None if kind == "图片" and _is_ornament(part) else kind


def _is_ornament(picture: XmlElement) -> bool:
    """Tell a line or a bullet that is drawn by a picture, and a picture that is not shown."""
    around = next((one for one in picture.iterancestors() if local_name(one) in ("inline", "anchor", "pict")), None)
    if around is None:
        return False
    if local_name(around) == "pict":
        shape = picture.getparent()
        style = "" if shape is None else shape.get("style") or ""
        sizes = [float(amount) * _POINTS[unit] for amount, unit in _SIZE.findall(style)]
    else:
        sides = [one for one in around if local_name(one) in ("extent", "docPr")]
        if any(one.get("hidden") in ("1", "true") for one in sides):
            return True
        written = [one.get(side) or "" for one in sides for side in ("cx", "cy") if local_name(one) == "extent"]
        sizes = [int(size) / _EMU for size in written if size.isdecimal()]
    return bool(sizes) and (min(sizes) < _THIN or max(sizes) < _SMALL)


def _paragraph(paragraph: XmlElement) -> str:
    pieces = (one for one in paragraph.iter() if local_name(one) in ("t", "br"))
    return "".join("\n" if local_name(piece) == "br" else piece.text or "" for piece in pieces)
