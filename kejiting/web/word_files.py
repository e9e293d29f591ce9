"""Paragraphs as a Word file, laid out as official documents are (GB/T 9704): A4, fonts by name, pages numbered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from kejiting.text.lazy_re import lazy_re

# what XML does not hold
_NOT_IN_XML = lazy_re("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LATIN = "Times New Roman"
_LINE = Pt(28)


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """`size` in points; `indent` of the first line in characters."""

    font: str
    size: int = 16
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    indent: int = 0


STYLES = {
    "field": ParagraphStyle("仿宋", 12),
    "title": ParagraphStyle("方正小标宋简体", 22, WD_ALIGN_PARAGRAPH.CENTER),
    "number": ParagraphStyle("仿宋", align=WD_ALIGN_PARAGRAPH.CENTER),
    "salutation": ParagraphStyle("仿宋"),
    "heading": ParagraphStyle("黑体", indent=2),
    "subheading": ParagraphStyle("楷体", indent=2),
    "body": ParagraphStyle("仿宋", align=WD_ALIGN_PARAGRAPH.JUSTIFY, indent=2),
    "signature": ParagraphStyle("仿宋", align=WD_ALIGN_PARAGRAPH.RIGHT),
}


def docx_file(title: str, paragraphs: Iterable[tuple[str, str]]) -> bytes:
    """`paragraphs` are texts, each with its style of `STYLES`; a tab stays a tab. Characters no XML holds are left out."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = _NOT_IN_XML.sub("", title)[:255], "", ""
    _lay_out(document)
    for text, style in paragraphs:
        document.add_paragraph(_NOT_IN_XML.sub("", text), f"kejiting {style}")
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def _lay_out(document: Document) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    for name, style in {**STYLES, "page": ParagraphStyle("宋体", 14, WD_ALIGN_PARAGRAPH.CENTER)}.items():
        added = document.styles.add_style(f"kejiting {name}", WD_STYLE_TYPE.PARAGRAPH)
        added.font.name, added.font.size = _LATIN, Pt(style.size)
        added.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), style.font)
        shape = added.paragraph_format
        shape.alignment, shape.space_after, shape.space_before = style.align, Pt(0), Pt(0)
        shape.line_spacing = max(_LINE, Pt(style.size * 1.5))
        shape.first_line_indent = Pt(style.size * style.indent)
    numbered = page.footer.paragraphs[0]
    numbered.style = "kejiting page"
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    numbered.add_run("— ")
    numbered._p.append(number)
    numbered.add_run(" —")
