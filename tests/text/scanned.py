"""Scans made on the spot: the pages of a PDF as pictures, askew, with the noise of a scanner, or under a seal."""

from __future__ import annotations

import io
import re
from difflib import SequenceMatcher
from math import cos, radians, sin

import numpy as np
import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from kejiting.text.clean import clean
from proposals.parsing import ParsedLetter

# Of 255 shades
_NOISE = 12
_PAPER = 255
_RED = (215, 40, 40)
HEADER = (
    "title", "index_number", "category", "agency", "doc_number", "written_on", "published_on",
    "kind", "session", "number", "delegates", "proposal_title",
)  # fmt: skip


def scanned(pdf: bytes, *, dpi: int = 200, tilt: float = 1, turn: int = 0) -> bytes:
    """Return a PDF of pictures of the pages, leaning by `tilt` degrees, then turned to the left by `turn`."""
    pictures = photographed(pdf, dpi=dpi, tilt=tilt, turn=turn)
    made = io.BytesIO()
    pictures[0].save(made, "PDF", resolution=dpi, save_all=True, append_images=pictures[1:])
    return made.getvalue()


def photographed(pdf: bytes, *, dpi: int = 200, tilt: float = 1, turn: int = 0) -> list[Image.Image]:
    """Return grey pictures of the pages."""
    random = np.random.default_rng(dpi)
    document = pypdfium2.PdfDocument(pdf)
    pictures = []
    for page in document:
        sheet = page.render(scale=dpi / 72).to_pil().convert("L")
        askew = sheet.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=_PAPER).rotate(turn, expand=True)
        noise = random.normal(0, _NOISE, (askew.height, askew.width))
        pictures.append(Image.fromarray(np.clip(np.asarray(askew) + noise, 0, _PAPER).astype("uint8")))
    document.close()
    return pictures


def sealed(page: Image.Image, middle: tuple[float, float], dpi: int) -> Image.Image:
    """Return the page in colour with a seal around a place in dots: a ring of 42 mm, with figures along it."""
    size = round(42 / 25.4 * dpi)
    seal = Image.new("RGB", (size, size), "white")
    brush = ImageDraw.Draw(seal)
    brush.ellipse((4, 4, size - 4, size - 4), outline=_RED, width=size // 45)
    for place in range(8):
        angle = radians(150 + place * 240 / 7)
        x, y = (size * (0.5 + 0.38 * turn(angle)) for turn in (cos, sin))
        brush.regular_polygon((x, y, size / 14), 4, rotation=-place * 34, outline=_RED, fill=None, width=3)
    brush.regular_polygon((size / 2, size / 2, size / 9), 3, fill=_RED)
    # ink on ink stays dark
    made = Image.new("RGB", page.size, "white")
    made.paste(seal, (round(middle[0] - size / 2), round(middle[1] - size / 2)))
    return ImageChops.multiply(page.convert("RGB"), made)


def one_page(pdf: bytes, number: int = 0) -> bytes:
    """Return a PDF of one page of it."""
    document, page, made = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument.new(), io.BytesIO()
    page.import_pages(document, [number])
    page.save(made)
    page.close()
    document.close()
    return made.getvalue()


def share_right(text: str, wanted: str) -> float:
    """How many of the Chinese characters and digits are right, from 0 to 1; one too many counts as one wrong."""
    read, truth = (re.sub(r"[^\u3400-\u9fff〇0-9]", "", clean(one)) for one in (text, wanted))
    blocks = SequenceMatcher(None, truth, read, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(truth), len(read))


def header_of(letter: ParsedLetter) -> dict[str, object]:
    """The fields of a letter's head, without where they stand."""
    return {name: getattr(getattr(letter, name), "value", getattr(letter, name)) for name in HEADER}
