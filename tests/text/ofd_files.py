"""OFD files written part by part, and the seed letters set as programs set them: a line, a run or a letter at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from tests.text.drawn_letters import Line, Setting, width_of
from tests.text.word_files import zipped

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
# Points to millimetres
MM = 25.4 / 72
WIDTH, HEIGHT = 210, 297
# How a line of a letter becomes objects
Form = Callable[[Line], str]


def ofd_file(
    *pages: str,
    template: str = "",
    documents: int = 1,
    beside: str = "",
    common: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Pack pages, each the objects on it; the first one stands on the template. `beside`: children of the document."""
    roots = "".join(
        f"<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_{place}/Document.xml</ofd:DocRoot></ofd:DocBody>"
        for place in range(documents)
    )
    listed = "".join(
        f'<ofd:Page ID="{place + 10}" BaseLoc="Pages/Page_{place}/Content.xml"/>' for place in range(len(pages))
    )
    templates = '<ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    area = f"<ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}</ofd:PhysicalBox></ofd:PageArea>"
    parts: dict[str, str | bytes] = {
        "OFD.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {NAMESPACE} DocType="OFD">{roots}</ofd:OFD>',
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData>{area}{templates}{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages>{beside}</ofd:Document>",
        "Doc_0/Tpls/Tpl_0/Content.xml": page_part(template),
    }
    for place, objects in enumerate(pages):
        used = '<ofd:Template TemplateID="2"/>' if template and place == 0 else ""
        parts[f"Doc_0/Pages/Page_{place}/Content.xml"] = page_part(objects, used)
    return zipped(parts | dict(more or {}))


def page_part(objects: str, before: str = "") -> str:
    layer = f'<ofd:Content><ofd:Layer Type="Body">{objects}</ofd:Layer></ofd:Content>'
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page {NAMESPACE}>{before}{layer}</ofd:Page>'


def text_object(
    text: str, x: float, y: float, size: float, *, deltas: str = "", more: str = "", within: str = "", width: float = 0
) -> str:
    """One line of text at a baseline, in millimetres; `more` attributes, `within` elements before the words."""
    delta = f' DeltaX="{deltas}"' if deltas else ""
    return (
        f'<ofd:TextObject Boundary="{x:.3f} {y - size:.3f} {width or len(text) * size:.3f} {size * 1.2:.3f}" Font="1"'
        f' Size="{size:.4f}" {more}>{within}<ofd:TextCode X="0" Y="{size:.3f}"{delta}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def rule(left: float, top: float, right: float, bottom: float) -> str:
    return (
        f'<ofd:PathObject Boundary="{left:.3f} {top:.3f} {right - left:.3f} {bottom - top:.3f}" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>M 0 0 L {right - left:.3f} {bottom - top:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def picture(left: float, top: float, width: float, height: float) -> str:
    return f'<ofd:ImageObject Boundary="{left} {top} {width} {height}" CTM="{width} 0 0 {height} 0 0" ResourceID="9"/>'


def set_page(lines: Sequence[Line], form: Form) -> str:
    return "".join(form(line) for line in lines)


def _widths(line: Line) -> list[float]:
    setting = Setting(size=line.size)
    return [width_of(char, setting) * MM for char in line.text]


def _object(text: str, x: float, line: Line, deltas: str = "", more: str = "") -> str:
    width = sum(_widths(line._replace(text=text)))
    return text_object(text, x, HEIGHT - line.y * MM, line.size * MM, deltas=deltas, more=more, width=width)


def whole_line(line: Line) -> str:
    return _object(line.text, line.x * MM, line, " ".join(f"{width:.4f}" for width in _widths(line)[:-1]))


def repeated_steps(line: Line) -> str:
    """`g 3 5.6` for three steps of a width."""
    counted = [(len(list(same)), width) for width, same in groupby(f"{width:.4f}" for width in _widths(line)[:-1])]
    steps = " ".join(f"g {count} {width}" if count > 1 else width for count, width in counted)
    return _object(line.text, line.x * MM, line, steps)


def _pieces(line: Line, pieces: Sequence[str]) -> Iterator[tuple[str, float]]:
    x = line.x * MM
    for piece in pieces:
        yield piece, x
        x += sum(_widths(line._replace(text=piece)))


def runs_of_glyphs(line: Line) -> str:
    """Chinese, digits and letters have fonts of their own."""
    pieces = re.findall(r"[!-~]+|[^!-~]+", line.text)
    return "".join(
        _object(piece, x, line, " ".join(f"{width:.4f}" for width in _widths(line._replace(text=piece))[:-1]))
        for piece, x in _pieces(line, pieces)
    )


def single_characters(line: Line) -> str:
    return "".join(_object(char, x, line) for char, x in _pieces(line, line.text))


def scaled(line: Line) -> str:
    """Type of size 1, made as large as it is by a matrix."""
    size, steps = line.size * MM, " ".join(f"{width / (line.size * MM):.5f}" for width in _widths(line)[:-1])
    return (
        f'<ofd:TextObject Boundary="{line.x * MM:.3f} {HEIGHT - line.y * MM - size:.3f} 170 {size * 1.2:.3f}" Font="1"'
        f' Size="1" CTM="{size:.4f} 0 0 {size:.4f} 0 0"><ofd:TextCode X="0" Y="1" DeltaX="{steps}">{escape(line.text)}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def grouped(line: Line) -> str:
    return f"<ofd:PageBlock>{whole_line(line)}</ofd:PageBlock>"


FORMS: dict[str, Form] = {
    form.__name__: form for form in (whole_line, repeated_steps, runs_of_glyphs, single_characters, scaled, grouped)
}
