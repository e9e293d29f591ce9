"""A document as a Word file."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import docx
from docx.document import Document
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from kejiting.official_document.document import CitedText, OfficialDocument, Paragraph
from kejiting.official_document.frame import add_head, add_imprint, add_signature
from kejiting.official_document.styles import STYLES, TITLE_CHARACTERS, element, lay_out
from kejiting.text.lazy_re import lazy_re

# what XML does not hold
_NOT_IN_XML = lazy_re("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BOOKMARK = "kejiting_"


def docx_file(title: str, paragraphs: Iterable[tuple[str, str]]) -> bytes:
    """`paragraphs` are texts, each with its style of `STYLES`; a tab stays a tab. Characters no XML holds are left out."""
    file = _new_file(title)
    for text, style in paragraphs:
        _add_paragraph(file, Paragraph(style, (text,)), cite=False)
    return _saved(file)


def official_docx(document: OfficialDocument, *, cite: bool = True) -> bytes:
    """Return the document laid out by GB/T 9704-2012.

    Each quotation is a bookmark, named by its key; with `cite` its citation is a comment at its words. Without, the file
    has neither: it is what leaves the house.
    """
    file = _new_file(document.title)
    add_head(file, document)
    _add_title(file, document.title)
    file.add_paragraph(style="kejiting salutation")
    if document.salutation:
        _add_paragraph(file, Paragraph("salutation", (document.salutation,)), cite=cite)
    for paragraph in document.body:
        _add_paragraph(file, paragraph, cite=cite)
    add_signature(file, document)
    add_imprint(file, document)
    return _saved(file)


def _new_file(title: str) -> Document:
    file = docx.Document()
    properties = file.core_properties
    properties.title, properties.author, properties.comments = _NOT_IN_XML.sub("", title)[:255], "", ""
    lay_out(file)
    return file


def _saved(file: Document) -> bytes:
    data = BytesIO()
    file.save(data)
    return data.getvalue()


def _add_paragraph(file: Document, paragraph: Paragraph, *, cite: bool) -> None:
    added = file.add_paragraph(style=f"kejiting {paragraph.style}")
    for piece in paragraph.pieces:
        if isinstance(piece, str):
            added.add_run(_NOT_IN_XML.sub("", piece))
        else:
            _add_quotation(file, added, piece, cite=cite)


def _add_title(file: Document, title: str) -> None:
    """Set a title of several rows in rows of the same length (7.3.1): none keeps a single word for itself."""
    added = file.add_paragraph(_NOT_IN_XML.sub("", title), style="kejiting title")
    rows = -(-len(title) // TITLE_CHARACTERS)
    if rows > 1:
        inset = (TITLE_CHARACTERS - -(-len(title) // rows)) * Pt(STYLES["title"].size) / 2
        added.paragraph_format.left_indent = added.paragraph_format.right_indent = Length(int(inset))


def _add_quotation(file: Document, paragraph: WordParagraph, quotation: CitedText, *, cite: bool) -> None:
    run = paragraph.add_run(_NOT_IN_XML.sub("", quotation.text))
    if not cite:
        return
    number = str(len(file.comments))
    run._r.addprevious(element("bookmarkStart", id=number, name=f"{BOOKMARK}{quotation.key}"))
    run._r.addnext(element("bookmarkEnd", id=number))
    file.add_comment(run, _NOT_IN_XML.sub("", quotation.citation), author="科技厅", initials="科")
