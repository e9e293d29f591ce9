"""A seed letter that was printed and scanned askew is read by the recogniser itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from kejiting.text.clean import clean
from kejiting.text.files import UnreadableFile, read_file
from kejiting.text.pdf import read_pdf
from proposals.parsing import parse_letter
from tests.text.drawn_letters import letter_of
from tests.text.made_pdfs import convert_by_office, draw_pdf, write_docx
from tests.text.scanned import header_of, one_page, photographed, scanned, share_right
from tests.text.test_scans import picture

pytestmark = pytest.mark.usefixtures("ocr")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The first page of a seed, which has a ruled table, a title over two lines and an indented text."""
    path = tmp_path_factory.mktemp("office") / "001.docx"
    write_docx(letter_of("001"), path, running_head="吉林省科学技术厅文件")
    return one_page(convert_by_office([path], path.parent / "profile")[0])


def test_it_works(printed: bytes) -> None:
    truth = read_pdf(printed)

    read = read_file("扫描件.pdf", scanned(printed))

    assert share_right(read.text, truth) >= 0.98
    assert header_of(parse_letter(clean(read.text))) == header_of(parse_letter(clean(truth)))
    assert read.recognised == (1,)
    assert len(read.doubtful) < len(truth) / 50


def test_a_scan_of_too_many_pages_ends_with_a_sentence() -> None:
    with pytest.raises(UnreadableFile, match=r"有 60 页，文字识别一次最多读 30 页"):
        read_file("a.pdf", draw_pdf(*[picture] * 60))


def test_a_scan_of_nothing_is_told() -> None:
    with pytest.raises(UnreadableFile, match="没有认出文字"):
        read_file("a.pdf", draw_pdf(picture))


def test_a_broken_picture_is_told(tmp_path: Path, printed: bytes) -> None:
    path = tmp_path / "a.png"
    photographed(printed)[0].save(path)
    with pytest.raises(UnreadableFile, match="图片已损坏"):
        read_file("a.png", path.read_bytes()[:5000])
