"""What stands around the body: the red head, signature and date, and the imprint at the foot (GB/T 9704-2012, 7.2–7.4, 10.1)."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from kejiting.official_document.document import OfficialDocument
from kejiting.official_document.styles import CHARACTER, ROW, TITLE_FONT, element

RED = RGBColor(0xE6, 0x00, 0x12)
_WIDTH = Mm(156)
_LARGEST = 44
# in eighths of a point: 0.35 and 0.25 mm (7.4.1); the red rule of a document
_THICK, _THIN, _RULE = "8", "6", "12"


def add_head(file: Document, document: OfficialDocument) -> None:
    """Put the issuer in red on top, its rules, the document's number, and the empty rows before the title."""
    if not document.issuer:
        return
    (_letter_head if document.form == "letter" else _document_head)(file, document)
    for _ in range(2):
        file.add_paragraph(style="kejiting salutation")


def _document_head(file: Document, document: OfficialDocument) -> None:
    mark = file.add_paragraph(style="kejiting number")
    _mark(mark, f"{document.issuer}文件")
    mark.paragraph_format.space_before = Mm(35)
    for _ in range(2):
        file.add_paragraph(style="kejiting number")
    number = file.add_paragraph(document.doc_number, style="kejiting number")
    _border(number, "bottom", "single", _RULE, space="1", color=str(RED))


def _letter_head(file: Document, document: OfficialDocument) -> None:
    page = file.sections[0]
    page.different_first_page_header_footer = True
    page.header_distance = Mm(30)
    mark = page.first_page_header.paragraphs[0]
    mark.style = "kejiting number"
    _mark(mark, document.issuer)
    _wide(mark)
    _border(mark, "bottom", "thickThinSmallGap", "18", space="0", color=str(RED))
    foot = page.first_page_footer.paragraphs[0]
    foot.style = "kejiting number"
    foot.paragraph_format.line_spacing = Pt(1)
    _wide(foot)
    _border(foot, "top", "thickThinSmallGap", "18", space="0", color=str(RED))
    file.add_paragraph(document.doc_number, style="kejiting signature")


def _mark(paragraph: Paragraph, words: str) -> None:
    size = min(_LARGEST, int(_WIDTH.pt / max(len(words), 1)))
    run = paragraph.add_run(words)
    run.font.size, run.font.color.rgb = Pt(size), RED
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), TITLE_FONT)
    # of the characters' top edge the standard speaks, and programmes draw it at that of a line of this height
    paragraph.paragraph_format.line_spacing = Pt(size * 1.2)
    _leave_grid(paragraph)


def _leave_grid(paragraph: Paragraph) -> None:
    paragraph._p.get_or_add_pPr().insert_element_before(element("snapToGrid", val="0"), "w:spacing", "w:ind", "w:jc")


def _wide(paragraph: Paragraph) -> None:
    """Let the rules of a letter be 170 mm long, in the middle of the page: 20 mm from its edges."""
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.right_indent = Mm(-8), Mm(-6)


def add_signature(file: Document, document: OfficialDocument) -> None:
    """Sign as a sealed document is signed: the date four characters from the right, the signature centred above it."""
    if not document.signature and not document.signed_on:
        return
    file.add_paragraph(style="kejiting signature")
    date = _characters(document.signed_on)
    inset = max(4 + (date - _characters(document.signature)) / 2, 2)
    for words, characters in ((document.signature, inset), (document.signed_on, 4.0)):
        if words:
            signed = file.add_paragraph(words, style="kejiting signature")
            signed.paragraph_format.right_indent = Length(int(CHARACTER * characters))
            signed.paragraph_format.keep_with_next = words == document.signature
    if document.contact:
        file.add_paragraph(f"（{document.contact}）", style="kejiting body")


def _characters(words: str) -> float:
    return sum(0.5 if character.isascii() else 1 for character in words)


def add_imprint(file: Document, document: OfficialDocument) -> None:
    """Put whom copies go to, and who printed it when, at the foot of the last page.

    A letter has no line of printing and no rules there (10.1).
    """
    rows = [f"抄送：{document.copies}"] if document.copies else []
    if document.form == "document" and document.printed_by:
        rows.append(f"{document.printed_by}\t{document.printed_on}印发")
    for words in rows:
        row = file.add_paragraph(words, style="kejiting imprint")
        shape = row.paragraph_format
        shape.left_indent, shape.right_indent = Pt(14), Pt(14)
        shape.tab_stops.add_tab_stop(Length(_WIDTH - Pt(14)), WD_TAB_ALIGNMENT.RIGHT)
        _float(row, vAnchor="margin", hAnchor="margin", yAlign="bottom")
        if document.form == "document":
            for side in ("top", "bottom"):
                _border(row, side, "single", _THICK, space="0")
    if len(rows) > 1 and document.form == "document":
        # a rule between paragraphs of one frame is not drawn by every programme
        rule = file.add_paragraph(style="kejiting imprint")
        rule.paragraph_format.line_spacing = Pt(1)
        _float(rule, vAnchor="page", hAnchor="margin", y=str(Length(Mm(297 - 35) - ROW).twips))
        _border(rule, "top", "single", _THIN, space="0")
    # a frame is tied to the paragraph behind it
    end = file.add_paragraph(style="kejiting imprint")
    end.paragraph_format.line_spacing = Pt(1)
    _leave_grid(end)


def _float(paragraph: Paragraph, **place: str) -> None:
    """Let the paragraph stand where `place` says, whatever is above it; neighbours in one place are one frame."""
    frame = element("framePr", w=str(_WIDTH.twips), wrap="around", **place)
    paragraph._p.get_or_add_pPr().insert_element_before(frame, "w:tabs", "w:spacing", "w:ind", "w:jc")


def _border(paragraph: Paragraph, side: str, kind: str, size: str, *, space: str, color: str = "000000") -> None:
    properties = paragraph._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = element("pBdr")
        properties.insert_element_before(borders, "w:tabs", "w:spacing", "w:ind", "w:jc")
    borders.append(element(side, val=kind, sz=size, space=space, color=color))
