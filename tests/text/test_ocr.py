"""A seed letter that was printed and scanned askew is read by the recogniser itself."""

from __future__ import annotations

import io
import os
from importlib import import_module
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from kejiting.text.clean import clean
from kejiting.text.files import read_file
from kejiting.text.unreadable import UnreadableFile
from proposals.parsing import parse_letter
from tests.text.drawn_letters import letter_of
from tests.text.made_pdfs import convert_by_office, draw_pdf, write_docx
from tests.text.reading import pdf_text
from tests.text.scanned import header_of, one_page, photographed, scanned, sealed, share_right
from tests.text.test_scans import picture

pytestmark = pytest.mark.usefixtures("ocr")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The first page of a seed, which has a ruled table, a title over two lines and an indented text."""
    path = tmp_path_factory.mktemp("office") / "001.docx"
    write_docx(letter_of("001"), path, running_head="吉林省科学技术厅文件")
    return one_page(convert_by_office([path], path.parent / "profile")[0])


def test_it_works(printed: bytes) -> None:
    truth = pdf_text(printed)

    read = read_file("扫描件.pdf", scanned(printed))

    assert share_right(read.text, truth) >= 0.98
    assert header_of(parse_letter(clean(read.text))) == header_of(parse_letter(clean(truth)))
    assert read.recognised == (1,)
    assert len(read.doubtful) < len(truth) / 50


def test_the_red_of_a_seal_is_taken_out_and_that_of_a_heading_stays() -> None:
    seals = import_module("kejiting.text.ocr.seals")
    page = Image.new("RGB", (1654, 2339), "white")
    brush = ImageDraw.Draw(page)
    brush.rectangle((300, 200, 1300, 280), fill="red")
    for place in range(8):
        brush.rectangle((1000 + 40 * place, 1800, 1020 + 40 * place, 1840), fill="black")
    stamped = sealed(page, (1150, 1820), 200)

    freed = seals.without_seals(stamped, 200 / 72)

    below = (900, 1500, 1400, 2200)
    assert stamped.crop(below).convert("L").histogram() != page.crop(below).convert("L").histogram()
    darker = ImageChops.difference(freed.crop(below), page.crop(below)).convert("L").point(lambda shade: shade > 60)
    assert darker.getbbox() is None
    assert freed.crop((0, 0, 1654, 1500)).tobytes() == page.crop((0, 0, 1654, 1500)).tobytes()


def test_a_picture_that_only_another_program_can_draw_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pillow hands EPS, whatever the file is called, to Ghostscript on the path."""
    called, program = tmp_path / "called", tmp_path / "gs"
    program.write_text(f'#!/bin/sh\ntouch "{called}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    made = io.BytesIO()
    Image.new("RGB", (60, 84), "white").save(made, "EPS")

    with pytest.raises(UnreadableFile, match="这种图片读不了"):
        read_file("照片.jpg", made.getvalue())

    assert not called.exists()


def test_a_space_parts_words_and_has_no_box() -> None:
    recogniser = import_module("kejiting.text.ocr.recogniser")
    box = [[0, 0], [10, 0], [10, 20], [0, 20]]

    # as the engine gives them: the second confidence is the space's, and those behind are one further on
    (first, second) = recogniser._chars("A B", 0.8, [("A", 0.9, box), ("B", 0.6, box)])

    assert (first.text, first.confidence, first.after_space) == ("A", 0.9, False)
    assert (second.text, round(second.confidence, 3), second.after_space) == ("B", 0.9, True)
    assert second.centre == (5, 10)


def test_a_scan_of_too_many_pages_ends_with_a_sentence() -> None:
    with pytest.raises(UnreadableFile, match=r"有 60 页，文字识别一次最多读 30 页"):
        read_file("a.pdf", draw_pdf(*[picture] * 60))


def test_a_scan_of_nothing_is_told() -> None:
    with pytest.raises(UnreadableFile, match="没有认出文字"):
        read_file("a.pdf", draw_pdf(picture))


def test_a_picture_beyond_all_measure_is_too_large() -> None:
    made = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(made, "PNG")
    with pytest.raises(UnreadableFile, match="这张图片太大"):
        read_file("a.png", made.getvalue())


def test_a_picture_of_a_phone_in_a_kind_that_is_not_read() -> None:
    with pytest.raises(UnreadableFile, match="请存成 JPG、PNG 或 PDF 后再上传"):
        read_file("照片.heic", b"\0\0\0\x18ftypheic" + bytes(100))


def test_the_copies_behind_a_photograph_are_no_pages() -> None:
    page = Image.new("RGB", (600, 840), "white")
    ImageDraw.Draw(page).text((60, 60), "Kejiting 2025", "black", ImageFont.load_default(60))
    made = io.BytesIO()
    page.save(made, "MPO", save_all=True, append_images=[page.resize((300, 420))])

    read = read_file("照片.jpg", made.getvalue())

    assert (read.text.count("2025"), read.recognised) == (1, (1,))


def test_a_broken_picture_is_told(tmp_path: Path, printed: bytes) -> None:
    path = tmp_path / "a.png"
    photographed(printed)[0].save(path)
    with pytest.raises(UnreadableFile, match="图片已损坏"):
        read_file("a.png", path.read_bytes()[:5000])
