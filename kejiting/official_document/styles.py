"""Fonts, sizes and the page of an official document: GB/T 9704-2012, 5.2 and 7.3.

22 rows of 28 characters in 156 × 225 mm. Tried with LibreOffice, which leaves a grid of lines and characters aside: a
grid of lines, and 16 pt characters set closer by a quarter of a point, give both there and in Word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, Twips
from docx.styles.style import ParagraphStyle as WordStyle

LATIN = "Times New Roman"
TITLE_FONT = "方正小标宋简体"
# of one row: 225 mm by 22; and of one character with its spacing: 156 mm by 28
ROW = Twips(579)
CHARACTER = Pt(15.75)
_CLOSER = "-5"
# From the page's lower edge: the lower rule of a letter, above which page numbers stand 7 mm below the text
FOOT = Mm(20)
# that a row of the title holds
TITLE_CHARACTERS = 20


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """`size` in points (2号 22, 3号 16, 4号 14); `indent` of the first line in characters."""

    font: str = "仿宋"
    size: int = 16
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    indent: int = 0


STYLES = {
    "field": ParagraphStyle(size=12),
    "title": ParagraphStyle(TITLE_FONT, 22, WD_ALIGN_PARAGRAPH.CENTER),
    "number": ParagraphStyle(align=WD_ALIGN_PARAGRAPH.CENTER),
    "salutation": ParagraphStyle(),
    "heading": ParagraphStyle("黑体", indent=2),
    "subheading": ParagraphStyle("楷体", indent=2),
    "body": ParagraphStyle(align=WD_ALIGN_PARAGRAPH.JUSTIFY, indent=2),
    "signature": ParagraphStyle(align=WD_ALIGN_PARAGRAPH.RIGHT),
    "imprint": ParagraphStyle(size=14),
    "page": ParagraphStyle("宋体", 14),
}


def lay_out(document: Document) -> None:
    """Give the document the standard's page and, by the names `kejiting …`, the styles of `STYLES`."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    page.footer_distance = FOOT
    _add_grid(page)
    for name, style in STYLES.items():
        added = document.styles.add_style(f"kejiting {name}", WD_STYLE_TYPE.PARAGRAPH)
        _form(cast(WordStyle, added), style)
    _number_pages(document, page)


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """Return a new element of WordprocessingML, `tag` and attributes without their prefix."""
    made = cast(BaseOxmlElement, OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _add_grid(page: Section) -> None:
    for old in page._sectPr.findall(qn("w:docGrid")):
        page._sectPr.remove(old)
    page._sectPr.append(element("docGrid", type="lines", linePitch=str(ROW.twips)))


def _form(added: WordStyle, style: ParagraphStyle) -> None:
    added.font.name, added.font.size = LATIN, Pt(style.size)
    properties = added.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), style.font)
    if style.size == STYLES["body"].size:
        # its place in the schema is before the size
        properties.find(qn("w:sz")).addprevious(element("spacing", val=_CLOSER))
    shape = added.paragraph_format
    shape.alignment, shape.space_after, shape.space_before = style.align, Pt(0), Pt(0)
    shape.widow_control = False
    if style.indent:
        shape.first_line_indent = CHARACTER * style.indent
    for switch in ("overflowPunct", "autoSpaceDE", "autoSpaceDN"):
        added.element.get_or_add_pPr().insert_element_before(
            element(switch, val="0"), "w:snapToGrid", "w:spacing", "w:ind", "w:jc"
        )
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, ROW


def _number_pages(document: Document, page: Section) -> None:
    """Number odd pages on the right and even ones on the left, one character in, below the text (7.5)."""
    document.settings.odd_and_even_pages_header_footer = True
    for footer, align in ((page.footer, WD_ALIGN_PARAGRAPH.RIGHT), (page.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
        numbered = footer.paragraphs[0]
        numbered.style = "kejiting page"
        shape = numbered.paragraph_format
        shape.alignment, shape.left_indent, shape.right_indent = align, Pt(14), Pt(14)
        shape.space_after = Mm(24) - FOOT
        numbered.add_run("— ")
        numbered._p.append(element("fldSimple", instr="PAGE"))
        numbered.add_run(" —")
