"""A picture of a page to the page's lines, as a printed page has them."""

from __future__ import annotations

from PIL import Image

from kejiting.text.ocr.chars import chars_of
from kejiting.text.ocr.recogniser import recognise
from kejiting.text.ocr.rules import rules_of
from kejiting.text.ocr.seals import without_seals
from kejiting.text.ocr.upright import Recogniser, upright
from kejiting.text.pdf.furniture import PrintedPage
from kejiting.text.pdf.tables import RuledPicture, lines_and_rows


def page_of(picture: Image.Image, scale: float, recogniser: Recogniser = recognise) -> PrintedPage:
    """Return the lines of a page; `scale` is how many dots of the picture a point is."""
    picture, runs = upright(without_seals(picture, scale), recogniser)
    width, height = picture.width / scale, picture.height / scale
    ruled = RuledPicture(height, rules_of(picture, scale))
    lines = lines_and_rows(ruled, chars_of(runs, scale), (0, 0, width, height))
    return PrintedPage(lines, height, width)
