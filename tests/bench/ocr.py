"""How much of the seed letters is right after they were printed, scanned askew and read by OCR, and how fast that is."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kejiting.text.clean import clean
from kejiting.text.files import read_file
from kejiting.text.scans import is_installed
from proposals.parsing import parse_letter
from tests.bench.rows import Row
from tests.text.drawn_letters import TEXTS, letter_of
from tests.text.made_pdfs import convert_by_office, write_docx
from tests.text.scanned import header_of, scanned, share_right

_RESOLUTIONS = (150, 200)
_ASKED = 9_800.0
_SECONDS = 3.0


def rows() -> Iterator[Row]:
    if not is_installed():
        sys.exit("OCR 没有安装：make install-ocr")
    for name, pdf in _printed().items():
        for dpi in _RESOLUTIONS:
            yield from _rows(name, dpi, scanned(pdf, dpi=dpi))


def _printed() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{name}.docx" for name in TEXTS]
        for path in paths:
            write_docx(letter_of(path.stem), path, running_head="吉林省科学技术厅文件")
        return dict(zip(TEXTS, convert_by_office(paths, Path(folder) / "profile"), strict=True))


def _rows(name: str, dpi: int, scan: bytes) -> Iterator[Row]:
    began = time.perf_counter()
    read = read_file("a.pdf", scan)
    seconds = (time.perf_counter() - began) / len(read.recognised)
    truth, letter = (header_of(parse_letter(clean(text))) for text in (TEXTS[name], read.text))
    right = sum(_squeezed(letter[field]) == _squeezed(value) for field, value in truth.items())
    what = f"letter {name} at {dpi} dpi"
    asked = "what is asked for"
    sys.stderr.write(f"{what}: {[(field, letter[field]) for field in truth if letter[field] != truth[field]]}\n")
    yield Row(f"{what}: characters", "right of 10,000", 10_000 * share_right(read.text, TEXTS[name]), asked, _ASKED)
    yield Row(f"{what}: header fields", "right", right, "all there are", len(truth))
    yield Row(f"{what}: doubts", "characters", len(read.doubtful), "all there are", len(read.text))
    yield Row(f"{what}: time", "s/page", seconds, "on two idle cores", _SECONDS)


def _squeezed(value: object) -> str:
    return "".join(str(value).split()).translate(str.maketrans(",:;()", "，：；（）"))
