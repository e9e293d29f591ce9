"""What is no letter in a PDF is refused in Chinese, and nothing else ever comes out of the reader."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kejiting.text.unreadable import UnreadableFile
from tests.text.made_pdfs import FONT, draw_pdf, make_pdf
from tests.text.reading import pdf_text, text_or_refusal

GOOD = make_pdf(["　　我厅坚持以改革为动力。", "王洪福委员：", "- 1 -"], ["感谢您。"])
# A font of the reader's own making: two bytes a glyph, no word about what the glyphs mean
UNMAPPED = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
4 0 obj <</Length 64>> stream
BT /F1 16 Tf 70 700 Td <01020304050607080910111213141516> Tj ET  \x20
endstream endobj
5 0 obj <</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Song/Encoding/Identity-H/DescendantFonts[6 0 R]>> endobj
6 0 obj <</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)
/Supplement 0>>/DW 1000>> endobj
trailer <</Root 1 0 R>>
"""
# What says that they mean characters for private use
MAPPING = b"""7 0 obj <</Length 96>> stream
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <0FFF> <E000> endbfrange
endstream endobj
"""


def scanned(canvas: Canvas) -> None:
    pixel = b"P6 1 1 255\n\xff\xff\xff"
    canvas.drawImage(ImageReader(io.BytesIO(pixel)), 0, 0, 595, 842)
    canvas.setFont(FONT, 9)
    canvas.drawString(250, 30, "扫描软件制作")


def test_a_scan_with_a_stamp_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="OCR"):
        pdf_text(draw_pdf(scanned, scanned))


def test_a_font_without_an_encoding_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="乱码"):
        pdf_text(UNMAPPED)


def test_characters_for_private_use_are_refused() -> None:
    mapped = UNMAPPED.replace(b"trailer", MAPPING + b"trailer").replace(b"-H/Desc", b"-H/ToUnicode 7 0 R/Desc")
    with pytest.raises(UnreadableFile, match="乱码"):
        pdf_text(mapped)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(max_size=6)), max_size=12), st.integers(0, len(GOOD))
)
def test_damaged_bytes_are_read_or_refused(places: list[tuple[int, bytes]], end: int) -> None:
    damaged = bytearray(GOOD)
    for place, new in places:
        damaged[place : place + len(new)] = new
    assert text_or_refusal(pdf_text, bytes(damaged[: end or None])).strip()
